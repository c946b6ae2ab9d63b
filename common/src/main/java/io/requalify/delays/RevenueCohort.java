package io.requalify.delays;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;

/**
 * What the contacts that entered in one month have brought in one currency.
 *
 * @param month of the entry, in the zone of the review
 * @param contacts that sales worked
 * @param wins of them, with money of the currency
 * @param cumulative exact money up to the end of each month since the entry, its own first, as far
 *     as those are over; none where the month of the entry is not
 * @param inOpenMonth exact money in the month of the review, which is not over
 */
record RevenueCohort(
    YearMonth month,
    long contacts,
    long wins,
    List<BigDecimal> cumulative,
    BigDecimal inOpenMonth) {
  RevenueCohort {
    cumulative = List.copyOf(cumulative);
  }

  /** Months after that of the entry that are over; -1 where that one is not. */
  int lastLag() {
    return cumulative.size() - 1;
  }

  /** Money in months that are over. */
  BigDecimal paid() {
    return cumulative.isEmpty() ? BigDecimal.ZERO : cumulative.get(lastLag());
  }
}
