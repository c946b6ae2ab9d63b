package io.requalify.monitoring;

import io.requalify.scoring.Micros;
import io.requalify.tables.Review;
import io.requalify.tables.result.ReviewsTable;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * On what the figures of a review stand: two reviews can be compared where they stand on the same.
 *
 * @param from begin of the window
 * @param to its end, exclusive
 * @param settings of the review by name, as {@link Review#configuration()} has them
 */
record ReviewBasis(
    String reviewId,
    Instant asOf,
    Instant from,
    Instant to,
    ZoneId timezone,
    Map<String, String> settings) {
  private static final String HORIZON = "horizon_days.";
  private static final double DAYS_OF_A_WEEK = 7;

  /** Settings by which decisions and outcomes are joined to episodes, as a reader says them. */
  private static final Map<String, String> JOINED_BY =
      new TreeMap<>(
          Map.of(
              "match_days", "days between an entry and a decision",
              "opportunity_link", "link of opportunities"));

  static ReviewBasis of(Review review) {
    return new ReviewBasis(
        review.id(),
        review.asOf(),
        review.from(),
        review.to(),
        review.timezone(),
        review.configuration());
  }

  /** Of a row of {@link ReviewsTable}. */
  static ReviewBasis of(Row row) {
    return new ReviewBasis(
        row.getAs(ReviewsTable.REVIEW_ID),
        row.<Timestamp>getAs(ReviewsTable.AS_OF).toInstant(),
        row.<Timestamp>getAs(ReviewsTable.WINDOW_FROM).toInstant(),
        row.<Timestamp>getAs(ReviewsTable.WINDOW_TO).toInstant(),
        ZoneId.of(row.getAs(ReviewsTable.TIMEZONE)),
        row.getJavaMap(row.fieldIndex(ReviewsTable.CONFIGURATION)));
  }

  /** Length of the window in weeks of seven times 24 hours. */
  double weeks() {
    return days() / DAYS_OF_A_WEEK;
  }

  private double days() {
    return (double) (Micros.of(to) - Micros.of(from)) / Micros.of(Duration.ofDays(1));
  }

  /** Days that both windows hold, rounded up. */
  int sharedDays(ReviewBasis other) {
    Instant begin = from.isAfter(other.from) ? from : other.from;
    Instant end = to.isBefore(other.to) ? to : other.to;
    long micros = Math.max(0, Micros.of(end) - Micros.of(begin));
    long day = Micros.of(Duration.ofDays(1));
    return Math.toIntExact((micros + day - 1) / day);
  }

  /** Why no figure of an earlier review can be compared with this one; none where they can. */
  Optional<String> refusal(ReviewBasis earlier) {
    if (!timezone.equals(earlier.timezone)) {
      return Optional.of("another zone: %s then, %s now".formatted(earlier.timezone, timezone));
    }
    // Three months are as long as three other ones, though not in days.
    boolean asLong = days() == earlier.days() || length().equals(earlier.length());
    return asLong
        ? Optional.empty()
        : Optional.of("another window: %s then, %s now".formatted(earlier.inWords(), inWords()));
  }

  /** Why what came of contacts cannot be compared; none where it can. */
  Optional<String> refusal(ReviewBasis earlier, String outcome) {
    String then = earlier.settings.get(HORIZON + outcome);
    String now = settings.get(HORIZON + outcome);
    if (then == null || !then.equals(now)) {
      return Optional.of(
          then == null
              ? "another basis: %s was not asked for then".formatted(outcome)
              : "another basis: a horizon of %s days then, %s now".formatted(then, now));
    }
    for (Map.Entry<String, String> setting : JOINED_BY.entrySet()) {
      String before = earlier.settings.get(setting.getKey());
      String after = settings.get(setting.getKey());
      if (!Objects.equals(before, after)) {
        return Optional.of(
            "another basis: the %s was %s then, is %s now"
                .formatted(setting.getValue(), before, after));
      }
    }
    return Optional.empty();
  }

  private Period length() {
    return Period.between(day(from), day(to));
  }

  private LocalDate day(Instant instant) {
    return instant.atZone(timezone).toLocalDate();
  }

  /** First day and the day after the last, which tell the length in days and in months. */
  private String inWords() {
    return "%s to %s".formatted(day(from), day(to));
  }
}
