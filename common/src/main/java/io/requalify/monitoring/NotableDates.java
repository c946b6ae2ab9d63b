package io.requalify.monitoring;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.source.NotableDatesTable;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Dates that make figures before and after them unlike, as somebody noted them.
 *
 * @param dates in order of time, then of what they are
 */
record NotableDates(ZoneId timezone, List<Notable> dates) {
  /** A date, and what happened then. */
  record Notable(Instant at, String what, String note) {}

  /** Dates up to the end of the window; there are few, since people write them down by hand. */
  static NotableDates of(Tables tables, Review review) {
    return new NotableDates(
        review.timezone(),
        tables
            .read(NotableDatesTable.CONTRACT)
            .where(col(NotableDatesTable.NOTABLE_AT).lt(lit(review.to())))
            .select(NotableDatesTable.NOTABLE_AT, NotableDatesTable.WHAT, NotableDatesTable.NOTE)
            .distinct()
            .orderBy(NotableDatesTable.NOTABLE_AT, NotableDatesTable.WHAT, NotableDatesTable.NOTE)
            .collectAsList()
            .stream()
            .map(
                row ->
                    new Notable(
                        row.<Timestamp>getAs(NotableDatesTable.NOTABLE_AT).toInstant(),
                        row.getAs(NotableDatesTable.WHAT),
                        row.getAs(NotableDatesTable.NOTE)))
            .toList());
  }

  /** Those from one instant to before another, in words; empty where there are none. */
  String between(Instant from, Instant to) {
    return dates.stream()
        .filter(date -> !date.at().isBefore(from) && date.at().isBefore(to))
        .map(this::inWords)
        .collect(Collectors.joining("; "));
  }

  private String inWords(Notable date) {
    String what = "%s %s".formatted(date.at().atZone(timezone).toLocalDate(), date.what());
    return date.note() == null ? what : what + ": " + date.note();
  }
}
