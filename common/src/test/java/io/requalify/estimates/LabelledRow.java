package io.requalify.estimates;

import io.requalify.rules.ManualVersion;
import io.requalify.tables.Review;
import java.time.Duration;
import java.time.Instant;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** One labelled episode of a test, with only what the test speaks of to be said. */
record LabelledRow(
    String version,
    String contact,
    int cycle,
    String outcome,
    String account,
    String channel,
    String segment,
    Instant entryAt,
    Double shortfall,
    Instant routedAt,
    String route,
    Double propensity,
    boolean worked,
    String state) {

  private static final int HORIZON_DAYS = 30;

  Row of(Review review) {
    Instant startAt = routedAt == null ? entryAt : routedAt;
    return RowFactory.create(
        review.id(),
        review.asOf(),
        version,
        contact,
        cycle,
        outcome,
        account,
        channel,
        segment,
        entryAt,
        version.equals(ManualVersion.NAME) ? null : (Double) 50.0,
        shortfall,
        routedAt,
        route,
        propensity,
        worked,
        startAt,
        HORIZON_DAYS,
        state,
        state.equals("converted") ? startAt.plus(Duration.ofDays(2)) : null,
        null,
        null,
        null);
  }

  boolean due(Review review) {
    Instant startAt = routedAt == null ? entryAt : routedAt;
    return !startAt.plus(Duration.ofDays(HORIZON_DAYS)).isAfter(review.asOf());
  }
}
