package io.requalify.statistics;

import java.util.stream.IntStream;

/**
 * The difference of two figures of the same observations, and how far chance between clusters moves
 * it: {@code G/(G-1) Sum r²} over the sums {@code r} of each cluster's influences. What both
 * figures share cancels. A handful of clusters, or one that holds most of the observations, ruins
 * it. Huber 1967; Särndal, Swensson and Wretman 1992, section 5.5.
 *
 * @param value the difference
 * @param standardError standard error between clusters
 */
public record PairedDifference(double value, double standardError) {
  /**
   * The difference with its error.
   *
   * @param influences by how much each observation moves the difference, to first order
   * @param clusters number of the cluster of each, from 0
   * @throws IllegalArgumentException when the lengths differ, or there are fewer than two clusters
   */
  public static PairedDifference of(double value, double[] influences, int[] clusters) {
    if (influences.length != clusters.length) {
      throw new IllegalArgumentException(
          "%d influences, %d clusters".formatted(influences.length, clusters.length));
    }
    long count = IntStream.of(clusters).distinct().count();
    if (count < 2) {
      throw new IllegalArgumentException("One cluster says nothing of the differences of clusters");
    }
    double[] sums = new double[IntStream.of(clusters).max().orElseThrow() + 1];
    for (int i = 0; i < influences.length; i++) {
      sums[clusters[i]] += influences[i];
    }
    double squares = 0;
    for (double sum : sums) {
      squares += sum * sum;
    }
    return new PairedDifference(value, Math.sqrt(squares * count / (count - 1)));
  }

  /**
   * Difference of two weighted means over the same observations, {@code Sum w (first - second) /
   * Sum w}.
   */
  public static PairedDifference ofMeans(
      double[] first, double[] second, double[] weights, int[] clusters) {
    double total = 0;
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      total += weights[i];
      sum += weights[i] * (first[i] - second[i]);
    }
    double mean = sum / total;
    double[] influences = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      influences[i] = weights[i] * (first[i] - second[i] - mean) / total;
    }
    return of(mean, influences, clusters);
  }

  /** Difference of two areas of the same observations. */
  public static PairedDifference ofAreas(
      AreaUnderCurve first, AreaUnderCurve second, int[] clusters) {
    double[] influences = first.influences();
    double[] others = second.influences();
    for (int i = 0; i < influences.length; i++) {
      influences[i] -= others[i];
    }
    return of(first.value() - second.value(), influences, clusters);
  }

  /** The normal interval round the difference, such as 0.95. */
  public Interval interval(double level) {
    double reach = standardError * CriticalValue.twoSided(level);
    return new Interval(value - reach, value + reach);
  }

  /** True where the 95% interval holds 0. */
  public boolean withinNoise() {
    Interval interval = interval(0.95);
    return interval.lower() <= 0 && interval.upper() >= 0;
  }
}
