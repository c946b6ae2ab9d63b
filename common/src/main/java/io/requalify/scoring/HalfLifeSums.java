package io.requalify.scoring;

import java.util.Arrays;

/**
 * Sums that fade by half-lives, each carried along as of the instant at which it was last added to.
 * Places number the fading rules in the order of the version; rules with one half-life share its
 * clock, so that one power serves them all.
 */
final class HalfLifeSums {
  /**
   * Thousandths of a millionth by which a sum may miss a half and still be rounded up. A sum
   * carried along and one taken afresh differ in their last bits, and halves are where ages of
   * whole half-lives lead.
   */
  private static final double SLACK = 1e-3;

  /** Smaller sums, in millionths, cannot reach any score; kept, they would become denormal. */
  private static final double NOTHING = 1e-30;

  private final int[] clockOf;
  private final long[] halfLives;
  private final double[] sums;
  private final long[] asOf;
  private final double[] left;
  private final long[] leftAt;
  private long lookedAt;

  /**
   * Sums of nothing.
   *
   * @param halfLifeOf half-life in microseconds of each place
   */
  HalfLifeSums(long[] halfLifeOf) {
    halfLives = Arrays.stream(halfLifeOf).distinct().sorted().toArray();
    clockOf = new int[halfLifeOf.length];
    for (int place = 0; place < clockOf.length; place++) {
      clockOf[place] = Arrays.binarySearch(halfLives, halfLifeOf[place]);
    }
    sums = new double[halfLifeOf.length];
    asOf = new long[halfLives.length];
    left = new double[halfLives.length];
    leftAt = new long[halfLives.length];
  }

  void clear(long instant) {
    Arrays.fill(sums, 0);
    Arrays.fill(asOf, instant);
    Arrays.fill(left, 1);
    Arrays.fill(leftAt, instant);
    lookedAt = instant;
  }

  int size() {
    return sums.length;
  }

  /** Sets the clocks to an instant not before that of anything added. */
  void lookAt(long instant) {
    lookedAt = instant;
  }

  /** What is left of a sum at the instant looked at: millionths, rounded half up. */
  long millionths(int place) {
    return (long) Math.floor(sums[place] * left(clockOf[place]) + (0.5 + SLACK));
  }

  /** Adds points, in millionths, that have an age at the instant looked at. */
  void add(int place, long points, long age) {
    int clock = clockOf[place];
    moveOn(clock);
    sums[place] += age == 0 ? points : points * PowersOfHalf.after(age, halfLives[clock]);
  }

  /** Makes a sum exactly nothing. */
  void empty(int place) {
    sums[place] = 0;
  }

  /** Carries the sums of a clock along to the instant looked at. */
  private void moveOn(int clock) {
    if (asOf[clock] == lookedAt) {
      return;
    }
    double share = left(clock);
    for (int place = 0; place < sums.length; place++) {
      if (clockOf[place] == clock) {
        double sum = sums[place] * share;
        sums[place] = Math.abs(sum) < NOTHING ? 0 : sum;
      }
    }
    asOf[clock] = lookedAt;
    left[clock] = 1;
  }

  private double left(int clock) {
    if (leftAt[clock] != lookedAt) {
      left[clock] = PowersOfHalf.after(lookedAt - asOf[clock], halfLives[clock]);
      leftAt[clock] = lookedAt;
    }
    return left[clock];
  }
}
