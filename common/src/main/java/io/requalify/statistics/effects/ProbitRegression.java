package io.requalify.statistics.effects;

import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.linear.RealMatrix;

/**
 * Probit regression with a constant, {@code P(treated) = Phi(x'b)}, by Newton's method on the log
 * likelihood, which is concave. There is no best fit where some combination of predictors tells the
 * treated apart without fault; this is reported. Bliss 1934; McCullagh and Nelder 1989, section
 * 4.3.
 */
final class ProbitRegression {
  private static final NormalDistribution NORMAL = new NormalDistribution();
  private static final double TOLERANCE = 1e-10;
  private static final int MOST_STEPS = 50;

  /** Where everybody is told this surely, larger coefficients only tell it more surely. */
  private static final double FAULTLESS = 1e-8;

  private final Predictors predictors;
  private final double[] index;
  private final double[] scores;
  private final RealMatrix inverse;

  private ProbitRegression(
      Predictors predictors, double[] index, double[] scores, RealMatrix inverse) {
    this.predictors = predictors;
    this.index = index;
    this.scores = scores;
    this.inverse = inverse;
  }

  /**
   * Fits the coefficients.
   *
   * @throws IllegalArgumentException when the treated can be told apart without fault
   */
  static ProbitRegression fit(Predictors predictors, boolean[] treated) {
    int size = predictors.size();
    double[] coefficients = new double[predictors.columns()];
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] index = new double[size];
      double[] scores = new double[size];
      double[] curvature = new double[size];
      double worst = 1;
      for (int row = 0; row < size; row++) {
        index[row] = predictors.times(row, coefficients);
        double sign = treated[row] ? 1 : -1;
        double tail = NORMAL.cumulativeProbability(sign * index[row]);
        worst = Math.min(worst, tail);
        scores[row] = sign * NORMAL.density(index[row]) / tail;
        curvature[row] = scores[row] * (scores[row] + index[row]);
      }
      if (worst > 1 - FAULTLESS) {
        throw separated(predictors);
      }
      RealMatrix inverse = predictors.inverseOfSquares(curvature);
      double[] move = inverse.operate(predictors.weightedSum(scores));
      double largest = 0;
      for (int column = 0; column < coefficients.length; column++) {
        coefficients[column] += move[column];
        largest = Math.max(largest, Math.abs(move[column]) / (1 + Math.abs(coefficients[column])));
      }
      if (largest <= TOLERANCE) {
        return new ProbitRegression(predictors, index, scores, inverse);
      }
    }
    throw separated(predictors);
  }

  private static IllegalArgumentException separated(Predictors predictors) {
    return new IllegalArgumentException(
        "The probit regression of %d observations on %d predictors has no best fit: some combination of them tells the treated apart without fault"
            .formatted(predictors.size(), predictors.columns() - 1));
  }

  /** Probability of an observation to be treated. */
  double probability(int row) {
    return NORMAL.cumulativeProbability(index[row]);
  }

  /** By how much that probability rises with the index. */
  double density(int row) {
    return NORMAL.density(index[row]);
  }

  /** How far each observation moves {@code direction' b}, times the number of observations. */
  double[] influences(double[] direction) {
    return predictors.influences(inverse, scores, direction);
  }
}
