package io.requalify.statistics;

import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.analysis.solvers.BrentSolver;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * The interval for a number that is known to lie between two ends which are estimated themselves:
 * {@code [lower - c se_lower, upper + c se_upper]} with c such that {@code Phi(c + (upper - lower)
 * / max se) - Phi(-c) = level}.
 *
 * <p>It holds the number, wherever it lies between the ends, in at least that share of samples. As
 * the ends meet c becomes that of the two-sided interval (1.960 for .95), and as they part that of
 * the one-sided one (1.645), since chance can then only miss at one end. Imbens and Manski 2004,
 * Econometrica 72, 1845-1857.
 */
final class ImbensManskiInterval {
  private static final NormalDistribution NORMAL = new NormalDistribution();
  private static final double ACCURACY = 1e-13;
  private static final int MOST_EVALUATIONS = 200;

  private ImbensManskiInterval() {}

  /**
   * The interval round the ends.
   *
   * @param lowerError standard error of the lower end
   * @param upperError standard error of the upper end; one of both must be above 0
   * @param level such as 0.95
   */
  static Interval of(Interval ends, double lowerError, double upperError, double level) {
    double largest = Math.max(lowerError, upperError);
    if (!(largest > 0 && Double.isFinite(largest) && Math.min(lowerError, upperError) >= 0)) {
      throw new IllegalArgumentException(
          "Standard errors %s and %s".formatted(lowerError, upperError));
    }
    double critical = criticalValue(ends.width() / largest, level);
    return new Interval(ends.lower() - critical * lowerError, ends.upper() + critical * upperError);
  }

  /** The c of the formula, for a distance of the ends in standard errors. */
  static double criticalValue(double distance, double level) {
    double oneSided = NORMAL.inverseCumulativeProbability(level);
    double twoSided = NORMAL.inverseCumulativeProbability((1 + level) / 2);
    UnivariateFunction excess =
        c -> NORMAL.cumulativeProbability(c + distance) - NORMAL.cumulativeProbability(-c) - level;
    // From some distance on the equation holds at its one-sided end but for rounding.
    if (excess.value(oneSided) >= 0) {
      return oneSided;
    }
    if (excess.value(twoSided) <= 0) {
      return twoSided;
    }
    return new BrentSolver(ACCURACY).solve(MOST_EVALUATIONS, excess, oneSided, twoSided);
  }
}
