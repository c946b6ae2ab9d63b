package io.requalify.rules;

import java.time.Duration;

/**
 * When an episode ends by itself.
 *
 * @param below the total is below this
 * @param dwell for so long, as the evaluations see it; zero for at once
 */
public record Exit(Points below, Duration dwell) {
  public Exit {
    if (dwell.isNegative()) {
      throw new IllegalArgumentException("dwell is negative: " + dwell);
    }
  }
}
