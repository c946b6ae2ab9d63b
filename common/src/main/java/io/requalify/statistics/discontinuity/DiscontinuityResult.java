package io.requalify.statistics.discontinuity;

import io.requalify.statistics.CriticalValue;
import io.requalify.statistics.Interval;

/** What the outcomes round a cutoff say, or why they say nothing. */
public sealed interface DiscontinuityResult {
  /**
   * An estimate with what surrounds it, all in units of the outcome.
   *
   * @param value the estimate
   * @param standardError how far chance moves it
   * @param largestBias how far the curve between the scores could move it, 0 or more
   * @param interval allows for both; it is not cut to where an outcome can lie
   * @param observations outcomes that counted
   */
  record Estimated(
      double value, double standardError, double largestBias, Interval interval, long observations)
      implements DiscontinuityResult {
    /** Round a value whose bias is bounded; see {@link CriticalValue}. */
    static Estimated biasAware(
        double value, double standardError, double largestBias, double level, long observations) {
      double reach = standardError * CriticalValue.underBias(largestBias / standardError, level);
      return new Estimated(
          value,
          standardError,
          largestBias,
          new Interval(value - reach, value + reach),
          observations);
    }
  }

  /**
   * Nothing is said.
   *
   * @param reason why, in words
   */
  record Refused(String reason) implements DiscontinuityResult {}
}
