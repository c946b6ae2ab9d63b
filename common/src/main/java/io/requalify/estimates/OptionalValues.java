package io.requalify.estimates;

import java.util.OptionalDouble;

/** Optional numbers as the nullable values of a row. */
public final class OptionalValues {
  private OptionalValues() {}

  /** The number; null where there is none. */
  public static Double orNull(OptionalDouble value) {
    return value.isPresent() ? (Double) value.getAsDouble() : null;
  }
}
