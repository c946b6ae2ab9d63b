package io.requalify.scoring;

import io.requalify.rules.ExitCause;

/**
 * What one entry of a timeline is, in one int: a condition that an event fulfils, a condition on
 * facts that begins or ceases to hold, or a stage that ends an episode. The numbers are stored, so
 * they never change.
 */
public final class TimelineCode {
  /** A condition on facts ceases to hold. */
  public static final int CEASES = 0;

  /** A condition on facts begins to hold. */
  public static final int BEGINS = 1;

  /** An event fulfils a condition. */
  public static final int EVENT = 2;

  /** A stage that ends an episode was reached. */
  public static final int ENDS = 3;

  /** The lead was sent back by sales for later. */
  public static final int RECYCLED = 0;

  /** The opportunity was lost. */
  public static final int LOST = 1;

  private static final int KIND_BITS = 2;
  private static final int KIND_MASK = (1 << KIND_BITS) - 1;

  private TimelineCode() {}

  /** Code of an event that fulfils the condition with this number. */
  public static int event(int condition) {
    return condition << KIND_BITS | EVENT;
  }

  /** Code of a condition on facts that holds from here on. */
  public static int begins(int condition) {
    return condition << KIND_BITS | BEGINS;
  }

  /** Code of a condition on facts that holds no longer. */
  public static int ceases(int condition) {
    return condition << KIND_BITS | CEASES;
  }

  /** Code of the end of an episode, by {@link #RECYCLED} or {@link #LOST}. */
  public static int ends(int cause) {
    return cause << KIND_BITS | ENDS;
  }

  /**
   * Kind of the entry: {@link #CEASES}, {@link #BEGINS}, {@link #EVENT} or {@link #ENDS}, which is
   * also the order in which entries of one instant take effect.
   */
  public static int kind(int code) {
    return code & KIND_MASK;
  }

  /** Number of the condition, or cause of the end. */
  public static int subject(int code) {
    return code >>> KIND_BITS;
  }

  /**
   * Cause that an entry of kind {@link #ENDS} names.
   *
   * @throws IllegalArgumentException when there is no such cause
   */
  static ExitCause cause(int number) {
    return switch (number) {
      case RECYCLED -> ExitCause.RECYCLED;
      case LOST -> ExitCause.LOST;
      default -> throw new IllegalArgumentException("No cause of an exit has the number " + number);
    };
  }
}
