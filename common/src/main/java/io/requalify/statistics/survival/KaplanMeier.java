package io.requalify.statistics.survival;

import io.requalify.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * The product-limit estimate of survival, the share of contacts that have not left by any cause up
 * to a time: {@code S(t) = Product (1 - d/n)} over the times up to {@code t} with {@code d} of
 * {@code n} at risk leaving. Kaplan and Meier 1958.
 *
 * <p>Its standard error is Greenwood's, {@code S sqrt(Sum d / (n (n - d)))}; Greenwood 1926.
 *
 * <p>Right where the end of follow-up tells nothing of the time of leaving, as the as-of date does
 * of decisions that do not change over time. What changes between cohorts ruins it, since only old
 * ones are followed far; and contacts of one account that leave together make the error too small.
 * It counts leaving by any cause. One minus the survival <em>of one cause</em>, with who left by
 * another as censored, is the share of nobody: {@link AalenJohansen} gives the share that leaves by
 * a cause.
 */
public final class KaplanMeier {
  /** What of a survival may be due to rounding when it is compared with a share. */
  private static final double ROUNDING = 1e-12;

  private final RiskTable table;
  private final List<Step> steps;

  private KaplanMeier(RiskTable table, List<Step> steps) {
    this.table = table;
    this.steps = steps;
  }

  /**
   * Survival at a time.
   *
   * @param time days since the decision
   * @param survival share that has not left up to this time and at it
   * @param standardError Greenwood's; none where nobody or everybody has left, since chance cannot
   *     be judged then
   */
  public record Step(double time, double survival, OptionalDouble standardError) {
    /**
     * The interval round this survival; none without a standard error.
     *
     * @param level such as 0.95
     */
    public Optional<Interval> interval(SurvivalInterval kind, double level) {
      return standardError.isEmpty()
          ? Optional.empty()
          : Optional.of(kind.around(survival, standardError.getAsDouble(), level));
    }
  }

  /**
   * The time at which half of the contacts have left, in days since the decision.
   *
   * @param time the first at which no more than half remain; none where more always did
   * @param lower lower end of its interval; none where the interval is open downwards
   * @param upper upper end of its interval; none where the interval is open upwards
   */
  public record Median(OptionalDouble time, OptionalDouble lower, OptionalDouble upper) {}

  /**
   * Mean of the time to leaving, or to a horizon where that comes first.
   *
   * @param horizon days since the decision
   * @param mean days
   * @param standardError days; none where nobody left before the horizon
   */
  public record RestrictedMean(double horizon, double mean, OptionalDouble standardError) {}

  /** The survival of a table, with all its causes. */
  public static KaplanMeier of(RiskTable table) {
    List<Step> steps = new ArrayList<>();
    double survival = 1;
    double greenwood = 0;
    for (RiskTable.Row row : table.rows()) {
      long staying = row.atRisk() - row.leftByAny();
      survival *= (double) staying / row.atRisk();
      greenwood += staying == 0 ? 0 : greenwoodTerm(row);
      steps.add(
          new Step(
              row.time(),
              survival,
              survival == 0 || greenwood == 0
                  ? OptionalDouble.empty()
                  : OptionalDouble.of(survival * Math.sqrt(greenwood))));
    }
    return new KaplanMeier(table, List.copyOf(steps));
  }

  /** {@code d / (n (n - d))}, where not everybody left. */
  static double greenwoodTerm(RiskTable.Row row) {
    double atRisk = row.atRisk();
    return row.leftByAny() / (atRisk * (atRisk - row.leftByAny()));
  }

  /** Survival after each row of the table. */
  public List<Step> steps() {
    return steps;
  }

  /**
   * Survival at any time; none after the last to which anybody was followed, unless everybody had
   * left by then.
   *
   * @param time days since the decision, 0 or more
   * @throws IllegalArgumentException when the time is negative or not finite
   */
  public Optional<Step> at(double time) {
    requireTime(time);
    if (!reaches(time)) {
      return Optional.empty();
    }
    int row = table.rowAt(time);
    return Optional.of(
        row < 0
            ? new Step(time, 1, OptionalDouble.empty())
            : new Step(time, steps.get(row).survival(), steps.get(row).standardError()));
  }

  /**
   * The median with an interval: the times at which the interval round the survival holds one half.
   * Where the survival is one half for a while, it is the beginning of that while; R takes the
   * midst. Brookmeyer and Crowley 1982.
   *
   * @param level such as 0.95
   */
  public Median median(SurvivalInterval kind, double level) {
    return new Median(
        firstDownToHalf(Step::survival),
        firstDownToHalf(step -> step.interval(kind, level).map(Interval::lower).orElse(Double.NaN)),
        firstDownToHalf(
            step -> step.interval(kind, level).map(Interval::upper).orElse(Double.NaN)));
  }

  private OptionalDouble firstDownToHalf(ToDoubleFunction<Step> share) {
    return steps.stream()
        .filter(step -> share.applyAsDouble(step) <= 0.5 + ROUNDING)
        .mapToDouble(Step::time)
        .findFirst();
  }

  /**
   * The area under the survival up to a horizon, {@code Integral S(t) dt}, with the variance {@code
   * Sum A(t)² d / (n (n - d))} where {@code A(t)} is the area from {@code t} to the horizon. Unlike
   * the median it is always known once the horizon is. Irwin 1949; Klein and Moeschberger 2003,
   * section 4.5.
   *
   * @param horizon days since the decision, above 0
   * @return none where nobody was followed to the horizon, unless everybody had left before
   * @throws IllegalArgumentException when the horizon is not above 0 or not finite
   */
  public Optional<RestrictedMean> restrictedMean(double horizon) {
    requireTime(horizon);
    if (horizon == 0) {
      throw new IllegalArgumentException("The mean up to a horizon of 0 days is always 0");
    }
    if (!reaches(horizon)) {
      return Optional.empty();
    }
    double area = 0;
    double end = horizon;
    double variance = 0;
    for (int place = table.rowAt(horizon); place >= 0; place--) {
      RiskTable.Row row = table.rows().get(place);
      area += steps.get(place).survival() * (end - row.time());
      // Nothing comes after the time at which all leave, so this term is 0 and not undefined.
      variance += area == 0 ? 0 : area * area * greenwoodTerm(row);
      end = row.time();
    }
    return Optional.of(
        new RestrictedMean(
            horizon,
            area + end,
            variance == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(variance))));
  }

  private boolean reaches(double time) {
    return time <= table.lastTime() || steps.get(steps.size() - 1).survival() == 0;
  }

  static void requireTime(double time) {
    if (!(time >= 0) || !Double.isFinite(time)) {
      throw new IllegalArgumentException(
          "The time %s is no number of days since a decision".formatted(time));
    }
  }
}
