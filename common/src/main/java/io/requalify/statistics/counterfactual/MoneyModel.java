package io.requalify.statistics.counterfactual;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a worked unit of a cell brings on average, units that do not convert as 0, made from the
 * other folds of the accounts: as {@link OutcomeModel}, with money in the place of conversions.
 */
public final class MoneyModel {
  private final List<LeaningMeans> folds;

  private MoneyModel(List<LeaningMeans> folds) {
    this.folds = folds;
  }

  /**
   * The model; none where {@link OutcomeModel} has none.
   *
   * @param table how many were worked
   * @param money what they brought
   */
  public static Optional<MoneyModel> of(CellTable table, MoneyTable money) {
    List<LeaningMeans> folds = new ArrayList<>();
    for (int fold = 0; fold < CellTable.FOLDS; fold++) {
      LeaningMeans means = new LeaningMeans();
      for (int other = 0; other < CellTable.FOLDS; other++) {
        int from = other;
        if (from != fold) {
          table
              .cells(from)
              .forEach((cell, counts) -> means.add(cell, counts.worked(), money.money(from, cell)));
        }
      }
      if (means.isEmpty()) {
        return Optional.empty();
      }
      folds.add(means);
    }
    return Optional.of(new MoneyModel(folds));
  }

  /**
   * What a worked unit of a cell is expected to bring, in whole hundredths.
   *
   * @param fold of the account of whom it is expected, from 0; its own outcomes have no part in it
   */
  public long expected(int fold, Cell cell) {
    CellTable.requireFold(fold);
    return Math.round(folds.get(fold).expected(cell));
  }
}
