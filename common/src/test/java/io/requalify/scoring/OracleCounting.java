package io.requalify.scoring;

import static io.requalify.scoring.History.instant;
import static io.requalify.scoring.OracleFading.micros;
import static java.time.DayOfWeek.MONDAY;

import io.requalify.rules.Counting;
import io.requalify.rules.Counting.AtMostPerPeriod;
import io.requalify.rules.Counting.AtMostWithin;
import io.requalify.rules.Counting.CalendarPeriod;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** Which hits of one rule count, asked in the order in which they are felt. */
final class OracleCounting {
  private final Counting counting;
  private final ZoneId zone;
  private final List<OracleHit> counted = new ArrayList<>();

  OracleCounting(Counting counting, ZoneId zone) {
    this.counting = counting;
    this.zone = zone;
  }

  /** Whether the next hit counts. */
  boolean count(OracleHit hit) {
    boolean counts = counts(hit);
    if (counts) {
      counted.add(hit);
    }
    return counts;
  }

  private boolean counts(OracleHit hit) {
    if (counting instanceof Counting.Once) {
      return counted.isEmpty();
    }
    if (counting instanceof AtMostWithin within) {
      long near =
          counted.stream()
              .filter(o -> Math.abs(o.occurredAt() - hit.occurredAt()) < micros(within.per()))
              .count();
      return near < within.times();
    }
    if (counting instanceof AtMostPerPeriod periodic) {
      Object period = period(periodic.per(), hit);
      long same = counted.stream().filter(o -> period(periodic.per(), o).equals(period)).count();
      return same < periodic.times();
    }
    if (counting instanceof Counting.Distinct) {
      return hit.value().isPresent()
          && counted.stream().noneMatch(other -> other.value().equals(hit.value()));
    }
    return true;
  }

  private Object period(CalendarPeriod per, OracleHit hit) {
    LocalDate date = instant(hit.occurredAt()).atZone(zone).toLocalDate();
    return switch (per) {
      case DAY -> date;
      case WEEK -> date.with(TemporalAdjusters.previousOrSame(MONDAY));
      case MONTH -> YearMonth.from(date);
    };
  }
}
