package io.requalify.scoring;

/** Why an episode ended. */
public enum ExitCause {
  /** Sales sent the lead back for later. */
  RECYCLED,

  /** The opportunity was lost. */
  LOST;

  /**
   * Cause that an entry of kind {@link TimelineCode#ENDS} names.
   *
   * @throws IllegalArgumentException when there is no such cause
   */
  static ExitCause of(int cause) {
    return switch (cause) {
      case TimelineCode.RECYCLED -> RECYCLED;
      case TimelineCode.LOST -> LOST;
      default -> throw new IllegalArgumentException("No cause of an exit has the number " + cause);
    };
  }
}
