package io.requalify.scoring;

/**
 * Looks ahead over the midnights of a zone at which a fading score is evaluated, while nothing else
 * happens. Halves the stretch and skips every part in which the bounds of the score leave no doubt,
 * so the cost grows with the logarithm of the days, except where a score runs along its threshold.
 */
final class Midnights {
  private final Contributions contributions;
  private final ZoneCalendar calendar;
  private final long[] lower;
  private final long[] upper;

  Midnights(Contributions contributions, ZoneCalendar calendar, int nodes) {
    this.contributions = contributions;
    this.calendar = calendar;
    lower = new long[nodes];
    upper = new long[nodes];
  }

  /** The first day with a midnight after the instant. */
  long firstDayAfter(long instant) {
    return calendar.firstDayAfter(instant);
  }

  /** Midnight at which the day starts. */
  long of(long day) {
    return calendar.startOfDay(day);
  }

  /** Whether the requirement holds at the midnight. */
  boolean holds(Gate gate, long day) {
    contributions.outlook(of(day), of(day), lower, upper);
    return gate.holds(lower, upper);
  }

  /**
   * The first of these days at whose midnight the requirement holds, or does not.
   *
   * @return a day after the last where there is none
   */
  long first(Gate gate, boolean wanted, long firstDay, long lastDay) {
    if (firstDay == lastDay) {
      return holds(gate, firstDay) == wanted ? firstDay : lastDay + 1;
    }
    contributions.outlook(of(firstDay), of(lastDay), lower, upper);
    boolean possible = wanted ? gate.holds(upper, lower) : !gate.holds(lower, upper);
    if (!possible) {
      return lastDay + 1;
    }
    long middle = (firstDay + lastDay) >> 1;
    long found = first(gate, wanted, firstDay, middle);
    return found <= middle ? found : first(gate, wanted, middle + 1, lastDay);
  }
}
