package io.requalify.scoring;

/**
 * What a half-life leaves of one point: 2<sup>−age ÷ half-life</sup>.
 *
 * <p>Plain IEEE arithmetic over a table, so that every machine computes the same bits ({@link
 * Math#pow} may differ in the last one between processors) and several times faster than {@link
 * StrictMath#pow}. The relative error is below 1e-15.
 */
final class PowersOfHalf {
  private static final int STEPS = 256;
  private static final double LN_2_PER_STEP = StrictMath.log(2) / STEPS;

  private static final double HALF = 1.0 / 2;
  private static final double THIRD = 1.0 / 3;
  private static final double QUARTER = 1.0 / 4;
  private static final double FIFTH = 1.0 / 5;

  /** Beyond so many halvings nothing is left that any score could show. */
  private static final double NOTHING_LEFT = 1000;

  private static final int EXPONENT_BIAS = 1023;
  private static final int MANTISSA_BITS = 52;
  private static final double[] TABLE = table();

  private PowersOfHalf() {}

  /**
   * Share that is left.
   *
   * @param age microseconds, not negative
   * @param halfLife microseconds, positive
   */
  static double after(long age, long halfLife) {
    double halvings = (double) age / halfLife;
    if (halvings >= NOTHING_LEFT) {
      return 0;
    }
    int whole = (int) halvings;
    double steps = (halvings - whole) * STEPS;
    int step = (int) steps;
    double x = (steps - step) * LN_2_PER_STEP;
    // The exponential series of −x; x is below 0.0028, so the first term left out is below 1e-18.
    double rest = 1 - x * (1 - x * HALF * (1 - x * THIRD * (1 - x * QUARTER * (1 - x * FIFTH))));
    double wholePower = Double.longBitsToDouble((long) (EXPONENT_BIAS - whole) << MANTISSA_BITS);
    return TABLE[step] * rest * wholePower;
  }

  /**
   * A share that is never less than what is left but for its last bits, and at most three
   * thousandths more; in a third of the time.
   *
   * @param halvings half-lives that have passed, not negative
   */
  static double ceiling(double halvings) {
    if (halvings >= NOTHING_LEFT) {
      return 0;
    }
    int steps = (int) (halvings * STEPS);
    int whole = steps / STEPS;
    double wholePower = Double.longBitsToDouble((long) (EXPONENT_BIAS - whole) << MANTISSA_BITS);
    return TABLE[steps - whole * STEPS] * wholePower;
  }

  private static double[] table() {
    double[] table = new double[STEPS];
    for (int step = 0; step < STEPS; step++) {
      table[step] = StrictMath.pow(2, -(double) step / STEPS);
    }
    return table;
  }
}
