package io.requalify.statistics.counterfactual;

import java.math.BigInteger;

/** A sum of products of whole numbers in 128 bits, so that it is exact in any order. */
final class WideSum {
  private static final int BITS_OF_A_LONG = 64;

  private long high;
  private long low;

  void addProduct(long first, long second) {
    long product = first * second;
    low += product;
    boolean carry = Long.compareUnsigned(low, product) < 0;
    high += Math.multiplyHigh(first, second) + (carry ? 1 : 0);
  }

  /** The nearest number. */
  double doubleValue() {
    BigInteger unsignedLow = new BigInteger(Long.toUnsignedString(low));
    return BigInteger.valueOf(high).shiftLeft(BITS_OF_A_LONG).add(unsignedLow).doubleValue();
  }
}
