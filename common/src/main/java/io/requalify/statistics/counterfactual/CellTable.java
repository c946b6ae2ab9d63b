package io.requalify.statistics.counterfactual;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The first pass over the units of a version and outcome: what is counted by fold and cell, and of
 * the agree-in by week.
 */
public final class CellTable {
  /** Parts into which a hash cuts the accounts. */
  public static final int FOLDS = 5;

  private final SortedMap<Integer, SortedMap<Cell, CellCounts>> byFold = new TreeMap<>();
  private final SortedMap<Integer, WeekCounts> weeks = new TreeMap<>();

  /** Nothing is counted yet. */
  public CellTable() {
    for (int fold = 0; fold < FOLDS; fold++) {
      byFold.put(fold, new TreeMap<>());
    }
  }

  /**
   * Adds what was counted of a cell.
   *
   * @param fold of the accounts, from 0
   */
  public void add(int fold, Cell cell, CellCounts counts) {
    requireFold(fold);
    byFold.get(fold).merge(requireNonNull(cell, "cell"), counts, CellCounts::plus);
  }

  /**
   * Adds what was counted of the agree-in of a week.
   *
   * @param week any number that tells weeks of entry apart
   */
  public void addWeek(int week, WeekCounts counts) {
    weeks.merge(week, counts, WeekCounts::plus);
  }

  /** The counts of one channel; those by week are not told apart by channel and stay out. */
  public CellTable ofChannel(String channel) {
    CellTable part = new CellTable();
    byFold.forEach(
        (fold, cells) ->
            cells.forEach(
                (cell, counts) -> {
                  if (cell.channel().equals(channel)) {
                    part.add(fold, cell, counts);
                  }
                }));
    return part;
  }

  static void requireFold(int fold) {
    if (fold < 0 || fold >= FOLDS) {
      throw new IllegalArgumentException(
          "Fold %d; folds are numbered from 0 to %d".formatted(fold, FOLDS - 1));
    }
  }

  SortedMap<Cell, CellCounts> cells(int fold) {
    return Collections.unmodifiableSortedMap(byFold.get(fold));
  }

  SortedMap<Integer, WeekCounts> weeks() {
    return Collections.unmodifiableSortedMap(weeks);
  }
}
