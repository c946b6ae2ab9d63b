package io.requalify.rules;

import java.math.BigDecimal;

/**
 * An exact number of points, in millionths, which is the resolution of every comparison of scores.
 *
 * @param millionths points times one million; negative for a loss of points
 */
public record Points(long millionths) implements Comparable<Points> {
  private static final int SCALE = 6;

  /**
   * Exact points from a decimal.
   *
   * @throws ArithmeticException when the number has more than six decimals or does not fit
   */
  public static Points of(BigDecimal points) {
    return new Points(points.movePointRight(SCALE).longValueExact());
  }

  /** Whole points. */
  public static Points of(long points) {
    return of(BigDecimal.valueOf(points));
  }

  /** The points as a decimal without trailing zeros. */
  public BigDecimal decimal() {
    BigDecimal decimal = BigDecimal.valueOf(millionths, SCALE).stripTrailingZeros();
    return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
  }

  @Override
  public int compareTo(Points other) {
    return Long.compare(millionths, other.millionths);
  }

  @Override
  public String toString() {
    return decimal().toPlainString();
  }
}
