package io.requalify.scoring;

import io.requalify.rules.Counting.CalendarPeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;

/**
 * Days, weeks and months of one zone, numbered. Local dates decide, so a day may have 23 or 25
 * hours. Instants are microseconds UTC.
 *
 * <p>Remembers the offset and the month that it answered last, so that a walk through time
 * allocates nothing within them.
 */
final class ZoneCalendar {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

  /** No zone ever turned its clocks by more. */
  private static final long MOST_TURNED_BACK = 2 * MICROS_PER_DAY;

  /** 1970-01-01, day 0, was a Thursday; the Monday before it is day −3. */
  private static final int DAYS_SINCE_MONDAY = 3;

  private final ZoneId zone;
  private long offset;
  private long offsetFrom = Long.MAX_VALUE;
  private long offsetUntil = Long.MIN_VALUE;
  private long month;
  private long monthFrom = Long.MAX_VALUE;
  private long monthUntil = Long.MIN_VALUE;

  ZoneCalendar(ZoneId zone) {
    this.zone = zone;
  }

  /** Number of the day, week (from Monday) or month that the instant lies in. */
  long period(CalendarPeriod period, long instant) {
    long day = day(instant);
    return switch (period) {
      case DAY -> day;
      case WEEK -> Math.floorDiv(day + DAYS_SINCE_MONDAY, 7);
      case MONTH -> month(day);
    };
  }

  /** Days from 1970-01-01 to the local date at the instant. */
  long day(long instant) {
    if (instant < offsetFrom || instant >= offsetUntil) {
      lookUpOffset(instant);
    }
    return Math.floorDiv(instant + offset, MICROS_PER_DAY);
  }

  /** First instant of a day: midnight, or what the clocks showed first where they skipped it. */
  long startOfDay(long day) {
    long start = day * MICROS_PER_DAY - offset;
    // Close to a turn of the clocks midnight may come twice or not at all.
    if (start - MOST_TURNED_BACK >= offsetFrom && start < offsetUntil) {
      return start;
    }
    return Micros.of(LocalDate.ofEpochDay(day).atStartOfDay(zone).toInstant());
  }

  /**
   * A time of a day; where the clocks skip it as much later, where they show it twice the first.
   */
  long timeOfDay(long day, LocalTime time) {
    return Micros.of(ZonedDateTime.of(LocalDate.ofEpochDay(day), time, zone).toInstant());
  }

  /** The first day that starts after the instant. */
  long firstDayAfter(long instant) {
    long day = day(instant) + 1;
    // Where the clocks go back over midnight, a day that began already is followed by its eve.
    while (startOfDay(day) <= instant) {
      day++;
    }
    return day;
  }

  private long month(long day) {
    if (day < monthFrom || day >= monthUntil) {
      LocalDate first = LocalDate.ofEpochDay(day).withDayOfMonth(1);
      month = first.getYear() * 12L + first.getMonthValue();
      monthFrom = first.toEpochDay();
      monthUntil = monthFrom + first.lengthOfMonth();
    }
    return month;
  }

  private void lookUpOffset(long micros) {
    Instant instant = Micros.instant(micros);
    offset = zone.getRules().getOffset(instant).getTotalSeconds() * MICROS_PER_SECOND;
    ZoneOffsetTransition last = zone.getRules().previousTransition(instant.plusNanos(1));
    ZoneOffsetTransition next = zone.getRules().nextTransition(instant);
    offsetFrom = last == null ? Long.MIN_VALUE : Micros.of(last.getInstant());
    offsetUntil = next == null ? Long.MAX_VALUE : Micros.of(next.getInstant());
  }
}
