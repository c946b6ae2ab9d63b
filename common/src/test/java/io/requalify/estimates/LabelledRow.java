package io.requalify.estimates;

import io.requalify.tables.Review;
import java.math.BigDecimal;
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
    String state,
    double score,
    BigDecimal amount,
    BigDecimal margin,
    String currency) {

  private static final int HORIZON_DAYS = 30;

  /** An episode of whose money the test says nothing. */
  LabelledRow(
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
    this(
        version,
        contact,
        cycle,
        outcome,
        account,
        channel,
        segment,
        entryAt,
        shortfall,
        routedAt,
        route,
        propensity,
        worked,
        state,
        50.0,
        null,
        null,
        null);
  }

  /** The same episode with another score. */
  LabelledRow with(double points) {
    return with(points, amount, margin, currency);
  }

  /** The same episode with money in it. */
  LabelledRow with(BigDecimal brought, BigDecimal kept, String code) {
    return with(score, brought, kept, code);
  }

  private LabelledRow with(double points, BigDecimal brought, BigDecimal kept, String code) {
    return new LabelledRow(
        version,
        contact,
        cycle,
        outcome,
        account,
        channel,
        segment,
        entryAt,
        shortfall,
        routedAt,
        route,
        propensity,
        worked,
        state,
        points,
        brought,
        kept,
        code);
  }

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
        score,
        shortfall,
        routedAt,
        route,
        propensity,
        worked,
        startAt,
        HORIZON_DAYS,
        state,
        state.equals("converted") ? startAt.plus(Duration.ofDays(2)) : null,
        amount,
        margin,
        currency);
  }

  boolean due(Review review) {
    Instant startAt = routedAt == null ? entryAt : routedAt;
    return !startAt.plus(Duration.ofDays(HORIZON_DAYS)).isAfter(review.asOf());
  }
}
