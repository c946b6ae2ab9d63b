package io.requalify.statistics.monitoring;

import io.requalify.statistics.Answer;
import io.requalify.statistics.CriticalValue;
import io.requalify.statistics.Interval;
import org.hipparchus.special.Erf;

/**
 * By how much the contacts just above a threshold outweigh those just below it, since the version
 * went live, compared with the same version re-scored on the time before: {@code ln(a1/b1) -
 * ln(a0/b0)}, with the standard error {@code sqrt(1/a1 + 1/b1 + 1/a0 + 1/b0)} (Woolf 1955).
 *
 * <p>Whatever makes scores lumpy was there before, too, and cancels; who chases points could not do
 * so before they were given. A change of the contacts themselves at the same time ruins it, such as
 * a new channel whose contacts lie just above: look at {@link PopulationStability}. Contacts of one
 * account make the error too small.
 *
 * @param live contacts near the threshold since the version went live
 * @param before those of the time before it was live, re-scored by it
 * @param logRatio 0 where nothing has changed, above 0 where more lie above the threshold
 * @param standardError above 0
 */
public record DifferenceInBunching(
    NearThreshold live, NearThreshold before, double logRatio, double standardError) {
  /** A shorter time before says too little of how scores lie by themselves. */
  public static final int FEWEST_WEEKS = 4;

  /** A smaller difference does not matter, however sure it is. */
  public static final double LEAST_LOG_RATIO = 0.1;

  /** A likelier difference is chance. */
  public static final double LARGEST_PROBABILITY = 0.01;

  /**
   * Compares the two times; refused where the time before is shorter than four weeks, or one of the
   * four counts is 0.
   *
   * @param weeksBefore whole weeks of the time before
   */
  public static Answer<DifferenceInBunching> of(
      NearThreshold live, NearThreshold before, int weeksBefore) {
    if (weeksBefore < FEWEST_WEEKS) {
      return Answer.refused(
          "the time before the version was live has %d weeks; re-score at least %d"
              .formatted(weeksBefore, FEWEST_WEEKS));
    }
    if (live.below() == 0 || live.above() == 0 || before.below() == 0 || before.above() == 0) {
      return Answer.refused(
          "near the threshold lie %d below and %d above since it is live, %d and %d before; where there are none no ratio can be told, so take a wider window"
              .formatted(live.below(), live.above(), before.below(), before.above()));
    }
    double logRatio =
        Math.log((double) live.above() / live.below())
            - Math.log((double) before.above() / before.below());
    double variance =
        1.0 / live.above() + 1.0 / live.below() + 1.0 / before.above() + 1.0 / before.below();
    return Answer.of(new DifferenceInBunching(live, before, logRatio, Math.sqrt(variance)));
  }

  /** The normal interval round the log ratio. */
  public Interval interval(double level) {
    double reach = standardError * CriticalValue.twoSided(level);
    return new Interval(logRatio - reach, logRatio + reach);
  }

  /** Probability of so large a difference in either direction where nothing has changed. */
  public double probability() {
    return Erf.erfc(Math.abs(logRatio) / standardError / Math.sqrt(2));
  }

  /** True where more lie above than before, by more than chance and by enough to matter. */
  public boolean gamed() {
    return logRatio > LEAST_LOG_RATIO && probability() < LARGEST_PROBABILITY;
  }
}
