package io.requalify.statistics.survival;

import io.requalify.statistics.Answer;
import io.requalify.statistics.survival.DevelopmentTriangle.Cohort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Money that cohorts will have brought in the end, had they all developed alike: from each lag to
 * the next the money of a cohort is multiplied by the factor {@code f = Sum of the next / Sum of
 * this} over the older cohorts, of which both were seen. The standard error is that of prediction,
 * of Mack 1993, "Distribution-free calculation of the standard error of chain ladder reserve
 * estimates", ASTIN Bulletin 23, 213-225; see {@link MackError}.
 *
 * <p>Right where the expected growth of a cohort is proportional to what it has brought, and
 * cohorts are independent. A change of prices, of the way of selling or of the mix of channels
 * between cohorts ruins it. After the last lag of the oldest cohort nothing is counted any more.
 *
 * @param factors development factor from each lag to the next
 * @param cohorts the oldest first
 * @param standardError of the reserve of all cohorts, in the units of money; none where the
 *     triangle does not tell it, and then no cohort that is still open has one either
 * @param withoutError why there is none, in words; empty where there is one
 */
public record ChainLadder(
    List<Double> factors,
    List<Developed> cohorts,
    OptionalDouble standardError,
    String withoutError) {
  /** The factor after the last lag: what comes later than that is not counted. */
  public static final double TAIL_FACTOR = 1;

  /**
   * A completion factor above this is not to be trusted: too much of the money is only expected.
   */
  public static final double TRUSTED_COMPLETION = 1.5;

  public ChainLadder {
    factors = List.copyOf(factors);
    cohorts = List.copyOf(cohorts);
    if (standardError.isPresent() != withoutError.isEmpty()) {
      throw new IllegalArgumentException(
          "Either a standard error or a reason, not: " + withoutError);
    }
  }

  /**
   * A cohort that was developed.
   *
   * @param cohort its name
   * @param seen money that it has brought so far
   * @param completionFactor what it will have brought over what it has, the product of the factors
   *     that lie before it
   * @param standardError of its reserve; 0 where it was seen to the last lag
   */
  public record Developed(
      String cohort, double seen, double completionFactor, OptionalDouble standardError) {
    /** Money that it will have brought up to the last lag. */
    public double ultimate() {
      return seen * completionFactor;
    }

    /** Money that is still to come; negative where more refunds than money are. */
    public double reserve() {
      return ultimate() - seen;
    }

    /** True when most of the ultimate was seen: the completion factor is 1.5 or less. */
    public boolean trusted() {
      return completionFactor <= TRUSTED_COMPLETION;
    }
  }

  /**
   * Develops a triangle. Refused where there is one cohort or one lag, where the cohorts that tell
   * a step have brought nothing before or after it, and where an open cohort has brought nothing
   * yet.
   */
  public static Answer<ChainLadder> develop(DevelopmentTriangle triangle) {
    Optional<String> fault = fault(triangle);
    if (fault.isPresent()) {
      return Answer.refused(fault.get());
    }
    List<Double> factors = new ArrayList<>();
    for (int lag = 0; lag < triangle.lags() - 1; lag++) {
      int next = lag + 1;
      double after =
          triangle.developedFrom(lag).stream().mapToDouble(cohort -> cohort.at(next)).sum();
      factors.add(after / triangle.developedSum(lag));
    }
    Answer<MackError> error = MackError.of(triangle, factors);
    List<Developed> developed = new ArrayList<>();
    for (int place = 0; place < triangle.cohorts().size(); place++) {
      Cohort cohort = triangle.cohorts().get(place);
      developed.add(
          new Developed(
              cohort.name(),
              cohort.seen(),
              completionFactor(cohort, factors),
              errorOf(cohort, place, triangle, error)));
    }
    return Answer.of(
        new ChainLadder(
            factors,
            developed,
            error
                .value()
                .map(each -> OptionalDouble.of(each.total()))
                .orElse(OptionalDouble.empty()),
            error.reason()));
  }

  private static OptionalDouble errorOf(
      Cohort cohort, int place, DevelopmentTriangle triangle, Answer<MackError> error) {
    if (cohort.lags() == triangle.lags()) {
      return OptionalDouble.of(0);
    }
    return error
        .value()
        .map(each -> OptionalDouble.of(each.cohorts().get(place)))
        .orElse(OptionalDouble.empty());
  }

  static double completionFactor(Cohort cohort, List<Double> factors) {
    double product = TAIL_FACTOR;
    for (int lag = cohort.lags() - 1; lag < factors.size(); lag++) {
      product *= factors.get(lag);
    }
    return product;
  }

  private static Optional<String> fault(DevelopmentTriangle triangle) {
    if (triangle.cohorts().size() < 2) {
      return Optional.of(
          "there is one cohort, '%s', and no older one to tell how it will develop: take shorter cohorts"
              .formatted(triangle.cohorts().get(0).name()));
    }
    if (triangle.lags() < 2) {
      return Optional.of(
          "no cohort was seen after its first lag, so nothing tells how they develop: take shorter lags, or wait");
    }
    for (int lag = 0; lag < triangle.lags() - 1; lag++) {
      int next = lag + 1;
      if (triangle.developedSum(lag) == 0
          || triangle.developedFrom(lag).stream().allMatch(cohort -> cohort.at(next) == 0)) {
        return Optional.of(
            "the %d cohorts that were seen at lags %d and %d had brought nothing at one of them, so there is no factor from the one to the other: take longer lags"
                .formatted(triangle.developedFrom(lag).size(), lag, next));
      }
    }
    return triangle.cohorts().stream()
        .filter(cohort -> cohort.lags() < triangle.lags() && cohort.seen() == 0)
        .map(
            cohort ->
                "cohort '%s' has brought nothing up to lag %d, and nothing stays nothing however it is multiplied: leave it out, or take longer cohorts"
                    .formatted(cohort.name(), cohort.lags() - 1))
        .findFirst();
  }

  /** Money of all cohorts so far. */
  public double seen() {
    return cohorts.stream().mapToDouble(Developed::seen).sum();
  }

  /** Money that all cohorts will have brought up to the last lag. */
  public double ultimate() {
    return cohorts.stream().mapToDouble(Developed::ultimate).sum();
  }

  /** Money of all cohorts that is still to come. */
  public double reserve() {
    return cohorts.stream().mapToDouble(Developed::reserve).sum();
  }

  /** Ultimate over seen, of all cohorts. */
  public double completionFactor() {
    return ultimate() / seen();
  }

  /**
   * True when most of the ultimate of all cohorts was seen: the completion factor is 1.5 or less.
   */
  public boolean trusted() {
    return completionFactor() <= TRUSTED_COMPLETION;
  }
}
