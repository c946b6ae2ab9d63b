package io.requalify.statistics.thresholds;

import io.requalify.statistics.BinomialTally;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
   * Contacts of one score that had been in before the period under low thresholds, so that they
   * come in within it under higher ones alone.
   *
   * @param score as in the evidence, which counts them, too
   * @param before highest threshold under which they had been in, not above the score
   * @param contacts how many
   * @param won those of them that won
   */
  public record AlreadyIn(int score, int before, long contacts, long won) {
    public AlreadyIn {
      if (before > score || contacts < 0 || won < 0 || won > contacts) {
        throw new IllegalArgumentException(
            "%d contacts of which %d won were in up to %d with the score %d; nobody was in above the score"
                .formatted(contacts, won, before, score));
      }
    }

    private boolean wasIn(int threshold) {
      return before >= threshold;
    }
  }

  /**
   * The frontier of contacts none of whom had been in before.
   *
   * @param scores in any order, each once, at least one
   * @throws IllegalArgumentException when there is no score, or one is there twice
   */
  public static ThresholdFrontier of(Collection<ScoreEvidence> scores) {
    return of(scores, List.of());
  }

  /**
   * The frontier. A score without contacts makes a threshold, too.
   *
   * @param scores in any order, each once, at least one
   * @param alreadyIn those of the contacts who had been in before; they are neither qualified nor
   *     missed by the thresholds under which they had
   * @throws IllegalArgumentException when there is no score, or one is there twice
   */
  public static ThresholdFrontier of(
      Collection<ScoreEvidence> scores, Collection<AlreadyIn> alreadyIn) {
    List<ScoreEvidence> falling =
        scores.stream().sorted(Comparator.comparingInt(ScoreEvidence::score).reversed()).toList();
    if (falling.isEmpty()) {
      throw new IllegalArgumentException("There is no score, so there is no threshold to try");
    }
    for (int place = 1; place < falling.size(); place++) {
      if (falling.get(place - 1).score() == falling.get(place).score()) {
        throw new IllegalArgumentException(
            "Score %d is there twice; add up what is known of it first"
                .formatted(falling.get(place).score()));
      }
    }
    Map<Integer, List<AlreadyIn>> byScore =
        alreadyIn.stream().collect(Collectors.groupingBy(AlreadyIn::score));
    List<FrontierPoint> points = new ArrayList<>();
    points.add(point(Math.addExact(falling.get(0).score(), 1), falling, byScore));
    falling.forEach(scored -> points.add(point(scored.score(), falling, byScore)));
    Collections.reverse(points);
    return new ThresholdFrontier(points);
  }

  private static FrontierPoint point(
      int threshold, List<ScoreEvidence> falling, Map<Integer, List<AlreadyIn>> byScore) {
    long volume = 0;
    long wins = 0;
    long missed = 0;
    Expected accepted = Expected.NONE;
    Expected won = Expected.NONE;
    for (ScoreEvidence scored : falling) {
      if (scored.score() < threshold) {
        wins += scored.won();
        missed += scored.won();
        continue;
      }
      long contacts = scored.contacts();
      wins += scored.won();
      for (AlreadyIn already : byScore.getOrDefault(scored.score(), List.of())) {
        contacts -= already.wasIn(threshold) ? already.contacts() : 0;
        wins -= already.wasIn(threshold) ? already.won() : 0;
      }
      volume += contacts;
      accepted = accepted.plus(scored, contacts, Objective.ACCEPTED);
      won = won.plus(scored, contacts, Objective.WON);
    }
    return new FrontierPoint(threshold, volume, accepted, won, new BinomialTally(wins, missed));
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
