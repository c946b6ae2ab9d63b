package io.requalify.scoring;

import java.math.BigInteger;

/** Shares of points, exact to the half of a millionth that is rounded up. */
final class Shares {
  private static final long WHOLE = 1_000_000;
  private static final long LARGE = Long.MAX_VALUE - WHOLE;

  private Shares() {}

  /**
   * A share of some millionths, rounded half up.
   *
   * @param share millionths of the whole
   */
  static long of(long millionths, long share) {
    if (share == WHOLE) {
      return millionths;
    }

    long product = millionths * share;
    boolean fits = Math.multiplyHigh(millionths, share) == product >> (Long.SIZE - 1);
    if (fits && Math.abs(product) < LARGE) {
      return Math.floorDiv(product + WHOLE / 2, WHOLE);
    }

    BigInteger[] parts =
        BigInteger.valueOf(millionths)
            .multiply(BigInteger.valueOf(share))
            .add(BigInteger.valueOf(WHOLE / 2))
            .divideAndRemainder(BigInteger.valueOf(WHOLE));
    return parts[0].longValueExact() - (parts[1].signum() < 0 ? 1 : 0);
  }
}
