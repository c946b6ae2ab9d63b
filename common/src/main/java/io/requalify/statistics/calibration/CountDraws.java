package io.requalify.statistics.calibration;

import java.util.Arrays;
import org.hipparchus.distribution.IntegerDistribution;

/**
 * Numbers that chance makes, by looking up in a distribution function; it is reckoned once, because
 * one distribution is drawn from a thousand times.
 */
final class CountDraws {
  /** A number further out than this is never drawn. */
  private static final double NEGLIGIBLE = 1e-12;

  private final int least;
  private final double[] cumulative;

  CountDraws(IntegerDistribution distribution) {
    this.least = distribution.inverseCumulativeProbability(NEGLIGIBLE);
    int most = distribution.inverseCumulativeProbability(1 - NEGLIGIBLE);
    this.cumulative = new double[most - least + 1];
    double sum = distribution.cumulativeProbability(least);
    for (int place = 0; place < cumulative.length; place++) {
      sum += place == 0 ? 0 : distribution.probability(least + place);
      cumulative[place] = sum;
    }
  }

  /**
   * The smallest number whose distribution function is not below this one.
   *
   * @param uniform from 0 to below 1
   */
  int draw(double uniform) {
    int found = Arrays.binarySearch(cumulative, uniform);
    int place = found >= 0 ? found : -found - 1;
    return least + Math.min(place, cumulative.length - 1);
  }
}
