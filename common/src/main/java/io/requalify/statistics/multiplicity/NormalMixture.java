package io.requalify.statistics.multiplicity;

/**
 * A curve that a sum of centred observations crosses at any time with a chance of at most alpha:
 * {@code |S| < sqrt((V + rho) (log((V + rho) / rho) + 2 log(1 / alpha)))}, {@code V} being the
 * variance that the sum has gathered. It mixes the likelihoods of all slopes by a normal density,
 * hence the name.
 *
 * <p>Exact for normal observations, and for others whose tails are no heavier; see {@link
 * ConfidenceSequence} for the rest. Howard, Ramdas, McAuliffe and Sekhon 2021, Annals of Statistics
 * 49, 1055-1080.
 *
 * @param rho the variance at which the curve changes its course, above 0
 */
public record NormalMixture(double rho) {
  public NormalMixture {
    if (!(rho > 0) || !Double.isFinite(rho)) {
      throw new IllegalArgumentException(
          "The mixture %s is none; it must be above 0".formatted(rho));
    }
  }

  /**
   * The mixture that is tight at one variance: {@code rho = V / (2 log(1 / alpha) + log(1 + 2 log(1
   * / alpha)))}.
   *
   * @param variance the sum's variance when the decision is planned, above 0
   * @param alpha chance of ever crossing, between 0 and 1
   */
  public static NormalMixture tunedAt(double variance, double alpha) {
    if (!(variance > 0) || !Double.isFinite(variance)) {
      throw new IllegalArgumentException(
          "No decision can be planned at a variance of %s; give one above 0".formatted(variance));
    }
    double twice = 2 * Math.log(1 / requiredAlpha(alpha));
    return new NormalMixture(variance / (twice + Math.log1p(twice)));
  }

  /**
   * The height of the curve; the sum and its mirror image stay below it.
   *
   * @param variance what the sum has gathered so far, 0 or more
   * @param alpha chance of ever crossing, between 0 and 1
   */
  public double bound(double variance, double alpha) {
    if (!(variance >= 0)) {
      throw new IllegalArgumentException("A sum has no variance of " + variance);
    }
    double logThreshold = Math.log(1 / requiredAlpha(alpha));
    return Math.sqrt((variance + rho) * (Math.log1p(variance / rho) + 2 * logThreshold));
  }

  private static double requiredAlpha(double alpha) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException(
          "The chance of crossing must lie between 0 and 1, such as 0.05, not " + alpha);
    }
    return alpha;
  }
}
