package io.requalify.statistics.counterfactual;

import io.requalify.statistics.WeightSums;
import java.math.BigInteger;

/** Adds weights in whole millionths, exactly. */
final class WeightTotals {
  private long contacts;
  private long weights;
  private BigInteger squares = BigInteger.ZERO;
  private long largest;

  /** Adds so many contacts of a weight. */
  void add(long number, long weight) {
    contacts += number;
    weights += number * weight;
    BigInteger square = BigInteger.valueOf(weight).pow(2);
    squares = squares.add(square.multiply(BigInteger.valueOf(number)));
    largest = Math.max(largest, weight);
  }

  /** The sums, in weights of one. */
  WeightSums sums() {
    double one = Millionths.ONE;
    return new WeightSums(
        contacts, weights / one, squares.doubleValue() / (one * one), largest / one);
  }
}
