package io.requalify.statistics;

import org.hipparchus.distribution.continuous.BetaDistribution;

/**
 * A belief about a rate: a beta distribution.
 *
 * @param alpha as if that many had succeeded, above 0
 * @param beta as if that many had failed, above 0
 */
public record Beta(double alpha, double beta) {
  /** How near a quantile is to the true one. */
  static final double ACCURACY = 1e-14;

  public Beta {
    if (!(alpha > 0 && beta > 0) || !Double.isFinite(alpha + beta)) {
      throw new IllegalArgumentException("Not a beta distribution: %s, %s".formatted(alpha, beta));
    }
  }

  /** {@code alpha / (alpha + beta)}. */
  public double mean() {
    return alpha / (alpha + beta);
  }

  /**
   * The rate below which this share of the belief lies.
   *
   * @param share between 0 and 1
   */
  public double quantile(double share) {
    return new BetaDistribution(alpha, beta, ACCURACY).inverseCumulativeProbability(share);
  }

  /** The belief after these trials: {@code Beta(alpha + successes, beta + failures)}. */
  public Beta after(BinomialTally tally) {
    return new Beta(alpha + tally.successes(), beta + tally.failures());
  }
}
