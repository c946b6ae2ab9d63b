package io.requalify.statistics.multiplicity;

import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Bounds of several versions' differences from production that hold all at once: {@code difference
 * ± c se} with the critical value {@code c} of {@link MaximumStatistic} for their correlations. So
 * the best of many may be picked by its bound.
 *
 * <p>Right for many accounts. A version that differs from production in no decision has the
 * variance 0; its difference is no estimate, it is left out of those that are compared, and its
 * bounds are the difference itself. Versions that were tried and are not among these ruin the
 * bounds, and so does an estimate with a bias. Hothorn, Bretz and Westfall 2008, Biometrical
 * Journal 50, 346-363.
 */
public final class SimultaneousBounds {
  private final double[] differences;
  private final double[] standardErrors;
  private final OptionalDouble criticalValue;

  private SimultaneousBounds(
      double[] differences, double[] standardErrors, OptionalDouble criticalValue) {
    this.differences = differences;
    this.standardErrors = standardErrors;
    this.criticalValue = criticalValue;
  }

  /**
   * The bounds.
   *
   * @param differences one for each version
   * @param covariances of the differences, all from the same clusters; 0 in the row of a version
   *     that differs from production in nothing
   * @param sides with one side all lower bounds hold together, and all upper bounds, but not both
   * @param level share of samples in which they should, such as 0.95
   * @throws IllegalArgumentException when the sizes differ, a variance is negative, a version has a
   *     difference but no variance, no differences can have these covariances, or the level is not
   *     between 0 and 1
   */
  public static SimultaneousBounds of(
      double[] differences, double[][] covariances, Sides sides, double level) {
    double[] standardErrors = standardErrors(differences, covariances);
    int[] compared =
        IntStream.range(0, differences.length)
            .filter(version -> standardErrors[version] > 0)
            .toArray();
    double[][] correlations = new double[compared.length][compared.length];
    for (int row = 0; row < compared.length; row++) {
      for (int column = 0; column < compared.length; column++) {
        double norm = standardErrors[compared[row]] * standardErrors[compared[column]];
        correlations[row][column] =
            row == column ? 1 : covariances[compared[row]][compared[column]] / norm;
      }
    }
    return new SimultaneousBounds(
        differences.clone(),
        standardErrors,
        compared.length == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(MaximumStatistic.criticalValue(correlations, sides, level)));
  }

  private static double[] standardErrors(double[] differences, double[][] covariances) {
    if (covariances.length != differences.length) {
      throw new IllegalArgumentException(
          "%d differences with %d rows of covariances"
              .formatted(differences.length, covariances.length));
    }
    double[] standardErrors = new double[differences.length];
    for (int version = 0; version < differences.length; version++) {
      if (covariances[version].length != differences.length) {
        throw new IllegalArgumentException(
            "Row %d of the covariances has %d of %d entries"
                .formatted(version, covariances[version].length, differences.length));
      }
      double variance = covariances[version][version];
      if (!(variance >= 0) || !Double.isFinite(variance)) {
        throw new IllegalArgumentException(
            "The difference of version %d has the variance %s".formatted(version, variance));
      }
      if (variance == 0 && differences[version] != 0) {
        throw new IllegalArgumentException(
            "Version %d differs from production by %s without any variance; leave out a version whose error is not known"
                .formatted(version, differences[version]));
      }
      standardErrors[version] = Math.sqrt(variance);
    }
    return standardErrors;
  }

  /** By how many standard errors the bounds lie off; none where no version is compared. */
  public OptionalDouble criticalValue() {
    return criticalValue;
  }

  /** The lower bound of a version's difference. */
  public double lower(int version) {
    return differences[version] - reach(version);
  }

  /** The upper bound of a version's difference. */
  public double upper(int version) {
    return differences[version] + reach(version);
  }

  private double reach(int version) {
    return standardErrors[version] == 0 ? 0 : criticalValue.orElseThrow() * standardErrors[version];
  }
}
