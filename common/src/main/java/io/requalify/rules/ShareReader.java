package io.requalify.rules;

import io.requalify.documents.YamlMap;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads shares: rates, weights and per cents. */
final class ShareReader {
  private static final BigDecimal LEAST_RATE = new BigDecimal("0.001");
  private static final BigDecimal MOST_WEIGHT = BigDecimal.valueOf(100);
  private static final BigDecimal LEAST_PERCENT = BigDecimal.valueOf(-100);
  private static final BigDecimal MOST_PERCENT = BigDecimal.valueOf(1_000);

  private ShareReader() {}

  /** What is lost at a time, from a thousandth to all. */
  static Optional<Share> rate(YamlMap map, String key) {
    return share(map, key, LEAST_RATE, BigDecimal.ONE);
  }

  /** What is left, from nothing to all. */
  static Optional<Share> part(YamlMap map, String key) {
    return share(map, key, BigDecimal.ZERO, BigDecimal.ONE);
  }

  /** Weight of a dimension. */
  static Optional<Share> weight(YamlMap map, String key) {
    return share(map, key, BigDecimal.ZERO, MOST_WEIGHT);
  }

  /** A change in per cent. */
  static Optional<Share> percent(YamlMap map, String key) {
    return number(map, key, LEAST_PERCENT, MOST_PERCENT)
        .flatMap(number -> exact(map, key, number, number.movePointLeft(2), "four"));
  }

  private static Optional<Share> share(YamlMap map, String key, BigDecimal least, BigDecimal most) {
    return number(map, key, least, most).flatMap(number -> exact(map, key, number, number, "six"));
  }

  /** What lies beyond the limits is a fault by the schema. */
  private static Optional<BigDecimal> number(
      YamlMap map, String key, BigDecimal least, BigDecimal most) {
    return map.number(key)
        .filter(number -> number.compareTo(least) >= 0 && number.compareTo(most) <= 0);
  }

  private static Optional<Share> exact(
      YamlMap map, String key, BigDecimal written, BigDecimal share, String decimals) {
    try {
      return Optional.of(Share.of(share));
    } catch (ArithmeticException e) {
      map.fault(
          key,
          "%s has more than %s decimals".formatted(written.toPlainString(), decimals),
          "write at most %s decimals".formatted(decimals));
      return Optional.empty();
    }
  }
}
