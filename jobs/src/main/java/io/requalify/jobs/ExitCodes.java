package io.requalify.jobs;

/** What a command tells the scheduler. */
final class ExitCodes {
  /** Done. */
  static final int DONE = 0;

  /** A fault of Requalify or of the cluster. */
  static final int BUG = 1;

  /** The command line was wrong. */
  static final int USAGE = 2;

  /** The data or the rules were refused. */
  static final int REFUSED = 65;

  /** Another run wrote at the same time; try again. */
  static final int TRY_AGAIN = 75;

  private ExitCodes() {}
}
