package io.requalify.estimates;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.UnseenSwapIns;
import io.requalify.statistics.counterfactual.Cell;
import io.requalify.statistics.discontinuity.ConversionBelowThreshold;
import io.requalify.statistics.discontinuity.DiscontinuityResult;
import io.requalify.statistics.discontinuity.ExtrapolationBelowCutoff.Target;
import io.requalify.statistics.discontinuity.OutcomesAtScore;
import io.requalify.statistics.sensitivity.MonotoneBand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known above production's threshold, and of whom nothing is known below it, within one
 * slice.
 */
final class ThresholdEvidence {
  /**
   * Whoever is less than this above the threshold is just above it. As conversion is taken not to
   * fall with the score, a wider stretch makes the bound wider and surer, and never wrong.
   */
  private static final int POINTS_JUST_ABOVE = Cell.BAND_WIDTH;

  /** The bound stands within another interval of 95%, so that both hold in at least 94%. */
  private static final double LEVEL = 0.99;

  private static final BinomialTally NOBODY = new BinomialTally(0, 0);

  private final SortedMap<Alike, Long> unseen = new TreeMap<>();
  private final SortedMap<Alike, BinomialTally> justAbove = new TreeMap<>();
  private final SortedMap<Integer, BinomialTally> above = new TreeMap<>();
  private final SortedMap<Integer, Long> below = new TreeMap<>();

  /**
   * Contacts that are compared with each other alone.
   *
   * @param band tens of the version's own score; empty where it says no total
   */
  private record Alike(String channel, Optional<Integer> band) implements Comparable<Alike> {
    private static final Comparator<Alike> ORDER =
        Comparator.comparing(Alike::channel)
            .thenComparing(alike -> alike.band().isPresent())
            .thenComparingInt(alike -> alike.band().orElse(0));

    @Override
    public int compareTo(Alike other) {
      return ORDER.compare(this, other);
    }
  }

  /** Adds swap-ins without evidence, and how many points they lacked if they are near. */
  void addUnseen(String channel, Optional<Integer> band, OptionalInt lacked, long units) {
    unseen.merge(new Alike(channel, band), units, Long::sum);
    lacked.ifPresent(points -> below.merge(points, units, Long::sum));
  }

  /** Adds contacts that stand at or above the threshold. */
  void addAbove(String channel, Optional<Integer> band, int points, BinomialTally worked) {
    above.merge(points, worked, BinomialTally::plus);
    // Without a band they are like nobody.
    if (points < POINTS_JUST_ABOVE && band.isPresent()) {
      justAbove.merge(new Alike(channel, band), worked, BinomialTally::plus);
    }
  }

  /** The share of those near the threshold that converts; none where nobody is near. */
  Optional<DiscontinuityResult> nearThreshold() {
    if (below.isEmpty()) {
      return Optional.empty();
    }
    List<OutcomesAtScore> outcomes = new ArrayList<>();
    above.forEach(
        (points, worked) -> {
          if (worked.trials() > 0) {
            outcomes.add(OutcomesAtScore.of(points, worked));
          }
        });
    List<Target> targets =
        below.entrySet().stream()
            .map(entry -> new Target(entry.getKey(), entry.getValue()))
            .toList();
    return Optional.of(ConversionBelowThreshold.of(outcomes, targets));
  }

  /** The share of all without evidence that converts at most. */
  UnseenSwapIns unseen() {
    if (unseen.isEmpty()) {
      return UnseenSwapIns.NOBODY;
    }
    List<MonotoneBand.Cell> cells =
        unseen.entrySet().stream()
            .map(
                entry ->
                    new MonotoneBand.Cell(
                        entry.getValue(), justAbove.getOrDefault(entry.getKey(), NOBODY)))
            .toList();
    long contacts = unseen.values().stream().mapToLong(Long::longValue).sum();
    return UnseenSwapIns.of(contacts, new MonotoneBand(cells).bounds(LEVEL).upper());
  }
}
