package io.requalify.statistics.monitoring;

import io.requalify.statistics.Answer;
import java.util.Map;
import java.util.SortedMap;
import org.hipparchus.special.Beta;

/**
 * Frandsen's test that scores are not heaped at the threshold: of the contacts with a score one
 * step below, at and one step above it, the share at the threshold lies between {@code (1 - k)/(3 -
 * k)} and {@code (1 + k)/(3 + k)} where the frequencies bend by no more than {@code k}. The
 * probability is twice that of the binomial tail beyond the nearer of the two ends, 1 at most.
 * Frandsen 2017, Party Bias in Union Representation Elections, Advances in Econometrics 38, 29-72.
 *
 * <p>Made for scores in steps, which a test of densities takes for heaps. Points that by their
 * making meet the threshold more often than the scores beside it (50 as 25 and 25) ruin it: it then
 * alarms though nobody games. {@link DifferenceInBunching} is free of that. Contacts of one account
 * with one score make the probability too small.
 *
 * @param below contacts one step below
 * @param at contacts at the threshold
 * @param above contacts one step above
 * @param probability of a share so far out, or further, without heaping
 */
public record FrandsenBunching(long below, long at, long above, double probability) {
  /** How much frequencies may bend by themselves: the usual choice. */
  public static final double BEND = 0.02;

  /**
   * Tests the frequencies round a threshold; refused where nobody has one of the three scores.
   *
   * @param contactsByScore contacts by their score in whole points; a score that is left out has
   *     none
   * @param threshold lowest score that qualifies, in points
   * @param step distance of neighbouring scores in points, such as 5 where all rules give multiples
   *     of 5; at least 1
   * @param bend {@code k}, from 0 to below 1; see {@link #BEND}
   */
  public static Answer<FrandsenBunching> of(
      SortedMap<Integer, Long> contactsByScore, int threshold, int step, double bend) {
    if (step < 1 || !(bend >= 0 && bend < 1)) {
      throw new IllegalArgumentException(
          "A step of %d points and a bend of %s; give at least 1 and 0 to below 1"
              .formatted(step, bend));
    }
    for (Map.Entry<Integer, Long> entry : contactsByScore.entrySet()) {
      if (entry.getValue() < 0) {
        throw new IllegalArgumentException(
            "Score %d has %d contacts; count 0 or more"
                .formatted(entry.getKey(), entry.getValue()));
      }
    }
    long below = contactsByScore.getOrDefault(threshold - step, 0L);
    long at = contactsByScore.getOrDefault(threshold, 0L);
    long above = contactsByScore.getOrDefault(threshold + step, 0L);
    if (below + at + above == 0) {
      return Answer.refused(
          "nobody has one of the scores %d, %d and %d; is %d the step of the points?"
              .formatted(threshold - step, threshold, threshold + step, step));
    }
    return Answer.of(
        new FrandsenBunching(below, at, above, probability(at, below + at + above, bend)));
  }

  private static double probability(long at, long all, double bend) {
    double share = (double) at / all;
    double least = (1 - bend) / (3 - bend);
    double most = (1 + bend) / (3 + bend);
    if (share > most) {
      return Math.min(1, 2 * atLeast(at, all, most));
    }
    if (share < least) {
      // At most so many at the threshold is at least all the others elsewhere.
      return Math.min(1, 2 * atLeast(all - at, all, 1 - least));
    }
    return 1;
  }

  /** Probability of so many successes or more; at least one is asked for. */
  private static double atLeast(long successes, long trials, double rate) {
    return Beta.regularizedBeta(rate, (double) successes, trials - successes + 1.0);
  }

  /** Share of the three scores' contacts that have the threshold itself. */
  public double shareAtThreshold() {
    return (double) at / (below + at + above);
  }
}
