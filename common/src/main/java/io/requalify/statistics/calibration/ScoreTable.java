package io.requalify.statistics.calibration;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Interval;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the contacts of every score: all that calibration and the order of a score are
 * judged by. Scores are sums of points, so a whole history is a table of some hundred rows, and
 * tables of disjoint contacts add up.
 */
public final class ScoreTable {
  private final List<ScoreLevel> levels;
  private final BinomialTally total;

  private ScoreTable(List<ScoreLevel> levels) {
    this.levels = levels;
    this.total = total(levels.stream().map(ScoreLevel::tally).toList());
  }

  /**
   * A table of these levels.
   *
   * @param levels in any order, at least one; each score once
   * @throws IllegalArgumentException without a level, or when a score is there twice
   */
  public static ScoreTable of(Collection<ScoreLevel> levels) {
    if (levels.isEmpty()) {
      throw new IllegalArgumentException(
          "A table of scores without a score says nothing; give at least one level");
    }
    List<ScoreLevel> rising =
        levels.stream().sorted(Comparator.comparingDouble(ScoreLevel::score)).toList();
    for (int place = 1; place < rising.size(); place++) {
      if (rising.get(place).score() == rising.get(place - 1).score()) {
        throw new IllegalArgumentException(
            "The score %s is there twice; add up its contacts and events first"
                .formatted(rising.get(place).score()));
      }
    }
    return new ScoreTable(rising);
  }

  /** The levels, the lowest score first. */
  public List<ScoreLevel> levels() {
    return levels;
  }

  /** All contacts, and how many of them had the event. */
  public BinomialTally total() {
    return total;
  }

  /** Contacts without the event. */
  long withoutEvent() {
    return total.trials() - total.successes();
  }

  /**
   * From the lowest to the highest score that is in the table, in points. Nothing that is said of
   * the table holds beyond it: contacts with other scores were not worked, or not yet long enough.
   */
  public Interval workedRange() {
    return new Interval(levels.get(0).score(), levels.get(levels.size() - 1).score());
  }

  /**
   * The table by the promised probability, the lowest first. Scores with the same promise are one
   * group, because no calibration can tell them apart.
   */
  public List<PromisedRate> byExpected() {
    SortedMap<Double, List<BinomialTally>> groups = new TreeMap<>();
    for (ScoreLevel level : levels) {
      groups
          .computeIfAbsent(level.promised().expected(), expected -> new ArrayList<>())
          .add(level.tally());
    }
    return groups.entrySet().stream()
        .map(group -> new PromisedRate(group.getKey(), total(group.getValue())))
        .toList();
  }

  /**
   * The table by bands of scores. The expected probability of a band is the mean over its contacts,
   * its score the lower bound. Bands without a contact are left out.
   *
   * @param lowerBounds lowest score of each band in points, rising; the first not above the lowest
   *     score of the table
   * @throws IllegalArgumentException when they do not rise, or a score lies below all of them
   */
  public ScoreTable inBands(double... lowerBounds) {
    requireRising(lowerBounds);
    List<ScoreLevel> bands = new ArrayList<>();
    int next = 0;
    for (int band = 0; band < lowerBounds.length; band++) {
      List<PromisedRate> within = new ArrayList<>();
      while (next < levels.size()
          && (band == lowerBounds.length - 1 || levels.get(next).score() < lowerBounds[band + 1])) {
        within.add(levels.get(next).promised());
        next++;
      }
      if (!within.isEmpty()) {
        bands.add(new ScoreLevel(lowerBounds[band], pooled(within)));
      }
    }
    return new ScoreTable(List.copyOf(bands));
  }

  private void requireRising(double[] lowerBounds) {
    double lowest = levels.get(0).score();
    if (lowerBounds.length == 0 || !(lowerBounds[0] <= lowest)) {
      throw new IllegalArgumentException(
          "The score %s lies below every band; begin the first at or below it".formatted(lowest));
    }
    for (int band = 1; band < lowerBounds.length; band++) {
      if (!(lowerBounds[band] > lowerBounds[band - 1])) {
        throw new IllegalArgumentException(
            "The bands begin at %s and then at %s; give lower bounds that rise"
                .formatted(lowerBounds[band - 1], lowerBounds[band]));
      }
    }
  }

  /** Contacts of several promises as one, with the mean of the promises. */
  static PromisedRate pooled(List<PromisedRate> parts) {
    if (parts.size() == 1) {
      // Multiplied and divided again it would lose its last bit.
      return parts.get(0);
    }
    BinomialTally tally = total(parts.stream().map(PromisedRate::tally).toList());
    double expectedEvents = 0;
    for (PromisedRate part : parts) {
      expectedEvents += part.expectedEvents();
    }
    // The mean of promises of 1 may be above 1 by rounding.
    return new PromisedRate(Math.min(1, expectedEvents / tally.trials()), tally);
  }

  /** All trials and all successes. */
  static BinomialTally total(List<BinomialTally> parts) {
    return new BinomialTally(
        parts.stream().mapToLong(BinomialTally::trials).sum(),
        parts.stream().mapToLong(BinomialTally::successes).sum());
  }
}
