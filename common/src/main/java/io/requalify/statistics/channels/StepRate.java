package io.requalify.statistics.channels;

import io.requalify.statistics.Interval;

/**
 * How many of a stage reach the next one, and when.
 *
 * @param rate estimate, above 0 and at most 1
 * @param interval round the estimate, within 0 and 1
 * @param lagMonths whole months from one stage to the next, 0 or more
 */
public record StepRate(double rate, Interval interval, int lagMonths) {
  public StepRate {
    if (!(rate > 0 && rate <= 1)
        || interval.lower() < 0
        || interval.upper() > 1
        || !interval.contains(rate)) {
      throw new IllegalArgumentException(
          "The rate %s in %s is no share that anything can be planned with; it must lie above 0 and in its interval, and that within 0 and 1"
              .formatted(rate, interval));
    }
    if (lagMonths < 0) {
      throw new IllegalArgumentException(
          "A lag of %d months: no stage comes before the one that it follows".formatted(lagMonths));
    }
  }
}
