package io.requalify.statistics.multiplicity;

import io.requalify.statistics.Interval;

/**
 * An asymptotic confidence sequence: intervals {@code mean ± sigma sqrt(2 (n r² + 1) / (n² r²)
 * log(sqrt(n r² + 1) / alpha))} that hold the truth at every look at once, whenever and however
 * often one looks, and whatever looking leads to.
 *
 * <p>Right for means of independent observations once there are many, say a few hundred accounts; a
 * first look before that ruins it, and so does starting anew after a look. Its width is that of
 * {@link NormalMixture} with {@code r² = 1 / rho}, least at the planned number of observations and
 * half as wide again there as an interval for a single look. Waudby-Smith, Arbour, Sinha, Kennedy
 * and Ramdas 2024, Annals of Statistics 52, 2613-2640.
 */
public final class ConfidenceSequence {
  private final NormalMixture mixture;
  private final double alpha;

  private ConfidenceSequence(NormalMixture mixture, double alpha) {
    this.mixture = mixture;
    this.alpha = alpha;
  }

  /**
   * The sequence that is shortest when so many have been observed.
   *
   * @param observations the planned number of independent observations (accounts), above 0; stated
   *     before the first look
   * @param level share of sequences that should hold the truth at every look, such as 0.95
   * @throws IllegalArgumentException when the number is not above 0 or the level not between 0 and
   *     1
   */
  public static ConfidenceSequence tunedAt(double observations, double level) {
    if (!(observations > 0)) {
      throw new IllegalArgumentException(
          "No look can be planned at %s observations; give a number above 0"
              .formatted(observations));
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Not a level of confidence: %s; it lies between 0 and 1, such as 0.95".formatted(level));
    }
    return new ConfidenceSequence(NormalMixture.tunedAt(observations, 1 - level), 1 - level);
  }

  /**
   * How far the interval of a look reaches to either side, in units of the observations.
   *
   * @param observations independent observations so far (accounts), above 0
   * @param deviation standard deviation of one of them, 0 or more; of an estimate with a standard
   *     error between accounts, that error times the root of their number
   */
  public double halfWidth(double observations, double deviation) {
    if (!(observations > 0) || !(deviation >= 0)) {
      throw new IllegalArgumentException(
          "%s observations with the standard deviation %s say nothing"
              .formatted(observations, deviation));
    }
    return deviation * mixture.bound(observations, alpha) / observations;
  }

  /**
   * The interval of a look.
   *
   * @param mean of the observations so far
   */
  public Interval around(double mean, double observations, double deviation) {
    double reach = halfWidth(observations, deviation);
    return new Interval(mean - reach, mean + reach);
  }
}
