package io.requalify.statistics.effects;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;

/** Observations by predictors, with a constant before them. */
final class Predictors {
  private final double[][] rows;
  private final int columns;

  /**
   * Puts a constant before each row.
   *
   * @param rows one for each observation, of one length, finite
   */
  Predictors(double[][] rows) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("There is no observation");
    }
    this.columns = rows[0].length + 1;
    this.rows = new double[rows.length][];
    for (int row = 0; row < rows.length; row++) {
      if (rows[row].length + 1 != columns) {
        throw new IllegalArgumentException(
            "Row %d has %d predictors, row 0 has %d".formatted(row, rows[row].length, columns - 1));
      }
      if (!Arrays.stream(rows[row]).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "Row %d has a predictor that is not finite: %s"
                .formatted(row, Arrays.toString(rows[row])));
      }
      this.rows[row] = new double[columns];
      this.rows[row][0] = 1;
      System.arraycopy(rows[row], 0, this.rows[row], 1, columns - 1);
    }
  }

  int size() {
    return rows.length;
  }

  int columns() {
    return columns;
  }

  /** Inner product of a row with coefficients. */
  double times(int row, double[] coefficients) {
    double sum = 0;
    for (int column = 0; column < columns; column++) {
      sum += rows[row][column] * coefficients[column];
    }
    return sum;
  }

  /** Sum of the rows, each by its factor. */
  double[] weightedSum(double[] factors) {
    double[] sum = new double[columns];
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < columns; column++) {
        sum[column] += factors[row] * rows[row][column];
      }
    }
    return sum;
  }

  /** Mean of the rows, each by its factor. */
  double[] weightedMean(double[] factors) {
    return Arrays.stream(weightedSum(factors)).map(sum -> sum / rows.length).toArray();
  }

  /**
   * Inverse of {@code X' diag(factors) X}.
   *
   * @throws org.hipparchus.exception.MathIllegalArgumentException when predictors cannot be told
   *     apart
   */
  RealMatrix inverseOfSquares(double[] factors) {
    double[][] squares = new double[columns][columns];
    for (int row = 0; row < rows.length; row++) {
      for (int first = 0; first < columns; first++) {
        for (int second = 0; second <= first; second++) {
          squares[first][second] += factors[row] * rows[row][first] * rows[row][second];
        }
      }
    }
    for (int first = 0; first < columns; first++) {
      for (int second = 0; second < first; second++) {
        squares[second][first] = squares[first][second];
      }
    }
    return new CholeskyDecomposition(new Array2DRowRealMatrix(squares, false))
        .getSolver()
        .getInverse();
  }

  /**
   * How far each observation moves {@code direction' coefficients}, times the number of
   * observations, where the coefficients solve {@code X' residuals = 0}.
   *
   * @param inverse of minus the derivative of that equation
   */
  double[] influences(RealMatrix inverse, double[] residuals, double[] direction) {
    double[] solved = inverse.operate(direction);
    double[] influences = new double[rows.length];
    for (int row = 0; row < rows.length; row++) {
      influences[row] = rows.length * residuals[row] * times(row, solved);
    }
    return influences;
  }
}
