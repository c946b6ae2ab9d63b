package io.requalify.rules;

import io.requalify.documents.YamlMap;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads points, and the limits that stand beside the keys of a mapping. */
final class CapReader {
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);
  private static final String REMEDY = "write at most six decimals";

  private CapReader() {}

  static Optional<Points> points(YamlMap map, String key) {
    // What lies beyond is a fault by the schema.
    Optional<BigDecimal> number =
        map.number(key).filter(points -> points.abs().compareTo(MOST) <= 0);
    if (number.isEmpty()) {
      return Optional.empty();
    }

    try {
      return Optional.of(Points.of(number.get()));
    } catch (ArithmeticException e) {
      map.fault(key, number.get().toPlainString() + " has more than six decimals", REMEDY);
      return Optional.empty();
    }
  }

  /** The limits {@code min} and {@code max}; none where they contradict, which is reported. */
  static Cap read(YamlMap map) {
    Optional<Points> min = points(map, "min");
    Optional<Points> max = points(map, "max");
    if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
      map.fault(
          "min",
          "min %s is above max %s".formatted(min.get(), max.get()),
          "write the lower of the two as min");
      return Cap.NONE;
    }

    return new Cap(min, max);
  }
}
