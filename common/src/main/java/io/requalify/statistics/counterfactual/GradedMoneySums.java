package io.requalify.statistics.counterfactual;

import io.requalify.statistics.counterfactual.Cell.Quadrant;
import io.requalify.statistics.counterfactual.MoneyAccounts.GradedMoney;
import java.util.Optional;
import java.util.OptionalLong;

/** Sums the money of the due units of one version that have evidence: the second pass. */
final class GradedMoneySums {
  private final GradedSums grades;
  private final Optional<MoneyModel> model;
  private final GradedMoney terms;
  private final MoneyAccounts accounts;

  /**
   * Sums of nothing yet.
   *
   * @param units what was counted of the version
   * @param money what these units brought
   */
  GradedMoneySums(
      VersionUnits units,
      double smallestPropensity,
      MoneyTable money,
      GradedMoney terms,
      MoneyAccounts accounts) {
    this.grades =
        new GradedSums(
            units.model(), smallestPropensity, GradedTerms.OF_CANDIDATE, new AccountSums());
    this.model = units.model(money);
    this.terms = terms;
    this.accounts = accounts;
  }

  boolean hasModel() {
    return model.isPresent();
  }

  /**
   * Adds a unit if it has evidence.
   *
   * @param counts false where nothing that is known of it speaks of this version
   */
  void add(Quadrant quadrant, DecisionUnit unit, boolean counts) {
    OptionalLong weight = grades.weight(quadrant, unit, counts);
    if (weight.isPresent()) {
      long expected = model.orElseThrow().expected(unit.fold(), unit.cell(quadrant));
      accounts.addGraded(unit, terms, expected, weight.getAsLong());
    }
  }
}
