package io.requalify.reviews;

/**
 * The ends of an interval or of bounds.
 *
 * @param lower not above {@code upper}
 */
record Span(double lower, double upper) {
  Span {
    if (Double.compare(lower, upper) > 0) {
      throw new IllegalArgumentException("%s is above %s".formatted(lower, upper));
    }
  }

  boolean holds(double value) {
    return lower <= value && value <= upper;
  }
}
