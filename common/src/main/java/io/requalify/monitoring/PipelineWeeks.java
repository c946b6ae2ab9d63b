package io.requalify.monitoring;

import io.requalify.statistics.Answer;
import io.requalify.statistics.monitoring.VolumeAgainstValue.Week;
import io.requalify.tables.Review;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.result.ScorePeaksTable;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/**
 * Contacts that qualified week by week, from Monday by the calendar of the review's zone, and the
 * pipeline that came of them. Only weeks that the window holds as a whole and whose horizons are
 * over count.
 */
final class PipelineWeeks {
  private final Review review;
  private final int horizonDays;
  private final SortedMap<LocalDate, Long> contacts = new TreeMap<>();
  private final SortedMap<LocalDate, BigDecimal> money = new TreeMap<>();
  private final SortedSet<LocalDate> open = new TreeSet<>();
  private final SortedSet<String> currencies = new TreeSet<>();

  private PipelineWeeks(Review review, int horizonDays) {
    this.review = review;
    this.horizonDays = horizonDays;
  }

  /** Weeks without anybody. */
  static PipelineWeeks none(Review review, int horizonDays) {
    return new PipelineWeeks(review, horizonDays);
  }

  /** The weeks of each version, from rows of {@link GamingCounts#weeks}. */
  static SortedMap<String, PipelineWeeks> byVersion(
      Review review, int horizonDays, List<Row> rows) {
    SortedMap<String, PipelineWeeks> found = new TreeMap<>();
    for (Row row : rows) {
      found
          .computeIfAbsent(
              row.getAs(ScorePeaksTable.RULE_VERSION), missing -> none(review, horizonDays))
          .add(row);
    }
    return found;
  }

  private void add(Row row) {
    LocalDate week = row.<Date>getAs(GamingCounts.WEEK).toLocalDate();
    contacts.merge(week, row.<Long>getAs(GamingCounts.CONTACTS), Long::sum);
    if (!row.<Boolean>getAs(GamingCounts.IS_DUE)) {
      open.add(week);
    }
    BigDecimal amount = row.getAs(GamingCounts.MONEY);
    String currency = row.getAs(LabelledEpisodesTable.CURRENCY);
    if (amount != null) {
      money.merge(week, amount, BigDecimal::add);
    }
    if (currency != null) {
      currencies.add(currency);
    }
  }

  /**
   * The earlier half of the weeks against the later one; of an odd number the middle is earlier.
   */
  GamingFinding finding() {
    if (currencies.size() > 1) {
      long all = contacts.values().stream().mapToLong(Long::longValue).sum();
      return new GamingFinding(
          GamingFinding.VOLUME,
          all,
          Answer.refused(
              "the pipeline is in %s, and nothing says what they are worth in each other"
                  .formatted(currencies)));
    }
    List<Week> weeks = weeks();
    int earlier = (weeks.size() + 1) / 2;
    return GamingFinding.volumeAgainstValue(
        weeks.subList(0, earlier), weeks.subList(earlier, weeks.size()));
  }

  private List<Week> weeks() {
    LocalDate week =
        review
            .from()
            .atZone(review.timezone())
            .toLocalDate()
            .with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
    if (start(week).isBefore(review.from())) {
      week = week.plusWeeks(1);
    }
    List<Week> weeks = new ArrayList<>();
    // After a week that is not over yet the next ones are not, either.
    while (!start(week.plusWeeks(1)).isAfter(review.to()) && isOver(week)) {
      weeks.add(
          new Week(
              contacts.getOrDefault(week, 0L),
              money.getOrDefault(week, BigDecimal.ZERO).doubleValue()));
      week = week.plusWeeks(1);
    }
    return weeks;
  }

  private boolean isOver(LocalDate week) {
    Instant end = start(week.plusWeeks(1)).plus(Duration.ofDays(horizonDays));
    return !open.contains(week) && !end.isAfter(review.asOf());
  }

  private Instant start(LocalDate day) {
    return day.atStartOfDay(review.timezone()).toInstant();
  }
}
