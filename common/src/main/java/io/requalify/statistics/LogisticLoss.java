package io.requalify.statistics;

/**
 * The loss of a logistic regression, per unit of weight, as a function of a point: the intercept,
 * then each coefficient times the mean size of its predictor. In these units a slope says by which
 * share of its terms a score equation is missed, however rare or small the predictor is.
 */
final class LogisticLoss {
  private final LogisticSample sample;
  private final double totalWeight;
  private final double[] scales;
  private final double[] bearers;

  /** The loss of a sample none of whose predictors is 0 throughout. */
  LogisticLoss(LogisticSample sample) {
    this.sample = sample;
    this.totalWeight = sample.totalWeight();
    this.scales = new double[sample.columns()];
    this.bearers = new double[sample.columns()];
    for (int column = 0; column < scales.length; column++) {
      for (int row = 0; row < sample.size(); row++) {
        double size = Math.abs(sample.predictor(row, column));
        scales[column] += sample.weight(row) * size / totalWeight;
        bearers[column] += size > 0 ? sample.weight(row) / totalWeight : 0;
      }
      if (!(scales[column] > 0)) {
        throw new IllegalArgumentException(
            "Predictor %d is 0 in all %d observations".formatted(column, sample.size()));
      }
    }
  }

  /** Value, slopes and second derivatives at one point; the arrays are not to be changed. */
  static final class Shape {
    private final double value;
    private final double[] gradient;
    private final double[][] curvature;

    private Shape(double value, double[] gradient, double[][] curvature) {
      this.value = value;
      this.gradient = gradient;
      this.curvature = curvature;
    }

    double value() {
      return value;
    }

    double[] gradient() {
      return gradient;
    }

    double[][] curvature() {
      return curvature;
    }
  }

  double intercept(double[] point) {
    return point[0];
  }

  double[] coefficients(double[] point) {
    double[] coefficients = new double[scales.length];
    for (int column = 0; column < scales.length; column++) {
      coefficients[column] = point[column + 1] / scales[column];
    }
    return coefficients;
  }

  /** Log of the factor by which a predictor moves the odds of who has a mean size of it. */
  double effect(double[] point, int column) {
    return Math.abs(point[column + 1]) / bearers[column];
  }

  /** The predictor with the largest effect; -1 where there is none. */
  int largestEffect(double[] point) {
    int largest = -1;
    for (int column = 0; column < scales.length; column++) {
      if (largest < 0 || effect(point, column) > effect(point, largest)) {
        largest = column;
      }
    }
    return largest;
  }

  double value(double[] point) {
    double[] coefficients = coefficients(point);
    double sum = 0;
    for (int row = 0; row < sample.size(); row++) {
      double logOdds = sample.logOdds(row, point[0], coefficients);
      sum += sample.weight(row) * Logistic.loss(logOdds, sample.converted(row));
    }
    return sum / totalWeight;
  }

  Shape shape(double[] point) {
    int size = point.length;
    double[] coefficients = coefficients(point);
    double[] gradient = new double[size];
    double[][] curvature = new double[size][size];
    double[] predictors = new double[size];
    predictors[0] = 1;
    double value = 0;
    for (int row = 0; row < sample.size(); row++) {
      double logOdds = sample.logOdds(row, point[0], coefficients);
      double weight = sample.weight(row) / totalWeight;
      double probability = Logistic.probability(logOdds);
      double residual = probability - (sample.converted(row) ? 1 : 0);
      value += weight * Logistic.loss(logOdds, sample.converted(row));
      for (int column = 1; column < size; column++) {
        predictors[column] = sample.predictor(row, column - 1) / scales[column - 1];
      }
      for (int i = 0; i < size; i++) {
        gradient[i] += weight * residual * predictors[i];
        double part = weight * probability * (1 - probability) * predictors[i];
        for (int j = 0; j <= i; j++) {
          curvature[i][j] += part * predictors[j];
        }
      }
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        curvature[j][i] = curvature[i][j];
      }
    }
    return new Shape(value, gradient, curvature);
  }
}
