package io.requalify.rules;

import io.requalify.documents.YamlMap;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads points, and the limits that stand beside the keys of a mapping. */
final class CapReader {
  /** Points and limits lie between this and its opposite. */
  static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

  private static final String REMEDY = "write at most six decimals";
  private static final String CAP = "cap";

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

  /**
   * The limits {@code min} and {@code max}, what they do and whether the sum is rounded; none where
   * they contradict, which is reported.
   */
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

    boolean saturates = map.text(CAP).filter("saturate"::equals).isPresent();
    if (saturates && !map.has("min") && !map.has("max")) {
      map.faultAtKey(
          CAP, "'cap: saturate' without a limit", "add 'min:' or 'max:', or leave it out");
    }
    return new Cap(
        min,
        max,
        saturates ? Cap.Effect.SATURATE : Cap.Effect.CLIP,
        map.text("round").filter("half_up"::equals).isPresent());
  }
}
