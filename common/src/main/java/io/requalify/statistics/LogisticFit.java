package io.requalify.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * The best coefficients of a logistic regression, and how far chance may have moved them.
 *
 * <p>The variance is the sandwich {@code H^-1 (Sum s s') H^-1 G/(G-1)} over clusters with the
 * scores {@code s}: right with weights, and where the contacts of an account go together.
 * Coefficients at their bound count as known; so the errors of the others are a little too small.
 * Liang and Zeger 1986; White 1982.
 */
public final class LogisticFit implements LogisticRegression.Result {
  /** Below this share of the mean curvature a direction is one that nothing tells. */
  private static final double FLAT = 1e-9;

  private static final double PART_OF_A_DIRECTION = 1e-3;

  private final double intercept;
  private final double[] coefficients;
  private final double[] standardErrors;
  private final List<Integer> indistinct;

  private LogisticFit(
      double intercept, double[] coefficients, double[] standardErrors, List<Integer> indistinct) {
    this.intercept = intercept;
    this.coefficients = coefficients;
    this.standardErrors = standardErrors;
    this.indistinct = indistinct;
  }

  static LogisticFit of(
      LogisticSample sample, double intercept, double[] coefficients, boolean bounded) {
    int[] free =
        IntStream.range(0, coefficients.length)
            .filter(column -> !bounded || coefficients[column] > 0)
            .toArray();
    RealMatrix information = information(sample, intercept, coefficients, free);
    List<Integer> indistinct = indistinct(information, free);
    double[] errors = new double[coefficients.length];
    Arrays.fill(errors, Double.NaN);
    long clusters = IntStream.range(0, sample.size()).map(sample::cluster).distinct().count();
    if (indistinct.isEmpty() && clusters > 1) {
      RealMatrix inverse = new LUDecomposition(information, 0).getSolver().getInverse();
      RealMatrix variance =
          inverse
              .multiply(spread(sample, intercept, coefficients, free, clusters))
              .multiply(inverse);
      for (int place = 0; place < free.length; place++) {
        errors[free[place]] = Math.sqrt(variance.getEntry(place + 1, place + 1));
      }
    }
    return new LogisticFit(intercept, coefficients, errors, indistinct);
  }

  private static double part(LogisticSample sample, int row, int[] free, int place) {
    return place == 0 ? 1 : sample.predictor(row, free[place - 1]);
  }

  private static RealMatrix information(
      LogisticSample sample, double intercept, double[] coefficients, int[] free) {
    RealMatrix information = new Array2DRowRealMatrix(free.length + 1, free.length + 1);
    for (int row = 0; row < sample.size(); row++) {
      double probability = Logistic.probability(sample.logOdds(row, intercept, coefficients));
      double weight = sample.weight(row) * probability * (1 - probability);
      for (int i = 0; i <= free.length; i++) {
        for (int j = 0; j <= free.length; j++) {
          information.addToEntry(
              i, j, weight * part(sample, row, free, i) * part(sample, row, free, j));
        }
      }
    }
    return information;
  }

  private static RealMatrix spread(
      LogisticSample sample, double intercept, double[] coefficients, int[] free, long clusters) {
    int last = IntStream.range(0, sample.size()).map(sample::cluster).max().orElseThrow();
    double[][] scores = new double[last + 1][free.length + 1];
    for (int row = 0; row < sample.size(); row++) {
      double probability = Logistic.probability(sample.logOdds(row, intercept, coefficients));
      double residual = sample.weight(row) * ((sample.converted(row) ? 1 : 0) - probability);
      for (int i = 0; i <= free.length; i++) {
        scores[sample.cluster(row)][i] += residual * part(sample, row, free, i);
      }
    }
    RealMatrix matrix = new Array2DRowRealMatrix(scores, false);
    return matrix.transpose().multiply(matrix).scalarMultiply((double) clusters / (clusters - 1));
  }

  /** Predictors that take part in a direction along which the likelihood is flat. */
  private static List<Integer> indistinct(RealMatrix information, int[] free) {
    int size = free.length + 1;
    RealMatrix scaled = new Array2DRowRealMatrix(size, size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double norm = Math.sqrt(information.getEntry(i, i)) * Math.sqrt(information.getEntry(j, j));
        scaled.setEntry(i, j, norm == 0 ? 0 : information.getEntry(i, j) / norm);
      }
    }
    EigenDecompositionSymmetric directions = new EigenDecompositionSymmetric(scaled);
    TreeSet<Integer> indistinct = new TreeSet<>();
    for (int direction = 0; direction < size; direction++) {
      if (directions.getEigenvalue(direction) < FLAT) {
        for (int place = 1; place < size; place++) {
          double part = directions.getEigenvector(direction).getEntry(place);
          if (Math.abs(part) > PART_OF_A_DIRECTION) {
            indistinct.add(free[place - 1]);
          }
        }
      }
    }
    return List.copyOf(indistinct);
  }

  /** Log-odds where every predictor and the offset are 0. */
  public double intercept() {
    return intercept;
  }

  /** Rise of the log-odds with each unit of a predictor. */
  public double coefficient(int column) {
    return coefficients[column];
  }

  /**
   * Standard error of a coefficient between clusters; none at a bound, where there is only one
   * cluster, or while some predictors cannot be told apart.
   */
  public OptionalDouble standardError(int column) {
    return Double.isNaN(standardErrors[column])
        ? OptionalDouble.empty()
        : OptionalDouble.of(standardErrors[column]);
  }

  /**
   * Predictors that the sample cannot tell apart: others of their coefficients would fit as well.
   * Places from 0, rising.
   */
  public List<Integer> indistinct() {
    return indistinct;
  }

  /** Log-odds of an observation of any sample with these predictors. */
  public double logOdds(LogisticSample sample, int row) {
    return sample.logOdds(row, intercept, coefficients);
  }
}
