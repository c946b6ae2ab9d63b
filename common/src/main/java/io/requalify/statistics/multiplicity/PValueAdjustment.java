package io.requalify.statistics.multiplicity;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A way to make p-values of several tests larger, so that all those at or below a limit can be
 * called together. What is adjusted is never below the raw p-value, keeps its order, and is 1 at
 * most.
 */
public sealed interface PValueAdjustment {
  /** Stable name in tables and reports. */
  String shortName();

  /**
   * The adjusted p-values.
   *
   * @param pValues one for each test, between 0 and 1, in any order
   * @return one for each test, in the same order
   * @throws IllegalArgumentException when one of them is no probability
   */
  double[] adjust(double[] pValues);

  /**
   * Benjamini and Hochberg's step-up: the i-th smallest of m p-values becomes the least {@code p(j)
   * m / j} over {@code j >= i}.
   *
   * <p>Calling all tests at or below q keeps the expected share of wrong calls among the calls at q
   * or less, for independent tests and for one-sided ones that hang together positively, as
   * versions that are compared with one production do. It does not keep the chance of any wrong
   * call: to screen, not to promote; see {@link SimultaneousBounds}. Tests that were left out
   * because they looked hopeless ruin it. Benjamini and Hochberg 1995; Benjamini and Yekutieli
   * 2001.
   */
  record BenjaminiHochberg() implements PValueAdjustment {
    @Override
    public String shortName() {
      return "benjamini_hochberg";
    }

    @Override
    public double[] adjust(double[] pValues) {
      int[] order = smallestFirst(pValues);
      double tests = pValues.length;
      double[] adjusted = new double[pValues.length];
      double least = 1;
      for (int rank = pValues.length; rank >= 1; rank--) {
        double raw = pValues[order[rank - 1]];
        // The last one is multiplied by one, but p m / m may round to below p.
        least = Math.min(least, Math.max(raw, raw * tests / rank));
        adjusted[order[rank - 1]] = least;
      }
      return adjusted;
    }
  }

  /**
   * Holm's step-down: the i-th smallest of m p-values becomes the largest {@code p(j) (m - j + 1)}
   * over {@code j <= i}, 1 at most.
   *
   * <p>Calling all tests at or below alpha keeps the chance of any wrong call at alpha or less,
   * however the tests hang together; where they do strongly it is stricter than needed. Tests that
   * were left out because they looked hopeless ruin it. Holm 1979, Scandinavian Journal of
   * Statistics 6, 65-70.
   */
  record Holm() implements PValueAdjustment {
    @Override
    public String shortName() {
      return "holm";
    }

    @Override
    public double[] adjust(double[] pValues) {
      int[] order = smallestFirst(pValues);
      double[] adjusted = new double[pValues.length];
      double largest = 0;
      for (int passed = 0; passed < pValues.length; passed++) {
        double stepped = pValues[order[passed]] * (pValues.length - passed);
        largest = Math.max(largest, Math.min(1, stepped));
        adjusted[order[passed]] = largest;
      }
      return adjusted;
    }
  }

  /** The places of the p-values, the smallest first; of equal ones the first stays the first. */
  private static int[] smallestFirst(double[] pValues) {
    for (int test = 0; test < pValues.length; test++) {
      if (!(pValues[test] >= 0 && pValues[test] <= 1)) {
        throw new IllegalArgumentException(
            "The p-value of test %d is %s; it must lie between 0 and 1"
                .formatted(test, pValues[test]));
      }
    }
    return IntStream.range(0, pValues.length)
        .boxed()
        .sorted(Comparator.comparingDouble(test -> pValues[test]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
