package io.requalify.scoring;

import io.requalify.rules.ExitCause;
import java.util.Optional;
import java.util.OptionalLong;

/** The passages of one contact into MQL under one version: at most one is open at a time. */
final class Passages {
  private static final double MILLIONTHS = 1_000_000;

  private final int scorecard;
  private final EpisodeSink sink;
  private int cycles;
  private Optional<Episode> open = Optional.empty();

  Passages(int scorecard, EpisodeSink sink) {
    this.scorecard = scorecard;
    this.sink = sink;
  }

  /** Forgets the contact. */
  void clear() {
    cycles = 0;
    open = Optional.empty();
  }

  boolean isOpen() {
    return open.isPresent();
  }

  /**
   * Begins an episode.
   *
   * @param measures millionths of the dimensions, and last of the total
   */
  void enter(long instant, long[] measures, String segment, Optional<String> crossingRule) {
    double[] dimensions = new double[measures.length - 1];
    for (int dimension = 0; dimension < dimensions.length; dimension++) {
      dimensions[dimension] = measures[dimension] / MILLIONTHS;
    }
    double total = measures[dimensions.length] / MILLIONTHS;
    open =
        Optional.of(
            new Episode(
                scorecard,
                ++cycles,
                instant,
                total,
                dimensions,
                segment,
                crossingRule,
                OptionalLong.empty(),
                Optional.empty()));
  }

  /** Ends the open episode, if there is one. */
  void exit(long instant, ExitCause cause) {
    if (open.isPresent()) {
      sink.episode(open.get().endedAt(instant, cause));
      open = Optional.empty();
    }
  }

  /** Hands over the episode that is still open, if there is one. */
  void handOver() {
    open.ifPresent(sink::episode);
    open = Optional.empty();
  }
}
