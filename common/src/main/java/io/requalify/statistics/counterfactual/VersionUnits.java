package io.requalify.statistics.counterfactual;

import io.requalify.statistics.counterfactual.Cell.Quadrant;
import java.util.Optional;

/** The due units of one version, counted by cell: the first pass. */
final class VersionUnits {
  private final double smallestPropensity;
  private final CellTable table = new CellTable();

  VersionUnits(double smallestPropensity) {
    this.smallestPropensity = smallestPropensity;
  }

  void count(Quadrant quadrant, DecisionUnit unit) {
    if (!unit.due()) {
      return;
    }
    long worked = unit.worked() ? 1 : 0;
    boolean drawn = quadrant == Quadrant.SWAP_IN && unit.drawn(smallestPropensity);
    table.add(
        unit.fold(),
        unit.cell(quadrant),
        new CellCounts(1, worked, unit.converted() ? 1 : 0, drawn ? 1 : 0));
    if (quadrant == Quadrant.AGREE_IN) {
      table.addWeek(unit.week(), new WeekCounts(1, worked));
    }
  }

  double smallestPropensity() {
    return smallestPropensity;
  }

  Optional<OutcomeModel> model() {
    return OutcomeModel.of(table);
  }

  /** What its units are expected to bring; none where there is no outcome model. */
  Optional<MoneyModel> model(MoneyTable money) {
    return MoneyModel.of(table, money);
  }

  Propensities propensities() {
    return Propensities.of(table, smallestPropensity);
  }
}
