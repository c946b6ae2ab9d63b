package io.requalify.rules;

import java.time.Duration;
import java.util.Optional;

/**
 * How the points of an event fade with its age, which is counted from {@code occurred_at}.
 *
 * @param window the event contributes while its age is below this; none for ever
 * @param halfLife the age at which half of the points are left; none for no decay
 */
public record Fading(Optional<Duration> window, Optional<Duration> halfLife) {
  public static final Fading NONE = new Fading(Optional.empty(), Optional.empty());

  public Fading {
    window.ifPresent(duration -> requirePositive("window", duration));
    halfLife.ifPresent(duration -> requirePositive("half_life", duration));
  }

  private static void requirePositive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("%s is not positive: %s".formatted(name, duration));
    }
  }
}
