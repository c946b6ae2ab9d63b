package io.requalify.scoring;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Follows one contact under one version from evaluation to evaluation, and keeps how near it came
 * to what the version asks. Only evaluations count at which nothing but the bounds that are moved
 * keeps the contact out; see {@link ScorePeak}.
 */
final class Ascent {
  private static final long NOWHERE = Gate.NEVER;

  private final int scorecard;
  private final long from;
  private final List<String> segments;
  private final int[] moved;
  private final OptionalLong[] asked;
  private final Height before = new Height();
  private final Height within = new Height();
  private final Height entry = new Height();
  private int begun;
  private int ended;
  private boolean hasEntered;

  /** A surplus, where and when it was reached. */
  private static final class Height {
    private long surplus;
    private long at;
    private int segment;

    void clear() {
      surplus = NOWHERE;
    }

    void set(long newSurplus, long instant, int newSegment) {
      surplus = newSurplus;
      at = instant;
      segment = newSegment;
    }

    boolean isReached() {
      return surplus != NOWHERE;
    }
  }

  /**
   * Ascent under a version.
   *
   * @param from begin of the window, in microseconds UTC
   */
  Ascent(int scorecard, Scorecard card, long from) {
    this.scorecard = scorecard;
    this.from = from;
    segments = card.guards().segments();
    moved = new int[segments.size()];
    asked = new OptionalLong[segments.size()];
    for (int segment = 0; segment < moved.length; segment++) {
      Gate gate = card.guards().gates().get(segment);
      int total = card.layout().total();
      boolean asksForTotal = gate.lowerBounds().anyMatch(bound -> bound.node() == total);
      moved[segment] = asksForTotal ? total : Gate.EVERY_NODE;
      asked[segment] = asked(gate, moved[segment]);
    }
  }

  private static OptionalLong asked(Gate gate, int node) {
    List<Gate.Much> bounds =
        gate.lowerBounds()
            .filter(bound -> node == Gate.EVERY_NODE || bound.node() == node)
            .distinct()
            .toList();
    return bounds.size() == 1 ? OptionalLong.of(bounds.get(0).least()) : OptionalLong.empty();
  }

  /** Begins a contact. */
  void begin() {
    before.clear();
    within.clear();
    entry.clear();
    begun = 0;
    ended = 0;
    hasEntered = false;
  }

  /** Takes in an evaluation that was made. */
  void evaluated(long now, Standing standing) {
    Passages passages = standing.passages();
    boolean enters = passages.begun() != begun;
    begun = passages.begun();
    if (passages.ended() != ended) {
      ended = passages.ended();
      // Who is out again can come in again from where it stands now.
      before.clear();
    }
    if (standing.isBarred()) {
      return;
    }

    int segment = standing.segment();
    Height height = now < from ? before : within;
    long surplus = standing.surplus(moved[segment], height.surplus);
    if (surplus != Gate.ALWAYS && surplus > height.surplus) {
      height.set(surplus, now, segment);
    }
    if (enters && now >= from && !hasEntered) {
      hasEntered = true;
      entry.set(surplus, now, segment);
    }
  }

  /** What was found of the contact; none where it was barred throughout. */
  Optional<ScorePeak> peak() {
    if (hasEntered) {
      return Optional.of(ofEntered());
    }
    Height highest = within.surplus > before.surplus ? within : before;
    if (!highest.isReached()) {
      return Optional.empty();
    }
    // Whoever had what is asked and did not enter had come in before, by whatever way.
    boolean wasIn = highest.surplus >= 0;
    long least = wasIn ? Math.max(0, before.surplus) : before.surplus;
    return Optional.of(
        new ScorePeak(
            scorecard,
            segments.get(highest.segment),
            asked[highest.segment],
            OptionalLong.of(highest.surplus),
            highest.at,
            reached(least),
            OptionalLong.empty()));
  }

  private ScorePeak ofEntered() {
    boolean byScore = entry.surplus >= 0 && entry.surplus != Gate.ALWAYS;
    return new ScorePeak(
        scorecard,
        segments.get(entry.segment),
        asked[entry.segment],
        byScore ? OptionalLong.of(Math.max(entry.surplus, within.surplus)) : OptionalLong.empty(),
        byScore && within.surplus > entry.surplus ? within.at : entry.at,
        byScore ? reached(Math.min(-1, before.surplus)) : OptionalLong.empty(),
        OptionalLong.of(entry.at));
  }

  private static OptionalLong reached(long surplus) {
    return LongStream.of(surplus).filter(each -> each != NOWHERE).findFirst();
  }
}
