package io.requalify.statistics.discontinuity;

import io.requalify.statistics.BinomialTally;

/**
 * The outcomes of all who have one score, summed.
 *
 * @param score in points
 * @param observations how many outcomes, at least 1
 * @param sum of the outcomes
 * @param sumOfSquares of the outcomes; for outcomes of 0 and 1 the same as the sum
 */
public record OutcomesAtScore(int score, long observations, double sum, double sumOfSquares) {
  /** What summing many doubles may cost. */
  private static final double ROUNDING = 1e-9;

  public OutcomesAtScore {
    if (observations < 1) {
      throw new IllegalArgumentException(
          "Score %d has %d observations; leave out scores without any"
              .formatted(score, observations));
    }
    if (!Double.isFinite(sum)
        || !Double.isFinite(sumOfSquares)
        || sumOfSquares * (1 + ROUNDING) < sum * sum / observations) {
      throw new IllegalArgumentException(
          "No %d outcomes at score %d have the sum %s and the sum of squares %s"
              .formatted(observations, score, sum, sumOfSquares));
    }
  }

  /**
   * Outcomes of which each happened or did not.
   *
   * @param tally at least one trial
   */
  public static OutcomesAtScore of(int score, BinomialTally tally) {
    double successes = tally.successes();
    return new OutcomesAtScore(score, tally.trials(), successes, successes);
  }

  double mean() {
    return sum / observations;
  }

  /** Sum of the squared distances from the mean. */
  double squaresWithin() {
    return Math.max(0, sumOfSquares - sum * mean());
  }
}
