package io.requalify.statistics.counterfactual;

import io.requalify.statistics.counterfactual.Cell.Quadrant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * With which probability sales came to work a unit, and so which grade of evidence it has.
 *
 * <ul>
 *   <li>In the agree-in: the share of its week that was worked, since whom sales did not get to in
 *       a week is taken for chance.
 *   <li>In a support cell of whom some were drawn: the logged probability. Whoever sales worked
 *       there otherwise counts as not worked, because how they were chosen was not logged.
 *   <li>In other support cells that sales had worked by former rules: the share of the cell. With
 *       {@code n} units of the cell, {@code n_v} of them met by the rule {@code v}, which worked
 *       {@code w_v}, the balanced mixture {@code Sum_v (n_v/n)(w_v/n_v)} is {@code Sum_v w_v / n},
 *       the share itself, however the rules divide the time. Agarwal and others 2017, on balanced
 *       weighting over several loggers. Comparable only if conversion did not change between those
 *       times: see {@link StabilityTest}.
 * </ul>
 *
 * A probability below the smallest is no support. A support cell that the draw can reach in part
 * only counts as reached; that the weights then miss the number of its units is what the gate on
 * the known volume notices. So bounds of an exploration should be edges of score bands.
 */
public final class Propensities {
  private final SortedMap<Integer, Long> weekWeights = new TreeMap<>();
  private final SortedMap<SupportCell, Grade> supportCells = new TreeMap<>();
  private final SortedMap<SupportCell, Long> historyWeights = new TreeMap<>();

  private Propensities() {}

  /**
   * The propensities of these counts.
   *
   * @param smallest a smaller probability is no support, in (0, 1]
   */
  public static Propensities of(CellTable table, double smallest) {
    return of(table, smallest, true);
  }

  /**
   * The propensities of these counts, without grade B.
   *
   * @param smallest as before
   */
  static Propensities withoutHistory(CellTable table, double smallest) {
    return of(table, smallest, false);
  }

  private static Propensities of(CellTable table, double smallest, boolean historyCounts) {
    if (!(smallest > 0 && smallest <= 1)) {
      throw new IllegalArgumentException(
          "The smallest propensity %s lies outside of (0, 1]".formatted(smallest));
    }
    Propensities propensities = new Propensities();
    table
        .weeks()
        .forEach(
            (week, counts) -> {
              if (supports(counts.worked(), counts.due(), smallest)) {
                long weight = Millionths.inverse(counts.worked(), counts.due());
                propensities.weekWeights.put(week, weight);
              }
            });
    supportCells(table)
        .forEach((cell, counts) -> propensities.put(cell, counts, smallest, historyCounts));
    return propensities;
  }

  private static SortedMap<SupportCell, CellCounts> supportCells(CellTable table) {
    SortedMap<SupportCell, CellCounts> supportCells = new TreeMap<>();
    for (int fold = 0; fold < CellTable.FOLDS; fold++) {
      table
          .cells(fold)
          .forEach(
              (cell, counts) -> {
                if (cell.quadrant() == Quadrant.SWAP_IN) {
                  supportCells.merge(cell.supportCell(), counts, CellCounts::plus);
                }
              });
    }
    return supportCells;
  }

  private void put(SupportCell cell, CellCounts counts, double smallest, boolean historyCounts) {
    if (counts.drawn() > 0) {
      supportCells.put(cell, Grade.EXPLORED);
    } else if (historyCounts && supports(counts.worked(), counts.due(), smallest)) {
      long weight = Millionths.inverse(counts.worked(), counts.due());
      supportCells.put(cell, Grade.HISTORY);
      historyWeights.put(cell, weight);
    }
  }

  private static boolean supports(long worked, long due, double smallest) {
    return worked > 0 && worked >= smallest * due;
  }

  /**
   * The grade of a due unit.
   *
   * @param week of its entry
   * @param nearThreshold true when it stands close below the threshold of production
   */
  public Grade grade(Cell cell, int week, boolean nearThreshold) {
    if (cell.quadrant() == Quadrant.AGREE_IN) {
      return weekWeights.containsKey(week) ? Grade.OBSERVED : Grade.NONE;
    }
    Grade unsupported = nearThreshold ? Grade.NEAR_THRESHOLD : Grade.NONE;
    return supportCells.getOrDefault(cell.supportCell(), unsupported);
  }

  /**
   * The weight of a unit with evidence, in whole millionths; 0 where sales did not work it in the
   * way that its grade asks for.
   *
   * @param smallest a draw with a smaller probability is none
   */
  long weight(Grade grade, Cell cell, DecisionUnit unit, double smallest) {
    return switch (grade) {
      case OBSERVED -> unit.worked() ? weekWeights.get(unit.week()) : 0;
      case EXPLORED -> unit.drawn(smallest) ? unit.drawWeight() : 0;
      case HISTORY -> unit.worked() ? historyWeights.get(cell.supportCell()) : 0;
      case NEAR_THRESHOLD, NONE ->
          throw new IllegalArgumentException("Units of grade %s have no weight".formatted(grade));
    };
  }

  /** The weight of a worked agree-in unit by the week of its entry, in whole millionths. */
  public SortedMap<Integer, Long> weekWeights() {
    return Collections.unmodifiableSortedMap(weekWeights);
  }

  /** The support cells of grade A or B, with their grade. */
  public SortedMap<SupportCell, Grade> supportCells() {
    return Collections.unmodifiableSortedMap(supportCells);
  }

  /** The weight of a worked swap-in by its support cell of grade B, in whole millionths. */
  public SortedMap<SupportCell, Long> historyWeights() {
    return Collections.unmodifiableSortedMap(historyWeights);
  }
}
