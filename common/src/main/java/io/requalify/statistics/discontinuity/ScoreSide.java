package io.requalify.statistics.discontinuity;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The scores at one side of a cutoff in rising order, with what is known of their outcomes. */
final class ScoreSide {
  /** Neighbours that the variance of an outcome is judged by, besides itself. */
  private static final int NEIGHBOURS = 3;

  private final int cutoff;
  private final List<OutcomesAtScore> scores;

  private ScoreSide(int cutoff, List<OutcomesAtScore> scores) {
    this.cutoff = cutoff;
    this.scores = scores;
  }

  static ScoreSide of(int cutoff, List<OutcomesAtScore> rising) {
    return new ScoreSide(cutoff, rising);
  }

  /** Those of the scores that count under the kernel. */
  ScoreSide within(Kernel kernel, double bandwidth) {
    return new ScoreSide(
        cutoff,
        scores.stream()
            .filter(each -> kernel.weight((double) each.score() - cutoff, bandwidth) > 0)
            .toList());
  }

  int size() {
    return scores.size();
  }

  /** Score less cutoff, in points. */
  double distance(int place) {
    return (double) scores.get(place).score() - cutoff;
  }

  OutcomesAtScore at(int place) {
    return scores.get(place);
  }

  long observations() {
    return scores.stream().mapToLong(OutcomesAtScore::observations).sum();
  }

  /**
   * Why nothing can be said from these scores.
   *
   * @param where the side, in words
   * @param fewest how many distinct scores are needed
   */
  Optional<String> refusal(String where, double bandwidth, int fewest) {
    String window = "%s the cutoff %d within %s points".formatted(where, cutoff, bandwidth);
    if (scores.isEmpty()) {
      return Optional.of("there are no observations %s; widen the bandwidth".formatted(window));
    }
    if (size() < fewest) {
      return Optional.of(
          "distinct scores %s: %d, where at least %d are needed; widen the bandwidth"
              .formatted(window, size(), fewest));
    }
    if (observations() <= NEIGHBOURS) {
      return Optional.of(
          "observations %s: %d, where at least %d are needed; widen the bandwidth"
              .formatted(window, observations(), NEIGHBOURS + 1));
    }
    if (IntStream.range(0, size()).allMatch(place -> varianceSum(place) == 0)) {
      return Optional.of(
          "all outcomes %s are alike, so chance cannot be judged; widen the bandwidth"
              .formatted(window));
    }
    return Optional.empty();
  }

  /**
   * Sum over the outcomes at a score of the variance of each, by its nearest neighbours: {@code
   * N/(N - 1) (y - mean)²} with the {@code N} outcomes, itself included, at the scores as near as
   * the third nearest other outcome. At a score with four or more outcomes that is {@code n} times
   * their sample variance. Abadie and Imbens 2006; Kolesár's RDHonest computes it so.
   */
  double varianceSum(int place) {
    double reach = reach(place);
    double count = 0;
    double sum = 0;
    for (OutcomesAtScore each : scores) {
      if (Math.abs((double) each.score() - scores.get(place).score()) <= reach) {
        count += each.observations();
        sum += each.sum();
      }
    }
    OutcomesAtScore own = scores.get(place);
    double off = own.mean() - sum / count;
    return count / (count - 1) * (own.squaresWithin() + own.observations() * off * off);
  }

  /** How far the third nearest other outcome lies from those at this score, in points. */
  private double reach(int place) {
    List<OutcomesAtScore> nearestFirst =
        scores.stream()
            .sorted(
                Comparator.comparingLong(
                    each -> Math.abs((long) each.score() - scores.get(place).score())))
            .toList();
    long others = -1;
    for (OutcomesAtScore each : nearestFirst) {
      others += each.observations();
      if (others >= NEIGHBOURS) {
        return Math.abs((double) each.score() - scores.get(place).score());
      }
    }
    throw new IllegalStateException(
        "Only %d observations besides one of score %d"
            .formatted(others, scores.get(place).score()));
  }
}
