package io.requalify.statistics.thresholds;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Shapley-Shubik index of points against a threshold: were the rules to come in any order, all
 * orders alike, how often is a rule the one by which the sum reaches the threshold, less how often
 * the one by which it falls below again. Shapley and Shubik 1954, American Political Science Review
 * 48, 787-792.
 *
 * <p>Rules with equal points have equal indices, a rule that never matters has 0, and they sum to 1
 * where all points together reach the threshold, to 0 where they do not. A rule with negative
 * points has a negative index or none.
 *
 * <p>Sets of rules are counted by size and sum, and a rule is taken out of the counts again
 * (Bilbao, Fernández, Jiménez Losada and López 2000, Top 8, 191-213): {@code O(R² range)} additions
 * of whole numbers for {@code R} rules, where the range lies between the sums of all negative and
 * all positive points. Nothing is rounded before the last division.
 *
 * @param indices one for each rule, in the order given, between -1 and 1
 */
public record ShapleyShubik(List<Double> indices) {
  private static final long MOST_CELLS = 2_000_000;

  public ShapleyShubik {
    indices = List.copyOf(indices);
  }

  /**
   * The index.
   *
   * @param points of each rule, in whole points, negative ones included
   * @param threshold lowest sum that qualifies, in points, at least 1
   * @throws IllegalArgumentException when the threshold is below 1, since then nothing is needed to
   *     qualify, or the points span too much to be counted
   */
  public static ShapleyShubik of(List<Integer> points, int threshold) {
    if (threshold < 1) {
      throw new IllegalArgumentException(
          "A threshold of %d points is reached by no rule at all; give at least 1"
              .formatted(threshold));
    }
    long least = points.stream().mapToLong(each -> Math.min(0, each)).sum();
    long most = points.stream().mapToLong(each -> Math.max(0, each)).sum();
    if ((most - least + 1) * (points.size() + 1) > MOST_CELLS) {
      throw new IllegalArgumentException(
          "%d rules with sums from %d to %d are too many to count; divide all points and the threshold by their common step"
              .formatted(points.size(), least, most));
    }
    SubsetCounts all = SubsetCounts.of(points, (int) least, (int) most);
    List<BigInteger> factorials = factorials(points.size());
    return new ShapleyShubik(
        points.stream().map(each -> index(all, each, threshold, factorials)).toList());
  }

  private static double index(
      SubsetCounts all, int points, int threshold, List<BigInteger> factorials) {
    if (points == 0) {
      return 0;
    }
    // The rule is pivotal where the sum before it lies in [threshold - points, threshold), or with
    // negative points in [threshold, threshold - points).
    long from = Math.min(threshold, (long) threshold - points);
    long to = Math.max(threshold, (long) threshold - points);
    int rules = factorials.size() - 1;
    BigInteger[] pivotal = all.without(points, from, to);
    BigInteger sum = BigInteger.ZERO;
    for (int before = 0; before < rules; before++) {
      BigInteger arrangements = factorials.get(before).multiply(factorials.get(rules - 1 - before));
      sum = sum.add(arrangements.multiply(pivotal[before]));
    }
    BigDecimal orders = new BigDecimal(factorials.get(rules));
    double share = new BigDecimal(sum).divide(orders, MathContext.DECIMAL64).doubleValue();
    // Not -share, which would make of none at all a -0.
    return points > 0 ? share : 0 - share;
  }

  /** Of 0 up to and with a number. */
  private static List<BigInteger> factorials(int last) {
    List<BigInteger> factorials = new ArrayList<>();
    factorials.add(BigInteger.ONE);
    for (int number = 1; number <= last; number++) {
      factorials.add(factorials.get(number - 1).multiply(BigInteger.valueOf(number)));
    }
    return factorials;
  }

  /** How many sets of rules have each size and each sum of points. */
  private static final class SubsetCounts {
    private final BigInteger[][] counts;
    private final int least;

    private SubsetCounts(BigInteger[][] counts, int least) {
      this.counts = counts;
      this.least = least;
    }

    static SubsetCounts of(List<Integer> points, int least, int most) {
      BigInteger[][] counts = none(points.size() + 1, most - least + 1);
      counts[0][-least] = BigInteger.ONE;
      for (int place = 0; place < points.size(); place++) {
        int moved = points.get(place);
        // The larger sets first, so that no rule is in a set twice.
        for (int size = place + 1; size >= 1; size--) {
          for (int sum = 0; sum <= most - least; sum++) {
            BigInteger added = at(counts[size - 1], sum - moved);
            counts[size][sum] = counts[size][sum].add(added);
          }
        }
      }
      return new SubsetCounts(counts, least);
    }

    /**
     * For each size how many sets without one rule of these points have a sum from the first to,
     * but without, the second.
     */
    BigInteger[] without(int points, long from, long to) {
      BigInteger[] found = new BigInteger[counts.length - 1];
      BigInteger[] smaller = none(1, counts[0].length)[0];
      for (int size = 0; size < found.length; size++) {
        BigInteger[] own = counts[size].clone();
        for (int sum = 0; sum < own.length; sum++) {
          own[sum] = own[sum].subtract(at(smaller, sum - points));
        }
        int first = (int) Math.max(0, Math.min(own.length, from - least));
        int end = (int) Math.max(0, Math.min(own.length, to - least));
        found[size] =
            IntStream.range(first, end)
                .mapToObj(sum -> own[sum])
                .reduce(BigInteger.ZERO, BigInteger::add);
        smaller = own;
      }
      return found;
    }

    private static BigInteger at(BigInteger[] bySum, int sum) {
      return sum < 0 || sum >= bySum.length ? BigInteger.ZERO : bySum[sum];
    }

    private static BigInteger[][] none(int rows, int columns) {
      BigInteger[][] none = new BigInteger[rows][columns];
      for (BigInteger[] row : none) {
        Arrays.fill(row, BigInteger.ZERO);
      }
      return none;
    }
  }
}
