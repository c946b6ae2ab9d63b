package io.requalify.statistics.counterfactual;

import io.requalify.statistics.counterfactual.Cell.Quadrant;
import io.requalify.statistics.counterfactual.CountedUnits.WorkedSwapIns;
import java.util.Optional;

/** The units of one version, counted by cell: the first pass. */
final class VersionUnits {
  private final double smallestPropensity;
  private final CountedUnits counted;

  /**
   * No units yet.
   *
   * @param smallestPropensity a smaller probability is no support
   * @param horizonDays days within which the outcome counts
   */
  VersionUnits(double smallestPropensity, int horizonDays) {
    this.smallestPropensity = smallestPropensity;
    this.counted = new CountedUnits(horizonDays);
  }

  void count(Quadrant quadrant, DecisionUnit unit) {
    long worked = unit.worked() ? 1 : 0;
    boolean drawn = quadrant == Quadrant.SWAP_IN && unit.drawn(smallestPropensity);
    CellCounts counts = new CellCounts(1, worked, unit.converted() ? 1 : 0, drawn ? 1 : 0);
    Cell cell = unit.cell(quadrant);
    int days = unit.followUp().days();
    counted.add(unit.fold(), cell, unit.due() ? counts : CellCounts.NONE, counts);
    if (quadrant == Quadrant.AGREE_IN) {
      counted.addWeek(unit.week(), days, new WeekCounts(1, worked));
    } else if (unit.worked()) {
      long weight = drawn ? unit.drawWeight() : 0;
      counted.addWorkedSwapIns(cell.supportCell(), days, new WorkedSwapIns(1, weight));
    }
  }

  double smallestPropensity() {
    return smallestPropensity;
  }

  Optional<OutcomeModel> model() {
    return OutcomeModel.of(counted.due());
  }

  /** What its units are expected to bring; none where there is no outcome model. */
  Optional<MoneyModel> model(MoneyTable money) {
    return MoneyModel.of(counted.due(), money);
  }

  Propensities propensities() {
    return Propensities.of(counted.due(), smallestPropensity);
  }

  CohortWeights cohortWeights() {
    return CohortWeights.of(counted, smallestPropensity);
  }
}
