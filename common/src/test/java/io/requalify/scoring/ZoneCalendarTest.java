package io.requalify.scoring;

import static io.requalify.scoring.History.instant;
import static io.requalify.scoring.History.micros;
import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.Counting.CalendarPeriod;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The kernel's calendar is that of java.time. */
final class ZoneCalendarTest {
  private static final long FIRST = micros(Instant.parse("1969-06-01T00:00:00Z"));
  private static final long LAST = micros(Instant.parse("2031-01-01T00:00:00Z"));

  @Test
  void daysWeeksAndMonthsAreThoseOfTheLocalDate() {
    SplittableRandom random = new SplittableRandom(3);
    for (ZoneId zone : RandomVersions.ZONES) {
      ZoneCalendar calendar = new ZoneCalendar(zone);
      for (int i = 0; i < 1_000; i++) {
        long at = random.nextLong(FIRST, LAST);
        LocalDate date = instant(at).atZone(zone).toLocalDate();
        LocalDate monday = date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));

        assertThat(calendar.day(at)).isEqualTo(date.toEpochDay());
        assertThat(calendar.period(CalendarPeriod.WEEK, at))
            .isEqualTo(calendar.period(CalendarPeriod.WEEK, noon(monday, zone)))
            .isNotEqualTo(calendar.period(CalendarPeriod.WEEK, noon(monday.minusDays(1), zone)));
        assertThat(calendar.period(CalendarPeriod.MONTH, at))
            .isEqualTo(calendar.period(CalendarPeriod.MONTH, noon(date.withDayOfMonth(1), zone)))
            .isNotEqualTo(calendar.period(CalendarPeriod.MONTH, noon(date.minusMonths(1), zone)));
      }
    }
  }

  @Test
  void aDayStartsWhereJavaTimeSaysEvenWhereClocksTurn() {
    for (ZoneId zone : RandomVersions.ZONES) {
      ZoneCalendar calendar = new ZoneCalendar(zone);
      for (LocalDate date = LocalDate.of(2010, 1, 1);
          date.getYear() < 2019;
          date = date.plusDays(1)) {
        long start = micros(date.atStartOfDay(zone).toInstant());

        // Asked from near and from afar, for what it remembers must not matter.
        calendar.day(start - 1);
        assertThat(calendar.startOfDay(date.toEpochDay())).isEqualTo(start);
        calendar.day(start);
        assertThat(calendar.startOfDay(date.toEpochDay())).isEqualTo(start);
        calendar.day(start + 40 * 86_400_000_000L);
        assertThat(calendar.startOfDay(date.toEpochDay())).isEqualTo(start);
      }
    }
  }

  @Test
  void theFirstDayAfterAnInstantStartsAfterItAndNoneBetween() {
    for (ZoneId zone : RandomVersions.ZONES) {
      ZoneCalendar calendar = new ZoneCalendar(zone);
      List.of("2010-11-06T00:00:00Z", "2011-12-29T00:00:00Z", "2018-11-03T00:00:00Z")
          .forEach(from -> checkDaysAfter(calendar, micros(Instant.parse(from))));
    }
  }

  /** Each instant of three days, a little less than a minute apart. */
  private static void checkDaysAfter(ZoneCalendar calendar, long from) {
    for (long at = from; at < from + 3 * 86_400_000_000L; at += 59_000_000) {
      long day = calendar.firstDayAfter(at);
      assertThat(calendar.startOfDay(day)).isGreaterThan(at);
      assertThat(calendar.startOfDay(day - 1)).isLessThanOrEqualTo(at);
    }
  }

  private static long noon(LocalDate date, ZoneId zone) {
    return micros(date.atTime(12, 0).atZone(zone).toInstant());
  }
}
