package io.requalify.statistics.counterfactual;

import java.io.Serializable;
import java.math.BigInteger;

/** A sum of products of whole numbers in 128 bits, so that it is exact in any order. */
final class WideSum implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int BITS_OF_A_LONG = 64;

  private long high;
  private long low;

  /**
   * Adds a product.
   *
   * @throws ArithmeticException when the sum does not fit into 128 bits
   */
  void addProduct(long first, long second) {
    add(Math.multiplyHigh(first, second), first * second);
  }

  /** Adds what another sum holds. */
  void add(WideSum other) {
    add(other.high, other.low);
  }

  private void add(long upper, long lower) {
    low += lower;
    boolean carry = Long.compareUnsigned(low, lower) < 0;
    high = Math.addExact(high, Math.addExact(upper, carry ? 1L : 0L));
  }

  /** The nearest number. */
  double doubleValue() {
    BigInteger unsignedLow = new BigInteger(Long.toUnsignedString(low));
    return BigInteger.valueOf(high).shiftLeft(BITS_OF_A_LONG).add(unsignedLow).doubleValue();
  }
}
