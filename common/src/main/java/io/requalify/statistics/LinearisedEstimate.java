package io.requalify.statistics;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An estimate made of ratios of sums over clusters, with its gradient in those sums, so that the
 * variance of it and of any difference follows from {@link ClusterMoments}.
 *
 * <p>For a ratio {@code theta = U/D} the residual of a cluster is {@code r = (u - theta d) / D},
 * and the variance {@code G/(G-1) Sum r²}. A weighted sum of ratios adds their residuals, a
 * difference subtracts them cluster by cluster: it is paired. Right as the clusters become many; a
 * handful of clusters, or one that holds most of the contacts, ruins it. Särndal, Swensson and
 * Wretman 1992, section 5.5; Liang and Zeger 1986.
 */
public final class LinearisedEstimate {
  /** What is left of a sum whose terms cancel, relative to the terms, is rounding. */
  private static final double ROUNDING = 1e-13;

  private final double value;
  private final double[] gradient;

  private LinearisedEstimate(double value, double[] gradient) {
    this.value = value;
    this.gradient = gradient;
  }

  /**
   * Sum of some components over the sum of others.
   *
   * @param numerators components of the numerator
   * @param denominators components of the denominator, whose sum must be above 0
   */
  public static LinearisedEstimate ratio(
      ClusterMoments moments, int[] numerators, int[] denominators) {
    double numerator = 0;
    for (int component : numerators) {
      numerator += moments.sum(component);
    }
    double denominator = 0;
    for (int component : denominators) {
      denominator += moments.sum(component);
    }
    if (!(denominator > 0)) {
      throw new IllegalArgumentException("Nothing stands in the denominator of the ratio");
    }
    double ratio = numerator / denominator;
    double[] gradient = new double[moments.size()];
    for (int component : numerators) {
      gradient[component] += 1 / denominator;
    }
    for (int component : denominators) {
      gradient[component] -= ratio / denominator;
    }
    return new LinearisedEstimate(ratio, gradient);
  }

  /** The estimate itself. */
  public double value() {
    return value;
  }

  /** This estimate times a known number. */
  public LinearisedEstimate times(double factor) {
    double[] scaled = gradient.clone();
    for (int component = 0; component < scaled.length; component++) {
      scaled[component] *= factor;
    }
    return new LinearisedEstimate(value * factor, scaled);
  }

  /** This estimate and another of the same moments. */
  public LinearisedEstimate plus(LinearisedEstimate other) {
    double[] sum = gradient.clone();
    for (int component = 0; component < sum.length; component++) {
      sum[component] += other.gradient[component];
    }
    return new LinearisedEstimate(value + other.value, sum);
  }

  /** This estimate and a known number. */
  public LinearisedEstimate plus(double known) {
    return new LinearisedEstimate(value + known, gradient);
  }

  /** The paired difference of this estimate and another of the same moments. */
  public LinearisedEstimate minus(LinearisedEstimate other) {
    return plus(other.times(-1));
  }

  /**
   * Variance between clusters, 0 where the residuals cancel but for rounding.
   *
   * @throws IllegalArgumentException when there are fewer than two clusters
   */
  public double variance(ClusterMoments moments) {
    return covariance(moments, this);
  }

  /**
   * Covariance between clusters with another estimate of the same moments, 0 where the products of
   * the residuals cancel but for rounding.
   *
   * @throws IllegalArgumentException when there are fewer than two clusters
   */
  public double covariance(ClusterMoments moments, LinearisedEstimate other) {
    if (moments.clusters() < 2) {
      throw new IllegalArgumentException("One cluster says nothing of the differences of clusters");
    }
    double products = 0;
    double terms = 0;
    for (int row = 0; row < gradient.length; row++) {
      for (int column = 0; column < gradient.length; column++) {
        double term = gradient[row] * other.gradient[column] * moments.product(row, column);
        products += term;
        terms += Math.abs(term);
      }
    }
    if (Math.abs(products) <= ROUNDING * terms || (this == other && products < 0)) {
      return 0;
    }
    double clusters = moments.clusters();
    return products * clusters / (clusters - 1);
  }

  /**
   * Standard error between clusters; none with fewer than two clusters, or where no two of them
   * differ, because chance cannot be judged then.
   */
  public OptionalDouble standardError(ClusterMoments moments) {
    if (moments.clusters() < 2) {
      return OptionalDouble.empty();
    }
    double error = Math.sqrt(variance(moments));
    return error == 0 ? OptionalDouble.empty() : OptionalDouble.of(error);
  }

  /**
   * The normal interval round the estimate; none with fewer than two clusters, or where no two of
   * them differ, because chance cannot be judged then.
   *
   * @param level such as 0.95
   */
  public Optional<Interval> interval(ClusterMoments moments, double level) {
    OptionalDouble error = standardError(moments);
    if (error.isEmpty()) {
      return Optional.empty();
    }
    double reach = error.getAsDouble() * CriticalValue.twoSided(level);
    return Optional.of(new Interval(value - reach, value + reach));
  }
}
