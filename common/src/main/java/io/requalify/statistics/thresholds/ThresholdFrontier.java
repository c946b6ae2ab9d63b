package io.requalify.statistics.thresholds;

import io.requalify.statistics.BinomialTally;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Every threshold of one segment, from the sums by score in one pass from the highest score down.
 *
 * <p>Expected numbers take the rate of those worked at a score for all who have it: right where it
 * was chance who was worked, or the weights say how likely it was. Of scores that nobody worked
 * nothing is known, and the interval takes in everything from none to all of them. Contacts of one
 * account that turn out alike make the intervals too short. Wins are counted of everybody; a lower
 * threshold would not merely find the false negatives, for some won without a call, and some more
 * would with one.
 *
 * @param points the lowest threshold first, one for each score and a last one above all of them,
 *     which qualifies nobody
 */
public record ThresholdFrontier(List<FrontierPoint> points) {
  public ThresholdFrontier {
    points = List.copyOf(points);
  }

  /**
   * The frontier.
   *
   * @param scores in any order, each once, at least one
   * @throws IllegalArgumentException when there is no score, or one is there twice
   */
  public static ThresholdFrontier of(Collection<ScoreEvidence> scores) {
    List<ScoreEvidence> falling =
        scores.stream().sorted(Comparator.comparingInt(ScoreEvidence::score).reversed()).toList();
    if (falling.isEmpty()) {
      throw new IllegalArgumentException("There is no score, so there is no threshold to try");
    }
    long wins = falling.stream().mapToLong(ScoreEvidence::won).sum();
    long volume = 0;
    long missed = wins;
    Expected accepted = Expected.NONE;
    Expected won = Expected.NONE;
    List<FrontierPoint> points = new ArrayList<>();
    points.add(
        new FrontierPoint(
            Math.addExact(falling.get(0).score(), 1),
            volume,
            accepted,
            won,
            new BinomialTally(wins, missed)));
    for (int place = 0; place < falling.size(); place++) {
      ScoreEvidence scored = falling.get(place);
      if (place > 0 && falling.get(place - 1).score() == scored.score()) {
        throw new IllegalArgumentException(
            "Score %d is there twice; add up what is known of it first".formatted(scored.score()));
      }
      volume += scored.contacts();
      missed -= scored.won();
      accepted = accepted.plus(scored, Objective.ACCEPTED);
      won = won.plus(scored, Objective.WON);
      points.add(
          new FrontierPoint(
              scored.score(), volume, accepted, won, new BinomialTally(wins, missed)));
    }
    Collections.reverse(points);
    return new ThresholdFrontier(points);
  }

  /** What a threshold would qualify, whether a contact has exactly this score or not. */
  public FrontierPoint at(int threshold) {
    for (FrontierPoint point : points) {
      if (point.threshold() >= threshold) {
        return point;
      }
    }
    return points.get(points.size() - 1);
  }
}
