package io.requalify.estimates;

import io.requalify.rules.ManualVersion;
import io.requalify.tables.Review;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
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

  static final int HORIZON_DAYS = 30;

  private static final int LONGEST_DELAY_HOURS = 29 * 24;
  private static final double HOURS_OF_A_DAY = 24;

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
        version.equals(ManualVersion.NAME) ? null : (Double) score,
        shortfall,
        routedAt,
        route,
        propensity,
        worked,
        startAt(),
        HORIZON_DAYS,
        state,
        state.equals("converted") ? startAt().plus(delay()) : null,
        amount,
        margin,
        currency);
  }

  Instant startAt() {
    return routedAt == null ? entryAt : routedAt;
  }

  boolean due(Review review) {
    return !startAt().plus(Duration.ofDays(HORIZON_DAYS)).isAfter(review.asOf());
  }

  /** Days from the start to the conversion. */
  OptionalDouble delayDays() {
    return OptionalDouble.of(delay().toHours() / HOURS_OF_A_DAY);
  }

  /** Some number of hours that is always the same for a contact. */
  private Duration delay() {
    return Duration.ofHours(Math.floorMod(contact.hashCode(), LONGEST_DELAY_HOURS));
  }
}
