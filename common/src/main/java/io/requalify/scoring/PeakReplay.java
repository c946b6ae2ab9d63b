package io.requalify.scoring;

import java.util.ArrayList;
import java.util.List;

/**
 * Walks the timelines of contacts for how near each came to what versions ask, those that never
 * qualify included: once for all versions. Entries are given as to {@link Replay}, which decides
 * the same; it costs more, for nothing can be passed over.
 */
public final class PeakReplay {
  private final List<Ascent> ascents = new ArrayList<>();
  private final Replay replay;

  /**
   * Replay of versions.
   *
   * @param from begin of the window, in microseconds UTC; its end is where contacts are ended
   */
  public PeakReplay(List<Scorecard> scorecards, long from) {
    for (int i = 0; i < scorecards.size(); i++) {
      ascents.add(new Ascent(i, scorecards.get(i), from));
    }
    replay = new Replay(scorecards, ascents);
  }

  /** The replay that takes the contacts. */
  public Replay replay() {
    return replay;
  }

  /**
   * What was found of the contact that ended last, in the order of the versions; nothing under a
   * version by which something else than the score barred it throughout.
   */
  public List<ScorePeak> peaks() {
    List<ScorePeak> peaks = new ArrayList<>();
    ascents.forEach(ascent -> ascent.peak().ifPresent(peaks::add));
    return peaks;
  }
}
