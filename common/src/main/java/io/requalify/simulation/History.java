package io.requalify.simulation;

import java.time.Instant;

/** The history of the world. Instants within it are whole seconds since the epoch, UTC. */
final class History {
  static final long DAY = 86_400;

  /** The first contact can be created then. */
  static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

  /** When the export was made: nothing known at or after it is in the world. */
  static final Instant END = Instant.parse("2026-07-01T00:00:00Z");

  static final long START_SECOND = START.getEpochSecond();
  static final long END_SECOND = END.getEpochSecond();

  private History() {}

  static long days(double days) {
    return (long) (days * DAY);
  }
}
