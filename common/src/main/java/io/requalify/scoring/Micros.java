package io.requalify.scoring;

import java.time.Duration;

/** Durations as the kernel reckons them. */
final class Micros {
  private static final Duration MICROSECOND = Duration.ofNanos(1000);

  private Micros() {}

  /**
   * Whole microseconds of a duration.
   *
   * @throws IllegalArgumentException when it is shorter than one
   */
  static long of(Duration duration) {
    long micros = duration.dividedBy(MICROSECOND);
    if (micros < 1) {
      throw new IllegalArgumentException("Shorter than a microsecond: " + duration);
    }
    return micros;
  }
}
