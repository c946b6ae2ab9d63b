package io.requalify.statistics.multiplicity;

import java.util.Arrays;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;

/**
 * How far the furthest of several normal estimates lies out by chance (max-t): the quantile of
 * {@code max z_k}, or of {@code max |z_k|}, over standard normals with the correlations of the
 * estimates.
 *
 * <p>Exact for many observations; between what one estimate alone needs (all alike) and what
 * Bonferroni asks for (each for itself). Correlations from few clusters ruin it. Taken from 200,000
 * draws that are the same in every run; chance in them moves a 95% critical value of 20 estimates
 * by about .004. Dunnett 1955; Hothorn, Bretz and Westfall 2008, Biometrical Journal 50, 346-363.
 */
public final class MaximumStatistic {
  private static final int DRAWS = 200_000;

  /** The start of the draws. Part of every result, so it never changes. */
  private static final long SEED = 20_250_331;

  private MaximumStatistic() {}

  /**
   * By how many standard errors each bound must lie off, so that all hold together.
   *
   * @param correlations of the estimates, a row for each; not changed. Estimates that are the same
   *     up to their scale count once
   * @param level share of samples in which all bounds should hold, such as 0.95
   * @throws IllegalArgumentException without an estimate, when no estimates can have these
   *     correlations, or when the level is not between 0 and 1
   */
  public static double criticalValue(double[][] correlations, Sides sides, double level) {
    if (correlations.length == 0) {
      throw new IllegalArgumentException("Nothing is estimated, so nothing lies out");
    }
    double alone = sides.criticalValue(level);
    Correlations distinct = Correlations.of(correlations).distinct(sides);
    if (distinct.size() == 1) {
      return alone;
    }
    double[] furthest = furthest(distinct, sides);
    Arrays.sort(furthest);
    double drawn = furthest[(int) Math.ceil(level * DRAWS) - 1];
    double bonferroni = sides.criticalValue(1 - (1 - level) / distinct.size());
    return Math.max(alone, Math.min(drawn, bonferroni));
  }

  /** The largest distance in each draw. */
  private static double[] furthest(Correlations correlations, Sides sides) {
    double[][] factor = correlations.factor();
    RandomGenerator random = new Well19937c(SEED);
    double[] furthest = new double[DRAWS];
    double[] independent = new double[factor.length];
    for (int draw = 0; draw < DRAWS; draw++) {
      for (int place = 0; place < independent.length; place++) {
        independent[place] = random.nextGaussian();
      }
      double most = Double.NEGATIVE_INFINITY;
      for (int row = 0; row < factor.length; row++) {
        double value = 0;
        for (int column = 0; column <= row; column++) {
          value += factor[row][column] * independent[column];
        }
        most = Math.max(most, sides.distance(value));
      }
      furthest[draw] = most;
    }
    return furthest;
  }
}
