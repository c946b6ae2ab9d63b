package io.requalify.estimates;

import java.util.OptionalDouble;

/** Optional numbers as the nullable values of a row. */
final class OptionalValues {
  private OptionalValues() {}

  static Double orNull(OptionalDouble value) {
    return value.isPresent() ? (Double) value.getAsDouble() : null;
  }
}
