package io.requalify.statistics.channels;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Shares out a whole number in proportion to weights, in whole numbers that add up to it. */
final class LargestRemainder {
  private LargestRemainder() {}

  /**
   * Each part rounded down, then one more for those that lost most by it.
   *
   * @param whole 0 or more
   * @param weights 0 or more, at least one above 0; of equal remainders the first has the unit
   * @return one number for each weight; they add up to {@code whole}
   */
  static long[] of(long whole, double[] weights) {
    double total = Arrays.stream(weights).sum();
    if (whole < 0
        || !(total > 0)
        || !Double.isFinite(total)
        || Arrays.stream(weights).anyMatch(weight -> weight < 0)) {
      throw new IllegalArgumentException(
          "%d cannot be shared out by %s".formatted(whole, Arrays.toString(weights)));
    }
    double[] exact = Arrays.stream(weights).map(weight -> whole * (weight / total)).toArray();
    long[] parts = new long[weights.length];
    long left = whole;
    for (int place = 0; place < parts.length; place++) {
      // Rounding of the product must not give away more than there is.
      parts[place] = Math.min((long) exact[place], left);
      left -= parts[place];
    }
    List<Integer> neediest =
        IntStream.range(0, parts.length)
            .filter(place -> weights[place] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble(place -> parts[place] - exact[place]))
            .toList();
    for (int turn = 0; left > 0; turn++) {
      parts[neediest.get(turn % neediest.size())]++;
      left--;
    }
    return parts;
  }
}
