package io.requalify.statistics.channels;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.ClusterMoments;

/**
 * Two sums and how they vary: all that an interval of their ratio needs.
 *
 * @param numerator such as spend, 0 or more
 * @param denominator such as wins, above 0
 * @param numeratorVariance 0 where it is known
 * @param denominatorVariance 0 where it is known
 * @param covariance of the two
 */
public record RatioMoments(
    double numerator,
    double denominator,
    double numeratorVariance,
    double denominatorVariance,
    double covariance) {
  public RatioMoments {
    if (!(numerator >= 0) || !(denominator > 0) || !Double.isFinite(numerator + denominator)) {
      throw new IllegalArgumentException(
          "%s over %s is no ratio of sums; the first must be 0 or more, the second above 0"
              .formatted(numerator, denominator));
    }
    double most = Math.sqrt(numeratorVariance * denominatorVariance);
    if (!(numeratorVariance >= 0 && denominatorVariance >= 0)
        || !(Math.abs(covariance) <= most * (1 + 1e-9))) {
      throw new IllegalArgumentException(
          "Variances %s and %s cannot have the covariance %s"
              .formatted(numeratorVariance, denominatorVariance, covariance));
    }
  }

  /**
   * Known spend over conversions that chance made, each contact for itself: the variance of the
   * conversions is {@code n p (1 - p)}.
   *
   * <p>Contacts of one account that convert together make it too small: use {@link #ofClusters}.
   *
   * @param spend in one currency, known
   * @param tally contacts that it brought, and those that reached the stage; at least one did
   */
  public static RatioMoments ofSpend(double spend, BinomialTally tally) {
    double successes = tally.successes();
    double variance = successes == 0 ? 0 : successes * (1 - tally.rate());
    return new RatioMoments(spend, successes, 0, variance, 0);
  }

  /**
   * Sums over accounts of which another sample would have brought others: {@code G/(G-1) Sum (x -
   * mean x)(y - mean y)}.
   *
   * @param moments of the accounts; at least two
   * @param numerator component of the numerator
   * @param denominator component of the denominator
   */
  public static RatioMoments ofClusters(ClusterMoments moments, int numerator, int denominator) {
    if (moments.clusters() < 2) {
      throw new IllegalArgumentException("One account says nothing of the differences of accounts");
    }
    double ofNumerator = Math.max(0, between(moments, numerator, numerator));
    double ofDenominator = Math.max(0, between(moments, denominator, denominator));
    // Rounding may put it beyond what the variances allow, above all where one of them is 0.
    double most = Math.sqrt(ofNumerator * ofDenominator);
    double shared = Math.max(-most, Math.min(most, between(moments, numerator, denominator)));
    return new RatioMoments(
        moments.sum(numerator), moments.sum(denominator), ofNumerator, ofDenominator, shared);
  }

  private static double between(ClusterMoments moments, int one, int other) {
    double clusters = moments.clusters();
    double centred = moments.product(one, other) - moments.sum(one) * moments.sum(other) / clusters;
    return centred * clusters / (clusters - 1);
  }

  /** True where neither sum varies, such as when every contact converted. */
  boolean certain() {
    return numeratorVariance == 0 && denominatorVariance == 0;
  }

  /** Numerator over denominator. */
  public double ratio() {
    return numerator / denominator;
  }
}
