package io.requalify.rules;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;

/** Which of the events that a condition selects earn points. */
public sealed interface Counting extends Serializable {
  /** Every one. */
  record Every() implements Counting {}

  /** The first that becomes known, once ever. */
  record Once() implements Counting {}

  /**
   * At most so many within any stretch of time of a given length.
   *
   * <p>In the order in which they become known, an event counts unless {@code times} events that
   * already counted lie less than {@code per} away from it by {@code occurred_at}.
   */
  record AtMostWithin(int times, Duration per) implements Counting {
    public AtMostWithin {
      requirePositive(times);
      if (per.isNegative() || per.isZero()) {
        throw new IllegalArgumentException("per is not positive: " + per);
      }
    }
  }

  /** At most so many, in the order in which they become known, within a day, week or month. */
  record AtMostPerPeriod(int times, CalendarPeriod per) implements Counting {
    public AtMostPerPeriod {
      requirePositive(times);
      requireNonNull(per, "per");
    }
  }

  /**
   * A calendar period in the zone of the version, by {@code occurred_at}; weeks start on Monday.
   */
  enum CalendarPeriod {
    DAY,
    WEEK,
    MONTH
  }

  private static void requirePositive(int times) {
    if (times < 1) {
      throw new IllegalArgumentException("at_most is below 1: " + times);
    }
  }
}
