package io.requalify.statistics.discontinuity;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Summed outcomes of every score, parted by a cutoff: who has it or more lies above. */
public final class OutcomesByScore {
  private final int cutoff;
  private final ScoreSide below;
  private final ScoreSide above;

  private OutcomesByScore(int cutoff, List<OutcomesAtScore> scores) {
    this.cutoff = cutoff;
    this.below =
        ScoreSide.of(cutoff, scores.stream().filter(each -> each.score() < cutoff).toList());
    this.above =
        ScoreSide.of(cutoff, scores.stream().filter(each -> each.score() >= cutoff).toList());
  }

  /**
   * The outcomes round a cutoff.
   *
   * @param cutoff the lowest score that qualifies, in points
   * @param scores in any order, each score once
   * @throws IllegalArgumentException when a score is there twice
   */
  public static OutcomesByScore of(int cutoff, Collection<OutcomesAtScore> scores) {
    List<OutcomesAtScore> rising =
        scores.stream().sorted(Comparator.comparingInt(OutcomesAtScore::score)).toList();
    for (int place = 1; place < rising.size(); place++) {
      if (rising.get(place).score() == rising.get(place - 1).score()) {
        throw new IllegalArgumentException(
            "Score %d is there twice; add up its outcomes first"
                .formatted(rising.get(place).score()));
      }
    }
    return new OutcomesByScore(cutoff, rising);
  }

  /** The lowest score that qualifies, in points. */
  public int cutoff() {
    return cutoff;
  }

  ScoreSide below() {
    return below;
  }

  ScoreSide above() {
    return above;
  }
}
