package io.requalify.statistics.counterfactual;

import io.requalify.statistics.BinomialTally;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What each contact that both versions qualify adds to the test of whether conversion changed
 * between the time of former rules and the rest of the window: {@code (z - mean z)(A - mean A)},
 * with A whether it converted, z the share of the swap-ins of grade B that rules worked in the
 * epoch of its entry, and means over the worked contacts of its channel and segment.
 *
 * <p>So time counts as it counts in the estimate: with z of 0 and 1 this is the test of Mantel and
 * Haenszel, with shares between them its extension to scores. Mantel 1963, Journal of the American
 * Statistical Association 58, 690-700.
 */
public final class StabilityScores {
  private final SortedMap<Stratum, SortedMap<Integer, Score>> scores;

  /**
   * What a contact adds, in millionths.
   *
   * @param converted where it converted
   * @param otherwise where it did not
   */
  public record Score(long converted, long otherwise) {
    static final Score NOTHING = new Score(0, 0);

    /** What this one adds. */
    long of(boolean hasConverted) {
      return hasConverted ? converted : otherwise;
    }
  }

  private StabilityScores(SortedMap<Stratum, SortedMap<Integer, Score>> scores) {
    this.scores = scores;
  }

  /**
   * The scores; none where there is nothing to test: no swap-in is of grade B, or rules worked the
   * same share of these in every epoch, so that what is known of them was not seen at a time of its
   * own.
   *
   * @param smallest a smaller probability of being worked is no support
   */
  public static Optional<StabilityScores> of(CountedUnits counted, double smallest) {
    Set<SupportCell> history = Propensities.of(counted.due(), smallest).historyWeights().keySet();
    SortedMap<Integer, WeekCounts> epochs = new TreeMap<>();
    for (SupportCell cell : history) {
      counted
          .epochs()
          .swapIns()
          .getOrDefault(cell, Collections.emptySortedMap())
          .forEach((epoch, counts) -> epochs.merge(epoch, counts, WeekCounts::plus));
    }
    if (alike(epochs.values())) {
      return Optional.empty();
    }
    SortedMap<Stratum, SortedMap<Integer, Score>> scores = new TreeMap<>();
    counted
        .epochs()
        .agreed()
        .forEach((stratum, tallies) -> scores.put(stratum, scores(epochs, tallies)));
    return Optional.of(new StabilityScores(scores));
  }

  private static boolean alike(Collection<WeekCounts> epochs) {
    Optional<WeekCounts> any = epochs.stream().findFirst();
    return epochs.stream()
        .allMatch(
            one ->
                one.worked() * any.orElseThrow().due() == any.orElseThrow().worked() * one.due());
  }

  /** An epoch in which nobody was of grade B has no part in the estimate, and none here. */
  private static SortedMap<Integer, Score> scores(
      SortedMap<Integer, WeekCounts> epochs, SortedMap<Integer, BinomialTally> tallies) {
    SortedSet<Integer> shared = new TreeSet<>(tallies.keySet());
    shared.retainAll(epochs.keySet());
    double worked = 0;
    double converted = 0;
    double shares = 0;
    for (Integer epoch : shared) {
      BinomialTally tally = tallies.get(epoch);
      worked += tally.trials();
      converted += tally.successes();
      shares += tally.trials() * share(epochs.get(epoch));
    }
    SortedMap<Integer, Score> scores = new TreeMap<>();
    for (Integer epoch : shared) {
      double apart = share(epochs.get(epoch)) - shares / worked;
      double rate = converted / worked;
      scores.put(epoch, new Score(Millionths.of(apart * (1 - rate)), Millionths.of(-apart * rate)));
    }
    return scores;
  }

  private static double share(WeekCounts counts) {
    return (double) counts.worked() / counts.due();
  }

  /** By stratum and epoch; what is missing adds nothing. */
  public Map<Stratum, SortedMap<Integer, Score>> byStratum() {
    return Collections.unmodifiableSortedMap(scores);
  }

  Score score(Stratum stratum, int epoch) {
    return scores
        .getOrDefault(stratum, Collections.emptySortedMap())
        .getOrDefault(epoch, Score.NOTHING);
  }
}
