package io.requalify.delays;

import java.math.BigDecimal;
import java.util.List;

/**
 * What the deals of a version in one channel and currency have brought.
 *
 * @param cohorts in order of their months, those without a win among them
 * @param lastLag months after that of the entry in which money can come, by the horizon
 * @param winsWithoutAmount wins of any cohort of which no amount was logged, so that they belong to
 *     no currency
 * @param largestAccount what the deals of one account have brought at most, in months that are over
 */
record Revenue(
    List<RevenueCohort> cohorts, int lastLag, long winsWithoutAmount, BigDecimal largestAccount) {
  Revenue {
    cohorts = List.copyOf(cohorts);
  }

  long wins() {
    return cohorts.stream().mapToLong(RevenueCohort::wins).sum();
  }

  /** Money in months that are over. */
  BigDecimal paid() {
    return cohorts.stream().map(RevenueCohort::paid).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
