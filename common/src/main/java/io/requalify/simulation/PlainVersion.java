package io.requalify.simulation;

import java.util.List;
import java.util.function.Predicate;

/**
 * A rule version as plain Java. It says the same as one of the files under {@code
 * examples/rules/demo}, and shares no code with what reads and replays those: a test holds the two
 * against each other.
 *
 * @param name name of the version in its file
 * @param limits what is read of the sums is at most this
 */
record PlainVersion(
    String name,
    List<FactRule> factRules,
    List<EventRule> eventRules,
    Limits limits,
    Predicate<Facts> blocked,
    Qualification qualification) {

  /**
   * Limits of sums of points.
   *
   * @param content of the event rules that are content, which then count within the engagement
   */
  record Limits(int fit, int engagement, int content) {
    static final int NONE = Integer.MAX_VALUE;
  }

  /** Points of the fit while a condition holds. */
  record FactRule(int points, Predicate<Facts> when) {}

  /**
   * Points of the engagement for events.
   *
   * @param isContent its points count towards the limit of content
   * @param windowDays how long an event contributes; 0 for ever
   * @param halfLifeDays age at which half of the points are left; 0 for no decay
   */
  record EventRule(
      int points,
      Predicate<Event> when,
      Repetition repetition,
      boolean isContent,
      int windowDays,
      int halfLifeDays) {}

  /** How often an event earns points. */
  enum Repetition {
    /** The first that becomes known. */
    ONCE,
    /** The first that becomes known among those of one day (UTC). */
    ONCE_A_DAY
  }

  /**
   * A score at one instant, in points, rounded half up to a millionth.
   *
   * @param fit within its limit
   * @param engagement within its limit
   */
  record Score(double total, double fit, double engagement) {}

  /** Whether a contact with these facts qualifies at this score. */
  @FunctionalInterface
  interface Qualification {
    boolean holds(Facts facts, Score score);
  }
}
