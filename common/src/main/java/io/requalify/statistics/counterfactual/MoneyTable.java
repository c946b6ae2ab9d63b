package io.requalify.statistics.counterfactual;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The money that the due units of a version brought by one measure, in hundredths, by fold and
 * cell: it stands beside a {@link CellTable}, which says how many were worked.
 */
public final class MoneyTable {
  private final SortedMap<Integer, SortedMap<Cell, Long>> byFold = new TreeMap<>();

  /**
   * Adds what units of a cell brought.
   *
   * @param fold of the accounts, from 0
   * @throws ArithmeticException when a sum is too large for hundredths in a long
   */
  public void add(int fold, Cell cell, long hundredths) {
    CellTable.requireFold(fold);
    byFold
        .computeIfAbsent(fold, missing -> new TreeMap<>())
        .merge(cell, hundredths, Math::addExact);
  }

  long money(int fold, Cell cell) {
    SortedMap<Cell, Long> cells = byFold.get(fold);
    return cells == null ? 0 : cells.getOrDefault(cell, 0L);
  }
}
