package io.requalify.statistics;

/**
 * Two numbers, the lower first.
 *
 * @param lower lower end, finite
 * @param upper upper end, finite, not below {@code lower}
 */
public record Interval(double lower, double upper) {
  public Interval {
    if (!Double.isFinite(lower) || !Double.isFinite(upper) || lower > upper) {
      throw new IllegalArgumentException("Not an interval: [%s, %s]".formatted(lower, upper));
    }
  }

  /** True when the number lies between the ends or on one of them. */
  public boolean contains(double number) {
    return lower <= number && number <= upper;
  }

  /** Distance of the ends. */
  public double width() {
    return upper - lower;
  }

  /** The part of this interval that lies between the two numbers; it must not be empty. */
  Interval within(double least, double most) {
    return new Interval(Math.max(least, lower), Math.min(most, upper));
  }
}
