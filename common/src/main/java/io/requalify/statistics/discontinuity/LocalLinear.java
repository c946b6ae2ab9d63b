package io.requalify.statistics.discontinuity;

/**
 * A straight line through the outcomes of one side by weighted least squares. Its value at any
 * distance from the cutoff is a weighted sum of the outcomes, {@code w(x) = k(x) (1/K + (t - m)(x -
 * m)/V)} with the kernel {@code k}, its sum {@code K} over the observations, the mean {@code m} of
 * the distances and the sum {@code V} of their squares round it; so sums by score are enough.
 */
final class LocalLinear {
  private final ScoreSide side;
  private final double[] scoreWeights;
  private final double total;
  private final double mean;
  private final double squares;

  /**
   * The line.
   *
   * @param side at least two scores, all of which count under the kernel
   */
  LocalLinear(ScoreSide side, Kernel kernel, double bandwidth) {
    this.side = side;
    this.scoreWeights = new double[side.size()];
    double sum = 0;
    double moment = 0;
    for (int place = 0; place < side.size(); place++) {
      this.scoreWeights[place] = kernel.weight(side.distance(place), bandwidth);
      double mass = this.scoreWeights[place] * side.at(place).observations();
      sum += mass;
      moment += mass * side.distance(place);
    }
    this.total = sum;
    this.mean = moment / sum;
    double round = 0;
    for (int place = 0; place < side.size(); place++) {
      double off = side.distance(place) - mean;
      round += this.scoreWeights[place] * side.at(place).observations() * off * off;
    }
    this.squares = round;
  }

  /** The weight of each single outcome at each score in the value at this distance. */
  double[] weights(double distance) {
    double[] weights = new double[side.size()];
    for (int place = 0; place < weights.length; place++) {
      double slope = (distance - mean) * (side.distance(place) - mean) / squares;
      weights[place] = scoreWeights[place] * (1 / total + slope);
    }
    return weights;
  }

  /** The value of the line at this distance. */
  double value(double distance) {
    return weighted(weights(distance));
  }

  /** Sum of the outcomes, each with the weight of its score. */
  double weighted(double[] weights) {
    double sum = 0;
    for (int place = 0; place < weights.length; place++) {
      sum += weights[place] * side.at(place).sum();
    }
    return sum;
  }

  /** Variance of the sum of the outcomes with these weights, by nearest neighbours. */
  double variance(double[] weights) {
    double sum = 0;
    for (int place = 0; place < weights.length; place++) {
      sum += weights[place] * weights[place] * side.varianceSum(place);
    }
    return sum;
  }

  /**
   * The largest bias of the value at a distance from the side or at its end, for each unit of the
   * bound on the second derivative: {@code |Sum w(x) (x - t)²| / 2}.
   *
   * <p>By Taylor the bias is the integral of the second derivative times {@code Sum w(x) (x - s)}
   * over the {@code x} beyond {@code s}. From where the weights are positive to where they are
   * negative this is convex and then concave, 0 at both ends, so it never is above 0: the worst
   * curve bends the same way everywhere.
   */
  double biasPerCurvature(double distance) {
    double[] weights = weights(distance);
    double sum = 0;
    for (int place = 0; place < weights.length; place++) {
      double off = side.distance(place) - distance;
      sum += weights[place] * side.at(place).observations() * off * off;
    }
    return Math.abs(sum) / 2;
  }
}
