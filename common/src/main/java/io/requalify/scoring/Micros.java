package io.requalify.scoring;

import java.time.Duration;

/** Durations as the kernel counts them. */
final class Micros {
  private static final Duration MICROSECOND = Duration.ofNanos(1_000);

  private Micros() {}

  /**
   * Whole microseconds of a duration.
   *
   * @throws IllegalArgumentException when it is shorter than one
   */
  static long of(Duration duration) {
    long micros = orNothing(duration);
    if (micros < 1) {
      throw new IllegalArgumentException("Shorter than a microsecond: " + duration);
    }

    return micros;
  }

  /** Whole microseconds of a duration that may be zero. */
  static long orNothing(Duration duration) {
    return duration.dividedBy(MICROSECOND);
  }
}
