package io.requalify.statistics;

import java.util.stream.IntStream;

/**
 * Area under the receiver operating characteristic: the probability that of a converted and a not
 * converted observation, drawn by their weights, the converted one has the higher score, a tie
 * counting one half.
 *
 * <p>It judges the order alone, not the size of the scores. Truncated scores ruin it: among those
 * that a score let in, that score looks worse than it is. Hanley and McNeil 1982; the influences
 * are the placement values of DeLong, DeLong and Clarke-Pearson 1988, by cluster those of
 * Obuchowski 1997.
 */
public final class AreaUnderCurve {
  private final double value;
  private final double[] influences;

  private AreaUnderCurve(double value, double[] influences) {
    this.value = value;
    this.influences = influences;
  }

  /**
   * The area of these observations.
   *
   * @param weights above 0
   * @throws IllegalArgumentException when the lengths differ, or nothing or everything converted
   */
  public static AreaUnderCurve of(double[] scores, boolean[] converted, double[] weights) {
    if (scores.length != converted.length || scores.length != weights.length) {
      throw new IllegalArgumentException(
          "%d scores, %d outcomes, %d weights"
              .formatted(scores.length, converted.length, weights.length));
    }
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted((one, other) -> Double.compare(scores[one], scores[other]))
            .mapToInt(Integer::intValue)
            .toArray();
    double allConverted = 0;
    double allNot = 0;
    for (int place : order) {
      allConverted += converted[place] ? weights[place] : 0;
      allNot += converted[place] ? 0 : weights[place];
    }
    if (!(allConverted > 0) || !(allNot > 0)) {
      throw new IllegalArgumentException(
          "Of %d observations %s converted, so there is no order to judge"
              .formatted(scores.length, allConverted > 0 ? "all" : "none"));
    }
    double[] placements = placements(order, scores, converted, weights, allConverted, allNot);
    double value = 0;
    for (int place : order) {
      value += converted[place] ? weights[place] * placements[place] / allConverted : 0;
    }
    double[] influences = new double[scores.length];
    for (int place : order) {
      double of = converted[place] ? allConverted : allNot;
      influences[place] = weights[place] * (placements[place] - value) / of;
    }
    return new AreaUnderCurve(value, influences);
  }

  /** For each observation the share of the other kind that it is on the right side of. */
  private static double[] placements(
      int[] order,
      double[] scores,
      boolean[] converted,
      double[] weights,
      double allConverted,
      double allNot) {
    double[] placements = new double[scores.length];
    double convertedBelow = 0;
    double notBelow = 0;
    int start = 0;
    while (start < order.length) {
      int end = start;
      double convertedHere = 0;
      double notHere = 0;
      while (end < order.length && scores[order[end]] == scores[order[start]]) {
        convertedHere += converted[order[end]] ? weights[order[end]] : 0;
        notHere += converted[order[end]] ? 0 : weights[order[end]];
        end++;
      }
      for (int i = start; i < end; i++) {
        placements[order[i]] =
            converted[order[i]]
                ? (notBelow + notHere / 2) / allNot
                : (allConverted - convertedBelow - convertedHere / 2) / allConverted;
      }
      convertedBelow += convertedHere;
      notBelow += notHere;
      start = end;
    }
    return placements;
  }

  /** The area, 0 to 1; one half for a score that says nothing. */
  public double value() {
    return value;
  }

  /** By how much each observation moves the area, to first order; they sum to 0. */
  public double[] influences() {
    return influences.clone();
  }
}
