package io.requalify.channels;

import java.math.BigDecimal;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * Money of one channel and cohort for one outcome.
 *
 * @param revenue none where nothing has an amount, or where the currencies differ
 * @param margin sum over the opportunities that have one; none where none has, or where the
 *     currencies differ
 * @param withMargin opportunities with a margin on record
 * @param currency ISO 4217 code, or {@link #SEVERAL}; none where nothing has an amount
 */
record ChannelMoney(
    Optional<BigDecimal> revenue,
    Optional<BigDecimal> margin,
    long withMargin,
    Optional<String> currency) {
  /** Text in the place of a currency where there is more than one: their amounts do not add up. */
  static final String SEVERAL = "several";

  static final ChannelMoney NONE =
      new ChannelMoney(Optional.empty(), Optional.empty(), 0, Optional.empty());

  static ChannelMoney of(Row row) {
    String first = row.getString(row.fieldIndex(ChannelCounts.FIRST_CURRENCY));
    String last = row.getString(row.fieldIndex(ChannelCounts.LAST_CURRENCY));
    long withMargin = row.getLong(row.fieldIndex(ChannelCounts.WITH_MARGIN));
    return first.equals(last)
        ? new ChannelMoney(
            Optional.ofNullable(row.getDecimal(row.fieldIndex(ChannelCounts.REVENUE))),
            Optional.ofNullable(row.getDecimal(row.fieldIndex(ChannelCounts.MARGIN))),
            withMargin,
            Optional.of(first))
        : new ChannelMoney(Optional.empty(), Optional.empty(), withMargin, Optional.of(SEVERAL));
  }
}
