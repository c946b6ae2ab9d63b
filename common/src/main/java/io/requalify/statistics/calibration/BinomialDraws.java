package io.requalify.statistics.calibration;

import java.util.Arrays;
import org.hipparchus.distribution.discrete.BinomialDistribution;

/**
 * Numbers of events that chance makes of one probability, by looking up in the distribution
 * function; it is reckoned once, because the same group is drawn a thousand times.
 */
final class BinomialDraws {
  /** A number of events that comes less often than this is never drawn. */
  private static final double NEGLIGIBLE = 1e-12;

  private final long trials;
  private final int least;
  private final double[] cumulative;

  /**
   * Draws.
   *
   * @throws IllegalArgumentException with more than 2,147,483,647 trials
   */
  BinomialDraws(long trials, double probability) {
    if (trials > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%d contacts with the expected probability %s are more than can be drawn, %d; judge them in parts"
              .formatted(trials, probability, Integer.MAX_VALUE));
    }
    BinomialDistribution distribution = new BinomialDistribution((int) trials, probability);
    this.trials = trials;
    this.least = distribution.inverseCumulativeProbability(NEGLIGIBLE);
    int most = distribution.inverseCumulativeProbability(1 - NEGLIGIBLE);
    this.cumulative = new double[most - least + 1];
    double sum = distribution.cumulativeProbability(least);
    for (int place = 0; place < cumulative.length; place++) {
      sum += place == 0 ? 0 : distribution.probability(least + place);
      cumulative[place] = sum;
    }
  }

  /** How many were tried. */
  long trials() {
    return trials;
  }

  /**
   * The smallest number of events whose distribution function is not below a number.
   *
   * @param uniform from 0 to below 1
   */
  long events(double uniform) {
    int found = Arrays.binarySearch(cumulative, uniform);
    int place = found >= 0 ? found : -found - 1;
    return least + (long) Math.min(place, cumulative.length - 1);
  }
}
