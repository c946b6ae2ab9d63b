package io.requalify.scoring;

import io.requalify.rules.ExitCause;
import java.util.Optional;
import java.util.OptionalLong;

/** The passages of one contact into MQL under one version: at most one is open at a time. */
final class Passages {
  private static final double MILLIONTHS = 1_000_000;
  private static final long NEVER = Long.MAX_VALUE;

  private final int scorecard;
  private final EpisodeSink sink;
  private final PassageTerms terms;
  private final Dwell dwell;
  private int cycles;
  private boolean wasOpen;
  private long coolingUntil;
  private Optional<Episode> open = Optional.empty();

  Passages(int scorecard, EpisodeSink sink, PassageTerms terms) {
    this.scorecard = scorecard;
    this.sink = sink;
    this.terms = terms;
    dwell = new Dwell(terms.dwell());
  }

  /** Forgets the contact. */
  void clear() {
    cycles = 0;
    coolingUntil = Long.MIN_VALUE;
    dwell.clear();
    open = Optional.empty();
  }

  /** Whether an episode has ended and none is open. */
  boolean isBetween() {
    return cycles > 0 && open.isEmpty();
  }

  boolean isOpen() {
    return open.isPresent();
  }

  /** How many episodes have begun. */
  int begun() {
    return cycles;
  }

  /** How many episodes have ended. */
  int ended() {
    return open.isPresent() ? cycles - 1 : cycles;
  }

  /**
   * Begins an episode.
   *
   * @param measures millionths of the dimensions, and last of the total
   * @param rolledDown whether only the contact's account let it in
   */
  void enter(
      long instant,
      long[] measures,
      String segment,
      Optional<String> crossingRule,
      boolean rolledDown) {
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
                rolledDown,
                OptionalLong.empty(),
                Optional.empty()));
  }

  /** Ends the open episode, if there is one. */
  void exit(long instant, ExitCause cause) {
    if (open.isPresent()) {
      sink.episode(open.get().endedAt(instant, cause));
      open = Optional.empty();
      dwell.clear();
      coolingUntil = terms.after().contains(cause) ? instant + terms.cooldown() : NEVER;
    }
  }

  /** Whether an episode was open when the contact ended. */
  boolean wasOpen() {
    return wasOpen;
  }

  /** Whether the contact cannot qualify, so soon after an end. */
  boolean isCooling(long instant) {
    return instant < coolingUntil;
  }

  boolean cooldownEndsAt(long instant) {
    return terms.cooldown() > 0 && instant == coolingUntil;
  }

  /** For how long the total of the open episode has been below the limit. */
  Dwell dwell() {
    return dwell;
  }

  /** The next instant at which a cooldown or the time below the limit is over, if there is one. */
  long nextDue(long now, EvaluationGrid grid, boolean onEvent) {
    long due = coolingUntil > now ? coolingUntil : NEVER;
    return Math.min(due, dwell.nextDue(now, grid, onEvent));
  }

  /** Hands over the episode that is still open, if there is one. */
  void handOver() {
    wasOpen = open.isPresent();
    open.ifPresent(sink::episode);
    open = Optional.empty();
  }
}
