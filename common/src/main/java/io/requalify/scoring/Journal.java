package io.requalify.scoring;

/** Takes note of what moves the rules of a version, where somebody wants to know. */
public interface Journal {
  /** Takes no notes. */
  Journal NONE =
      new Journal() {
        @Override
        public boolean isKept() {
          return false;
        }

        @Override
        public void note(Note note) {}
      };

  /** What happened to a rule. */
  enum Cause {
    /** A hit that counts. */
    COUNTED,
    /** A hit beyond what is counted. */
    NOT_COUNTED,
    /** A condition that begins to hold. */
    HOLDS,
    /** A condition that ceases to hold. */
    CEASES,
    /** Silence that fell due. */
    SILENCE,
    /** A period that is over. */
    PERIOD
  }

  /**
   * One note.
   *
   * @param scorecard place of the version
   * @param rule id of the rule
   * @param feltAt when it took effect, microseconds UTC
   * @param occurredAt when it happened, microseconds UTC
   * @param points millionths by which the rule's contribution changed then
   */
  record Note(int scorecard, String rule, Cause cause, long feltAt, long occurredAt, long points) {}

  /** Whether notes are wanted; asked before one is made. */
  default boolean isKept() {
    return true;
  }

  void note(Note note);
}
