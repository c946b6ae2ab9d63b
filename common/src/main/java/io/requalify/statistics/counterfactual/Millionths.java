package io.requalify.statistics.counterfactual;

/**
 * Numbers as whole millionths, so that their sums are the same in any order, in Spark as here. What
 * lies between two is rounded half away from zero, as Spark's {@code round} does.
 */
public final class Millionths {
  /** So many make 1. */
  public static final long ONE = 1_000_000L;

  private Millionths() {}

  /** The nearest number of millionths. */
  public static long of(double number) {
    return number < 0 ? -Math.round(-number * ONE) : Math.round(number * ONE);
  }

  /**
   * The weight of who was drawn.
   *
   * @param propensity in (0, 1]
   */
  public static long weight(double propensity) {
    if (!(propensity > 0 && propensity <= 1)) {
      throw new IllegalArgumentException(
          "The propensity %s lies outside of (0, 1]".formatted(propensity));
    }
    return Math.round(ONE / propensity);
  }

  /** The product of two numbers that are 0 or more, such as weights. */
  public static long product(long one, long other) {
    return (Math.multiplyExact(one, other) + ONE / 2) / ONE;
  }

  /** One over a share. */
  static long inverse(long part, long whole) {
    return (2 * ONE * whole + part) / (2 * part);
  }

  /**
   * The doubly robust contribution {@code m + w (A - m)} of a unit.
   *
   * @param model m, in millionths
   * @param weight w, in millionths; 0 for a unit that was not worked
   */
  public static long doublyRobust(long model, long weight, boolean converted) {
    long residual = (converted ? ONE : 0) - model;
    long product = weight * residual;
    long half = product < 0 ? -ONE / 2 : ONE / 2;
    return model + (product + half) / ONE;
  }

  /**
   * Weight times a whole number, such as hundredths of money.
   *
   * @param weight in millionths, 0 or more
   * @throws ArithmeticException when the product is too large for a long
   */
  public static long weighted(long weight, long number) {
    // In two parts, because the product in millionths would not fit where the result does.
    long part = weight * (number % ONE);
    long half = part < 0 ? -ONE / 2 : ONE / 2;
    return Math.addExact(Math.multiplyExact(weight, number / ONE), (part + half) / ONE);
  }

  /**
   * The doubly robust contribution {@code m + w (R - m)} of a unit, in whole hundredths.
   *
   * @param model m
   * @param weight w, in millionths; 0 for a unit that was not worked
   * @param money R
   * @throws ArithmeticException when it is too large for a long
   */
  public static long doublyRobust(long model, long weight, long money) {
    return Math.addExact(model, weighted(weight, Math.subtractExact(money, model)));
  }
}
