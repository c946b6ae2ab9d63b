package io.requalify.statistics.survival;

import io.requalify.statistics.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The cumulative incidence of each of several causes that exclude each other: {@code F(t) = Sum
 * S(before) d/n} over the times up to {@code t}, where {@code d} of {@code n} at risk leave by the
 * cause and {@code S} is the survival of all causes. It is the share of contacts that leave by the
 * cause up to {@code t}; the incidences of all causes and the survival add up to one. Aalen and
 * Johansen 1978.
 *
 * <p>The variance is of Greenwood's type, by the delta method with what leaves at each time as
 * multinomial: {@code Sum (F(t) - F)² d/(n (n - d)) + S² c (n - c)/n³ - 2 (F(t) - F) S c/n²}, with
 * {@code c} leaving by the cause, {@code d} by any, {@code S} before and {@code F} after each time.
 * Marubini and Valsecchi 1995; Choudhury 2002; preferred to Aalen's by Allignol, Schumacher and
 * Beyersmann 2010. With one cause it is Greenwood's, and without censoring that of a binomial
 * share, both exactly.
 *
 * <p>Ruined by what ruins {@link KaplanMeier}. A change of one cause changes the incidence of the
 * others, too: what was rejected cannot be accepted.
 */
public final class AalenJohansen {
  /** What is left of a variance whose terms cancel, relative to the terms, is rounding. */
  private static final double ROUNDING = 1e-13;

  private final RiskTable table;
  private final KaplanMeier survival;

  /** By cause, after each row. */
  private final double[][] incidences;

  private AalenJohansen(RiskTable table, KaplanMeier survival, double[][] incidences) {
    this.table = table;
    this.survival = survival;
    this.incidences = incidences;
  }

  /**
   * Incidence of a cause at a time.
   *
   * @param time days since the decision
   * @param incidence share that left by the cause up to this time or at it
   * @param standardError by the delta method; none where nobody or everybody left by the cause,
   *     since chance cannot be judged then
   */
  public record Step(double time, double incidence, OptionalDouble standardError) {
    /**
     * The interval round the incidence, on the log-log scale of its complement: {@code 1 - (1 -
     * F)^exp(±z e / ((1 - F) log(1 - F)))}; none without a standard error. With one cause it is the
     * mirror of the log-log interval of the survival. Beyersmann, Allignol and Schumacher 2012.
     *
     * @param level such as 0.95
     */
    public Optional<Interval> interval(double level) {
      if (standardError.isEmpty()) {
        return Optional.empty();
      }
      Interval rest =
          new SurvivalInterval.LogLogScale()
              .around(1 - incidence, standardError.getAsDouble(), level);
      return Optional.of(new Interval(1 - rest.upper(), 1 - rest.lower()));
    }
  }

  /**
   * Days to a cause of the contacts that leave by it up to a horizon, {@code T} given {@code T <=
   * h} and this cause: its distribution is {@code F(t) / F(h)}. Unlike the days of those that are
   * known to have left it is not too short where the young cohorts had no time for a long delay.
   *
   * @param median the first time by which half of them have left
   * @param mean {@code Sum t dF(t) / F(h)}
   */
  public record Delay(double median, double mean) {}

  /** The incidences of the causes of a table. */
  public static AalenJohansen of(RiskTable table) {
    KaplanMeier survival = KaplanMeier.of(table);
    double[][] incidences = new double[table.causes().size()][table.rows().size()];
    for (int cause = 0; cause < incidences.length; cause++) {
      double incidence = 0;
      for (int row = 0; row < incidences[cause].length; row++) {
        incidence += before(survival, row) * share(table.rows().get(row), cause);
        incidences[cause][row] = incidence;
      }
    }
    return new AalenJohansen(table, survival, incidences);
  }

  private static double before(KaplanMeier survival, int row) {
    return row == 0 ? 1 : survival.steps().get(row - 1).survival();
  }

  private static double share(RiskTable.Row row, int cause) {
    return (double) row.left().get(cause) / row.atRisk();
  }

  /** The share that has not left by any cause. */
  public KaplanMeier survival() {
    return survival;
  }

  /**
   * Incidence of a cause after each row of the table.
   *
   * @throws IllegalArgumentException when the table has no such cause
   */
  public List<Step> steps(String cause) {
    int place = table.cause(cause);
    return IntStream.range(0, table.rows().size())
        .mapToObj(row -> step(place, row, table.rows().get(row).time()))
        .toList();
  }

  /**
   * Incidence of a cause at any time; none after the last to which anybody was followed, unless
   * everybody had left by then.
   *
   * @param time days since the decision, 0 or more
   * @throws IllegalArgumentException when the table has no such cause, or the time is negative or
   *     not finite
   */
  public Optional<Step> at(String cause, double time) {
    int place = table.cause(cause);
    if (survival.at(time).isEmpty()) {
      return Optional.empty();
    }
    int row = table.rowAt(time);
    return Optional.of(
        row < 0 ? new Step(time, 0, OptionalDouble.empty()) : step(place, row, time));
  }

  /**
   * The days to a cause up to a horizon; none where nobody was followed to the horizon, unless
   * everybody had left before, and where nobody left by the cause up to it.
   *
   * @param horizon days since the decision, 0 or more
   * @throws IllegalArgumentException when the table has no such cause, or the horizon is negative
   *     or not finite
   */
  public Optional<Delay> delay(String cause, double horizon) {
    int place = table.cause(cause);
    int last = table.rowAt(horizon);
    if (survival.at(horizon).isEmpty() || last < 0 || incidences[place][last] == 0) {
      return Optional.empty();
    }
    double whole = incidences[place][last];
    double median = Double.NaN;
    double sum = 0;
    double before = 0;
    for (int row = 0; row <= last; row++) {
      double incidence = incidences[place][row];
      double time = table.rows().get(row).time();
      sum += time * (incidence - before);
      if (Double.isNaN(median) && incidence >= whole / 2 * (1 - ROUNDING)) {
        median = time;
      }
      before = incidence;
    }
    return Optional.of(new Delay(median, sum / whole));
  }

  private Step step(int cause, int row, double time) {
    double incidence = incidences[cause][row];
    return new Step(time, incidence, standardError(cause, row));
  }

  private OptionalDouble standardError(int cause, int last) {
    double variance = 0;
    double terms = 0;
    for (int place = 0; place <= last; place++) {
      RiskTable.Row row = table.rows().get(place);
      double atRisk = row.atRisk();
      double before = before(survival, place);
      double ahead = incidences[cause][last] - incidences[cause][place];
      double share = share(row, cause);
      // Where all leave nothing lies ahead.
      double later =
          row.leftByAny() == row.atRisk() ? 0 : ahead * ahead * KaplanMeier.greenwoodTerm(row);
      double now = before * before * share * (1 - share) / atRisk;
      double both = 2 * ahead * before * share / atRisk;
      variance += later + now - both;
      terms += later + now + both;
    }
    return variance <= ROUNDING * terms
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.sqrt(variance));
  }
}
