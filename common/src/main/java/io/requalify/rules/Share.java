package io.requalify.rules;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * An exact part of something, in millionths: 0.15 of the points, 0.4 of a dimension.
 *
 * @param millionths the part times one million
 */
public record Share(long millionths) implements Serializable {
  /** The whole. */
  public static final Share WHOLE = new Share(1_000_000);

  private static final int SCALE = 6;

  /**
   * Exact share from a decimal.
   *
   * @throws ArithmeticException when the number has more than six decimals or does not fit
   */
  public static Share of(BigDecimal share) {
    return new Share(share.movePointRight(SCALE).longValueExact());
  }

  /** The share as a decimal without trailing zeros. */
  public BigDecimal decimal() {
    return new Points(millionths).decimal();
  }

  @Override
  public String toString() {
    return decimal().toPlainString();
  }
}
