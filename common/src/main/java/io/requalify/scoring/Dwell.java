package io.requalify.scoring;

/** For how long a score has been below the limit at which its episode ends. Microseconds UTC. */
final class Dwell {
  private static final long NEVER = Long.MAX_VALUE;

  private final long length;
  private long belowSince = NEVER;

  /**
   * Nothing noted yet.
   *
   * @param length for how long the score has to be below, or 0
   */
  Dwell(long length) {
    this.length = length;
  }

  /** Forgets what was noted. */
  void clear() {
    belowSince = NEVER;
  }

  /** Whether the evaluation before found the score below the limit. */
  boolean isBelow() {
    return belowSince != NEVER;
  }

  /** Whether the next evaluation ends the episode, whatever its occasion. */
  boolean awaitsEvaluation(long now) {
    return isBelow() && belowSince + length <= now;
  }

  /** Notes whether an evaluation finds the score below the limit. */
  void note(long instant, boolean below) {
    if (!below) {
      belowSince = NEVER;
    } else if (belowSince == NEVER) {
      belowSince = instant;
    }
  }

  /** Notes it, and answers whether the score has been below for long enough. */
  boolean isOver(long instant, boolean below) {
    note(instant, below);
    return below && instant - belowSince >= length;
  }

  /**
   * The next instant at which the time below is over, or a number after all instants.
   *
   * @param onEvent whether the end of the dwell is an evaluation of its own
   */
  long nextDue(long now, EvaluationGrid grid, boolean onEvent) {
    if (!isBelow()) {
      return NEVER;
    }

    long over = belowSince + length;
    // Found when the episode began, it may be over already: the next evaluation ends it.
    boolean byClock = !onEvent || awaitsEvaluation(now);
    return byClock ? grid.at(grid.firstAfter(Math.max(now, over - 1))) : over;
  }
}
