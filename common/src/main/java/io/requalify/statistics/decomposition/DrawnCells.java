package io.requalify.statistics.decomposition;

import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.DrawnTally;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Contacts and conversions of two periods by cell, as they are and in the draws of a bootstrap:
 * {@link AccountCells} for more accounts than can be kept.
 */
public final class DrawnCells {
  private final List<String> dimensions;
  private final SortedMap<List<String>, DrawnTally> before;
  private final SortedMap<List<String>, DrawnTally> after;

  /**
   * Cells of two periods, whose draws are those of one bootstrap.
   *
   * @param dimensions names of the dimensions of a cell
   * @param before the earlier period, by the values of the dimensions
   * @param after the later
   */
  public DrawnCells(
      List<String> dimensions,
      Map<List<String>, DrawnTally> before,
      Map<List<String>, DrawnTally> after) {
    this.dimensions = List.copyOf(dimensions);
    this.before = sorted(before);
    this.after = sorted(after);
  }

  private static SortedMap<List<String>, DrawnTally> sorted(Map<List<String>, DrawnTally> cells) {
    SortedMap<List<String>, DrawnTally> sorted = new TreeMap<>(Composition.ORDER);
    sorted.putAll(cells);
    return sorted;
  }

  /** Mix against rate as it is; refused without contacts in both periods. */
  public Answer<MixAgainstRate> mixAgainstRate() {
    return mixAgainstRate(DrawnTally::observed);
  }

  /**
   * The intervals of its parts; refused as {@link DecompositionIntervals} refuses.
   *
   * @param level such as 0.95
   */
  public Answer<DecompositionIntervals> intervals(double level) {
    return DecompositionIntervals.of(
        accounts(),
        mixAgainstRate().map(MixAgainstRate::decomposition),
        draw -> mixAgainstRate(tally -> tally.drawn(draw)).map(MixAgainstRate::decomposition),
        level);
  }

  /** No fewer accounts than this: an account may be in several cells. */
  private int accounts() {
    long most = 0;
    for (SortedMap<List<String>, DrawnTally> cells : List.of(before, after)) {
      for (DrawnTally tally : cells.values()) {
        most = Math.max(most, tally.accounts());
      }
    }
    return Math.toIntExact(most);
  }

  private Answer<MixAgainstRate> mixAgainstRate(Function<DrawnTally, BinomialTally> of) {
    Map<List<String>, BinomialTally> earlier = tallies(before, of);
    Map<List<String>, BinomialTally> later = tallies(after, of);
    if (earlier.isEmpty() || later.isEmpty()) {
      return Answer.refused(
          "there are no contacts %s".formatted(earlier.isEmpty() ? "before" : "after"));
    }
    return MixAgainstRate.of(
        Composition.ofTallies(dimensions, earlier), Composition.ofTallies(dimensions, later));
  }

  private static Map<List<String>, BinomialTally> tallies(
      SortedMap<List<String>, DrawnTally> cells, Function<DrawnTally, BinomialTally> of) {
    Map<List<String>, BinomialTally> tallies = new TreeMap<>(Composition.ORDER);
    cells.forEach(
        (cell, drawn) -> {
          BinomialTally tally = of.apply(drawn);
          if (tally.trials() > 0) {
            tallies.put(cell, tally);
          }
        });
    return tallies;
  }
}
