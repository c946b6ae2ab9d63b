package io.requalify.statistics.counterfactual;

import static java.util.Objects.requireNonNull;

import io.requalify.statistics.counterfactual.Cell.Quadrant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Swap-ins that are taken for alike: what would be drawn from, and whose evidence may be borrowed.
 *
 * @param cell of the quadrant {@link Quadrant#SWAP_IN}
 * @param grade explored, history, or none
 * @param due contacts whose horizon is over
 * @param expected share of them that is expected to convert once worked
 */
public record SwapInCell(Cell cell, Grade grade, long due, double expected) {
  public SwapInCell {
    requireNonNull(cell, "cell");
    requireNonNull(grade, "grade");
    if (cell.quadrant() != Quadrant.SWAP_IN || due < 1 || !(expected >= 0 && expected <= 1)) {
      throw new IllegalArgumentException(
          "%d contacts of %s with the rate %s".formatted(due, cell, expected));
    }
  }

  /** The cells of the swap-ins, in order. */
  public static List<SwapInCell> of(
      CellTable table, OutcomeModel model, Propensities propensities) {
    SortedMap<Cell, Long> due = new TreeMap<>();
    SortedMap<Cell, Long> expected = new TreeMap<>();
    for (int fold = 0; fold < CellTable.FOLDS; fold++) {
      int ofFold = fold;
      table
          .cells(fold)
          .forEach(
              (cell, counts) -> {
                if (cell.quadrant() == Quadrant.SWAP_IN && counts.due() > 0) {
                  due.merge(cell, counts.due(), Math::addExact);
                  long sum = Math.multiplyExact(counts.due(), model.expected(ofFold, cell));
                  expected.merge(cell, sum, Math::addExact);
                }
              });
    }
    List<SwapInCell> cells = new ArrayList<>();
    due.forEach(
        (cell, contacts) -> {
          Grade grade = propensities.supportCells().getOrDefault(cell.supportCell(), Grade.NONE);
          double rate = (double) expected.get(cell) / contacts / Millionths.ONE;
          cells.add(new SwapInCell(cell, grade, contacts, Math.min(1, rate)));
        });
    return cells;
  }
}
