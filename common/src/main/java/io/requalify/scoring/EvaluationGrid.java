package io.requalify.scoring;

import io.requalify.rules.Evaluation;
import java.time.LocalTime;

/**
 * Instants at which contacts are evaluated by the clock, numbered in the order of time. Several
 * numbers may stand for one instant, where the clocks of a zone skip a day. Microseconds UTC.
 */
sealed interface EvaluationGrid {
  /** The first number whose instant lies after an instant. */
  long firstAfter(long instant);

  /** Instant of a number. */
  long at(long number);

  /** Whether an instant is one of the grid. */
  default boolean contains(long instant) {
    return at(firstAfter(instant - 1)) == instant;
  }

  /** The grid of a version: its schedule, or the midnights where it has none. */
  static EvaluationGrid of(Evaluation evaluation, ZoneCalendar calendar) {
    if (evaluation instanceof Evaluation.Every every) {
      return new Regular(Micros.of(every.every()));
    }
    if (evaluation instanceof Evaluation.DailyAt daily) {
      return new Daily(daily.time(), calendar);
    }

    return new Midnights(calendar);
  }

  /** The first instant of each day of a zone. */
  record Midnights(ZoneCalendar calendar) implements EvaluationGrid {
    @Override
    public long firstAfter(long instant) {
      return calendar.firstDayAfter(instant);
    }

    @Override
    public long at(long number) {
      return calendar.startOfDay(number);
    }
  }

  /** Multiples of a duration since 1970. */
  record Regular(long every) implements EvaluationGrid {
    @Override
    public long firstAfter(long instant) {
      return Math.floorDiv(instant, every) + 1;
    }

    @Override
    public long at(long number) {
      return number * every;
    }
  }

  /** A time of each day of a zone. */
  record Daily(LocalTime time, ZoneCalendar calendar) implements EvaluationGrid {
    @Override
    public long firstAfter(long instant) {
      // Skipped hours put off the time of a day, to the next one at most.
      long day = calendar.day(instant) - 2;
      while (at(day) <= instant) {
        day++;
      }
      return day;
    }

    @Override
    public long at(long number) {
      return calendar.timeOfDay(number, time);
    }
  }
}
