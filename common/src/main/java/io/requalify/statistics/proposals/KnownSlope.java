package io.requalify.statistics.proposals;

import static java.util.Objects.requireNonNull;

import io.requalify.statistics.Interval;

/**
 * How far the points of a candidate meant in the later months what they had meant in the earlier
 * ones.
 *
 * @param value slope of the outcomes on what was promised; 1 where the promise was kept
 * @param interval of 95% round it
 */
public record KnownSlope(double value, Interval interval) {
  public KnownSlope {
    requireNonNull(interval, "interval");
  }
}
