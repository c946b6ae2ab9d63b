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
  private int cycles;
  private boolean wasOpen;
  private long coolingUntil;
  private long belowSince;
  private Optional<Episode> open = Optional.empty();

  Passages(int scorecard, EpisodeSink sink, PassageTerms terms) {
    this.scorecard = scorecard;
    this.sink = sink;
    this.terms = terms;
  }

  /** Forgets the contact. */
  void clear() {
    cycles = 0;
    coolingUntil = Long.MIN_VALUE;
    belowSince = NEVER;
    open = Optional.empty();
  }

  /** Whether an episode has ended and none is open. */
  boolean isBetween() {
    return cycles > 0 && open.isEmpty();
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
      belowSince = NEVER;
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

  /** Whether the evaluation before found the total below the limit of the open episode. */
  boolean isBelow() {
    return belowSince != NEVER;
  }

  /** Whether the next evaluation ends the episode, whatever its occasion. */
  boolean awaitsEvaluation(long now) {
    return isBelow() && belowSince + terms.dwell() <= now;
  }

  /** Notes whether an evaluation finds the total below the limit. */
  void noteBelow(long instant, boolean below) {
    if (!below) {
      belowSince = NEVER;
    } else if (belowSince == NEVER) {
      belowSince = instant;
    }
  }

  /** Notes it, and answers whether the total has been below for long enough. */
  boolean isOver(long instant, boolean below) {
    noteBelow(instant, below);
    return below && instant - belowSince >= terms.dwell();
  }

  /** The next instant at which a cooldown or the time below the limit is over, if there is one. */
  long nextDue(long now, EvaluationGrid grid, boolean onEvent) {
    long due = coolingUntil > now ? coolingUntil : NEVER;
    if (belowSince != NEVER) {
      long over = belowSince + terms.dwell();
      // Found when the episode began, it may be over already: the next evaluation ends it.
      boolean byClock = !onEvent || awaitsEvaluation(now);
      due = Math.min(due, byClock ? grid.at(grid.firstAfter(Math.max(now, over - 1))) : over);
    }
    return due;
  }

  /** Hands over the episode that is still open, if there is one. */
  void handOver() {
    wasOpen = open.isPresent();
    open.ifPresent(sink::episode);
    open = Optional.empty();
  }
}
