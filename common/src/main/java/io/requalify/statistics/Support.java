package io.requalify.statistics;

import java.util.OptionalDouble;

/**
 * What stands behind a conclusion.
 *
 * @param contacts contacts that the version qualifies
 * @param observed contacts whose mature outcome is used
 * @param effectiveSample of the swap-ins; none where the estimator does not weight them or there
 *     are none
 * @param supportedShare share of the volume that has evidence; none where there is no volume
 * @param largestWeight largest share of all weight on one swap-in; none like the effective sample
 */
public record Support(
    long contacts,
    long observed,
    OptionalDouble effectiveSample,
    OptionalDouble supportedShare,
    OptionalDouble largestWeight) {
  public Support {
    if (contacts < 0 || observed < 0) {
      throw new IllegalArgumentException("%d observed, %d contacts".formatted(observed, contacts));
    }
  }

  /** Behind an estimator that takes every contact as it is, without weights. */
  static Support unweighted(long contacts, long observed, long supported) {
    return new Support(
        contacts,
        observed,
        OptionalDouble.empty(),
        contacts == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) supported / contacts),
        OptionalDouble.empty());
  }
}
