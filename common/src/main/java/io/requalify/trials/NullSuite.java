package io.requalify.trials;

import io.requalify.simulation.Chance;
import io.requalify.statistics.Conclusion;
import io.requalify.statistics.CriticalValue;
import io.requalify.statistics.DoublyRobust;
import io.requalify.statistics.Interval;
import io.requalify.statistics.SwapEvidence;
import io.requalify.statistics.TrustGates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Families of twenty candidates of which none is better or worse than production, since nothing
 * that rules see moves acceptance. A family errs where any of them is promoted: where the doubly
 * robust difference lies more than a critical value of standard errors above 0.
 */
public final class NullSuite {
  /** Candidates of a family. */
  public static final int CANDIDATES = 20;

  private static final TrialWorld WORLD = TrialWorld.withoutDifferences();
  private static final int LARGEST_SHIFT = 2;
  private static final int STEP = 5;
  private static final double REACH = CriticalValue.twoSided(Conclusion.LEVEL);

  private final double[] largestRatios;

  private NullSuite(double[] largestRatios) {
    this.largestRatios = largestRatios;
  }

  /**
   * Draws families. The same seed gives the same, however many threads take part.
   *
   * @param families how many, at least 1
   */
  public static NullSuite of(int families, long seed) {
    if (families < 1) {
      throw new IllegalArgumentException("%d families; at least 1 is needed".formatted(families));
    }
    List<int[]> candidates = candidates(seed);
    return new NullSuite(
        IntStream.range(0, families)
            .parallel()
            .mapToDouble(family -> largestRatio(candidates, seed, family))
            .toArray());
  }

  /**
   * Share of the families in which any candidate is promoted.
   *
   * @param criticalValue a candidate is promoted above so many standard errors
   */
  public double promoted(double criticalValue) {
    return (double) Arrays.stream(largestRatios).filter(ratio -> ratio > criticalValue).count()
        / largestRatios.length;
  }

  /** Production's points, each rule moved by up to ten points; the same in all families. */
  private static List<int[]> candidates(long seed) {
    Chance chance = TrialChance.of(seed, -1);
    List<int[]> candidates = new ArrayList<>();
    for (int candidate = 0; candidate < CANDIDATES; candidate++) {
      candidates.add(
          TrialRule.ALL.stream()
              .mapToInt(
                  rule ->
                      Math.max(
                          0,
                          rule.production() + STEP * chance.between(-LARGEST_SHIFT, LARGEST_SHIFT)))
              .toArray());
    }
    return candidates;
  }

  /** The largest difference in standard errors; a candidate that is refused is not promoted. */
  private static double largestRatio(List<int[]> candidates, long seed, int family) {
    List<TrialContact> contacts = Trial.contacts(WORLD, seed, family);
    double largest = Double.NEGATIVE_INFINITY;
    for (int[] points : candidates) {
      SwapEvidence evidence =
          Trial.evidence(
              contacts, points, TrialRule.PRODUCTION_THRESHOLD, contact -> contact.unit(WORLD));
      Conclusion difference = new DoublyRobust().difference(evidence, TrustGates.standard());
      // A candidate that is production has an interval without width, and is no promotion.
      if (difference.estimate().isPresent() && width(difference) > 0) {
        double error = width(difference) / (2 * REACH);
        largest = Math.max(largest, difference.estimate().getAsDouble() / error);
      }
    }
    return largest;
  }

  private static double width(Conclusion conclusion) {
    return conclusion.interval().map(Interval::width).orElse(0.0);
  }
}
