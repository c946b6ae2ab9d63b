package io.requalify.statistics.effects;

import org.hipparchus.linear.RealMatrix;

/** Ordinary least squares with a constant over some of the observations. */
final class LeastSquares {
  private final Predictors predictors;
  private final double[] coefficients;
  private final double[] residuals;
  private final RealMatrix inverse;

  private LeastSquares(
      Predictors predictors, double[] coefficients, double[] residuals, RealMatrix inverse) {
    this.predictors = predictors;
    this.coefficients = coefficients;
    this.residuals = residuals;
    this.inverse = inverse;
  }

  /**
   * Fits the coefficients.
   *
   * @param used 1 for the observations that are fitted, 0 for the others
   */
  static LeastSquares fit(Predictors predictors, double[] outcome, double[] used) {
    RealMatrix inverse = predictors.inverseOfSquares(used);
    double[] fitted = new double[outcome.length];
    for (int row = 0; row < outcome.length; row++) {
      fitted[row] = used[row] * outcome[row];
    }
    double[] coefficients = inverse.operate(predictors.weightedSum(fitted));
    double[] residuals = new double[outcome.length];
    for (int row = 0; row < outcome.length; row++) {
      residuals[row] = used[row] * (outcome[row] - predictors.times(row, coefficients));
    }
    return new LeastSquares(predictors, coefficients, residuals, inverse);
  }

  /** What is expected of an observation, fitted or not. */
  double expected(int row) {
    return predictors.times(row, coefficients);
  }

  /** How far each observation moves {@code direction' b}, times the number of observations. */
  double[] influences(double[] direction) {
    return predictors.influences(inverse, residuals, direction);
  }

  /** Mean of the predictors, each observation by its factor. */
  double[] meanDirection(double[] factors) {
    return predictors.weightedMean(factors);
  }
}
