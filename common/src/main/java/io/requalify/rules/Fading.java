package io.requalify.rules;

import java.time.Duration;
import java.util.Optional;

/**
 * How the points of an event fade with its age, which is counted from {@code occurred_at}.
 *
 * @param window the event contributes while its age is below this; none for ever
 * @param decay how much of the points is left at an age; none for all of them
 */
public record Fading(Optional<Duration> window, Optional<Decay> decay) {
  public static final Fading NONE = new Fading(Optional.empty(), Optional.empty());

  public Fading {
    if (window.isPresent() && (window.get().isNegative() || window.get().isZero())) {
      throw new IllegalArgumentException("window is not positive: " + window.get());
    }
  }

  /** Fading by a window, a half-life, both or none. */
  public static Fading of(Optional<Duration> window, Optional<Duration> halfLife) {
    return new Fading(window, halfLife.map(Decay.HalfLife::new));
  }

  /** Whether points change at every instant, not at definite ones. */
  public boolean isContinuous() {
    return decay.isPresent()
        && (decay.get() instanceof Decay.HalfLife || decay.get() instanceof Decay.Linear);
  }
}
