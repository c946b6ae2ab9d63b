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
   * Each value of a field of the event once ever. An event without a value does not count.
   *
   * @param field name of a text field of events
   */
  record Distinct(String field) implements Counting {}

  /**
   * Counts the events within a stretch of time that ends now: nothing below a minimum, no more than
   * a maximum. Unlike the others it looks at the events as a whole, so what it gives can rise and
   * fall.
   *
   * @param within an event is one of them while its age is below this
   */
  record Between(int min, int max, Duration within) implements Counting {
    public Between {
      requirePositive(min);
      if (max < min) {
        throw new IllegalArgumentException("between %d and %d".formatted(min, max));
      }
      if (within.isNegative() || within.isZero()) {
        throw new IllegalArgumentException("within is not positive: " + within);
      }
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
