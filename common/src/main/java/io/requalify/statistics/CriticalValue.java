package io.requalify.statistics;

import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.analysis.solvers.BrentSolver;
import org.hipparchus.distribution.continuous.NormalDistribution;

/** How many standard errors an interval reaches from an estimate that is normally distributed. */
public final class CriticalValue {
  private static final int MOST_EVALUATIONS = 1_000;

  private CriticalValue() {}

  /**
   * Of a bound at one side: the {@code level} quantile of the normal distribution.
   *
   * @param level share of samples in which the bound should hold, such as 0.95
   * @throws IllegalArgumentException when the level is not between 0 and 1
   */
  public static double oneSided(double level) {
    return new NormalDistribution().inverseCumulativeProbability(required(level));
  }

  /**
   * Of an interval with equal tails: the {@code (1 + level) / 2} quantile of the normal
   * distribution.
   *
   * @param level share of samples whose interval should hold the truth, such as 0.95
   * @throws IllegalArgumentException when the level is not between 0 and 1
   */
  public static double twoSided(double level) {
    return new NormalDistribution().inverseCumulativeProbability((1 + required(level)) / 2);
  }

  /**
   * Of an interval round an estimate that may be biased: the {@code c} with {@code P(|N(b, 1)| <=
   * c) = level}.
   *
   * <p>Right where the bias is at most {@code b} standard errors in either direction. Shorter than
   * {@code b} plus the two-sided value, because the bias cannot lie at both sides at once. A bias
   * that was bounded too narrowly ruins it. Armstrong and Kolesár 2018, Econometrica 86, 655-683.
   *
   * @param bias the largest possible bias in standard errors, 0 or more
   * @param level share of samples whose interval should hold the truth, such as 0.95
   * @throws IllegalArgumentException when the bias is negative or not finite, or the level is not
   *     between 0 and 1
   */
  public static double underBias(double bias, double level) {
    if (!(bias >= 0) || !Double.isFinite(bias)) {
      throw new IllegalArgumentException(
          "A bias of %s standard errors is none; give 0 or more".formatted(bias));
    }
    double unbiased = twoSided(level);
    if (bias == 0) {
      return unbiased;
    }
    // One tail alone needs less than the root, both tails shifted by the bias need more.
    return root(
        reach -> phi(reach - bias) - phi(-reach - bias) - level,
        Math.max(0, bias + oneSided(level)),
        bias + unbiased);
  }

  /**
   * Of an interval for a truth that lies somewhere between two estimated bounds: the {@code c} with
   * {@code Phi(c + width) - Phi(-c) = level}.
   *
   * <p>Falls from the two-sided value, where the bounds coincide, to the one-sided value, where
   * they lie far apart, because the truth is near one of them at most. Imbens and Manski 2004,
   * Econometrica 72, 1845-1857.
   *
   * @param width distance of the bounds in standard errors, 0 or more
   * @param level share of samples whose interval should hold the truth, such as 0.95
   * @throws IllegalArgumentException when the width is negative or not finite, or the level is not
   *     between 0 and 1
   */
  public static double betweenBounds(double width, double level) {
    if (!(width >= 0) || !Double.isFinite(width)) {
      throw new IllegalArgumentException(
          "Two bounds do not lie %s standard errors apart; give 0 or more".formatted(width));
    }
    return root(
        reach -> phi(reach + width) - phi(-reach) - level, oneSided(level), twoSided(level));
  }

  /** The root of a function that rises from 0 or less to 0 or more; good to 14 digits. */
  private static double root(UnivariateFunction function, double least, double most) {
    return new BrentSolver(1e-15, 1e-14, 1e-15).solve(MOST_EVALUATIONS, function, least, most);
  }

  private static double phi(double at) {
    return new NormalDistribution().cumulativeProbability(at);
  }

  private static double required(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Not a level of confidence: %s; it lies between 0 and 1, such as 0.95".formatted(level));
    }
    return level;
  }
}
