package io.requalify.scoring;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Durations and instants as the kernel counts them: whole microseconds, instants since 1970. */
public final class Micros {
  private static final Duration MICROSECOND = Duration.ofNanos(1_000);

  private Micros() {}

  /**
   * Whole microseconds of a duration.
   *
   * @throws IllegalArgumentException when it is shorter than one
   */
  public static long of(Duration duration) {
    long micros = orNothing(duration);
    if (micros < 1) {
      throw new IllegalArgumentException("Shorter than a microsecond: " + duration);
    }

    return micros;
  }

  /** Microseconds from 1970-01-01T00:00:00Z to an instant; what is finer is cut off. */
  public static long of(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** The instant so many microseconds after 1970-01-01T00:00:00Z. */
  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Whole microseconds of a duration that may be zero. */
  static long orNothing(Duration duration) {
    return duration.dividedBy(MICROSECOND);
  }
}
