package io.requalify.monitoring;

import io.requalify.tables.Review;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;

/**
 * The months of a window, by the calendar of the review's zone.
 *
 * @param all in order, at least one; the first and the last may be in the window in part only
 */
record ReviewMonths(Review review, List<YearMonth> all) {
  static ReviewMonths of(Review review) {
    YearMonth first = YearMonth.from(review.from().atZone(review.timezone()));
    YearMonth last = YearMonth.from(review.to().minusNanos(1).atZone(review.timezone()));
    return new ReviewMonths(
        review,
        Stream.iterate(first, month -> !month.isAfter(last), month -> month.plusMonths(1))
            .toList());
  }

  /** When the first day of a month begins. */
  Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay(review.timezone()).toInstant();
  }

  /** True where the window holds all of a month. */
  boolean isWhole(YearMonth month) {
    return !start(month).isBefore(review.from())
        && !start(month.plusMonths(1)).isAfter(review.to());
  }
}
