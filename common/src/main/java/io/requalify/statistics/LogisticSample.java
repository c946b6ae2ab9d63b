package io.requalify.statistics;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Observations that a logistic regression is fitted to, in an order that is part of them: sums of
 * doubles depend on it in their last bits.
 */
public final class LogisticSample {
  private final double[][] predictors;
  private final double[] offsets;
  private final boolean[] converted;
  private final double[] weights;
  private final int[] clusters;

  private LogisticSample(
      double[][] predictors,
      double[] offsets,
      boolean[] converted,
      double[] weights,
      int[] clusters) {
    this.predictors = predictors;
    this.offsets = offsets;
    this.converted = converted;
    this.weights = weights;
    this.clusters = clusters;
  }

  /**
   * Observations with everything that is known of them. The arrays become part of the sample: who
   * gives them away must not change them any more.
   *
   * @param predictors for each observation its predictors, the intercept not among them
   * @param offsets what is added to the log-odds of each, known beforehand
   * @param converted whether the outcome came
   * @param weights above 0; one over the probability with which the observation was drawn
   * @param clusters number of the cluster (account) of each, from 0
   * @throws IllegalArgumentException when the lengths differ, a number is not finite, or a weight
   *     is not above 0
   */
  public static LogisticSample of(
      double[][] predictors,
      double[] offsets,
      boolean[] converted,
      double[] weights,
      int[] clusters) {
    int size = predictors.length;
    if (offsets.length != size
        || converted.length != size
        || weights.length != size
        || clusters.length != size) {
      throw new IllegalArgumentException(
          "%d rows of predictors, %d offsets, %d outcomes, %d weights, %d clusters"
              .formatted(size, offsets.length, converted.length, weights.length, clusters.length));
    }
    for (int row = 0; row < size; row++) {
      requireUsable(row, predictors[row], predictors[0].length, offsets[row], weights[row]);
    }
    return new LogisticSample(predictors, offsets, converted, weights, clusters);
  }

  private static void requireUsable(
      int row, double[] predictors, int columns, double offset, double weight) {
    if (predictors.length != columns) {
      throw new IllegalArgumentException(
          "Row %d has %d predictors, row 0 has %d".formatted(row, predictors.length, columns));
    }
    boolean finite = Double.isFinite(offset) && Double.isFinite(weight);
    for (double predictor : predictors) {
      finite &= Double.isFinite(predictor);
    }
    if (!finite || !(weight > 0)) {
      throw new IllegalArgumentException(
          "Row %d has the weight %s, which must be above 0, or a number that is not finite"
              .formatted(row, weight));
    }
  }

  /** The observations whose place fulfils a condition, in their order. */
  public LogisticSample where(IntPredicate kept) {
    int[] places = IntStream.range(0, size()).filter(kept).toArray();
    double[][] somePredictors = new double[places.length][];
    double[] someOffsets = new double[places.length];
    boolean[] someConverted = new boolean[places.length];
    double[] someWeights = new double[places.length];
    int[] someClusters = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      somePredictors[i] = predictors[places[i]];
      someOffsets[i] = offsets[places[i]];
      someConverted[i] = converted[places[i]];
      someWeights[i] = weights[places[i]];
      someClusters[i] = clusters[places[i]];
    }
    return new LogisticSample(
        somePredictors, someOffsets, someConverted, someWeights, someClusters);
  }

  /** Number of observations. */
  public int size() {
    return weights.length;
  }

  /** Number of predictors, without the intercept; 0 where there is no observation. */
  public int columns() {
    return predictors.length == 0 ? 0 : predictors[0].length;
  }

  double predictor(int row, int column) {
    return predictors[row][column];
  }

  double offset(int row) {
    return offsets[row];
  }

  boolean converted(int row) {
    return converted[row];
  }

  double weight(int row) {
    return weights[row];
  }

  int cluster(int row) {
    return clusters[row];
  }

  double totalWeight() {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return sum;
  }

  /** Log-odds of one observation under an intercept and a coefficient for each predictor. */
  double logOdds(int row, double intercept, double[] coefficients) {
    double sum = intercept + offsets[row];
    for (int column = 0; column < coefficients.length; column++) {
      sum += coefficients[column] * predictors[row][column];
    }
    return sum;
  }
}
