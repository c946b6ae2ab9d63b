package io.requalify.statistics.counterfactual;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What share of a cell converts once worked, made from the other folds of the accounts:
 *
 * <pre>m(cell) = (converted + kappa m(parent)) / (worked + kappa)</pre>
 *
 * with the parent of a cell its channel within the quadrant, of that the quadrant, and of that all
 * worked units, whose plain share stands at the end. So a cell of whom few were worked leans to
 * what is most like it. The channel is taken within the quadrant because swap-ins convert worse
 * than the agree-in of their channel, and there are few of them.
 *
 * <p>Nothing that is known of an account goes into what is expected of its own units, so an
 * overfitted cell cannot agree with itself. Chernozhukov and others 2018, section 3.
 */
public final class OutcomeModel {
  /** So many worked units of its own weigh as much as the parent of a cell. */
  public static final double KAPPA = 10;

  private final List<LeaningMeans> folds;

  private OutcomeModel(List<LeaningMeans> folds) {
    this.folds = folds;
  }

  /**
   * The model of these counts; none where outside of some fold nothing was worked, so that nothing
   * can be expected of it.
   */
  public static Optional<OutcomeModel> of(CellTable table) {
    List<LeaningMeans> folds = new ArrayList<>();
    for (int fold = 0; fold < CellTable.FOLDS; fold++) {
      LeaningMeans means = new LeaningMeans();
      for (int other = 0; other < CellTable.FOLDS; other++) {
        if (other != fold) {
          table
              .cells(other)
              .forEach((cell, counts) -> means.add(cell, counts.worked(), counts.converted()));
        }
      }
      if (means.isEmpty()) {
        return Optional.empty();
      }
      folds.add(means);
    }
    return Optional.of(new OutcomeModel(folds));
  }

  /**
   * The share of a cell that is expected to convert once worked, in whole millionths, in [0, 1].
   *
   * @param fold of the account of whom it is expected, from 0; its own outcomes have no part in it
   */
  public long expected(int fold, Cell cell) {
    CellTable.requireFold(fold);
    return Millionths.of(folds.get(fold).expected(cell));
  }
}
