package io.requalify.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.requalify.rules.Points;
import io.requalify.tables.ContractViolationException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Ten points double the odds. */
final class PointsModelTest {
  private static final double SCALE = Math.log(2) / 10;

  @Test
  void oddsThatAreEightfoldAreThirtyPoints() {
    // With the rule 40 of 50, odds 4; without 20 of 60, odds 1/2.
    Decided decided = new Decided().add(40, 10, 5).add(20, 40, 0);

    PointsFit fit = fitted(decided, role("r", 5, 1));

    assertThat(fit.sizes().get(0)).isCloseTo(30, within(1e-7));
    assertThat(fit.points()).containsEntry("r", Points.of(30));
    // Woolf, with 110 / 109 for the clusters, in points.
    double error = Math.sqrt((1.0 / 40 + 1.0 / 10 + 1.0 / 20 + 1.0 / 40) * 110 / 109) / SCALE;
    assertThat(fit.standardError(0)).hasValueCloseTo(error, within(1e-6));
  }

  @Test
  void aPenaltyStaysAPenaltyAndNeverTurnsIntoAReward() {
    Decided harms = new Decided().add(20, 40, -5).add(40, 10, 0);
    Decided helps = new Decided().add(40, 10, -5).add(20, 40, 0);

    assertThat(fitted(harms, role("r", -5, 1)).points()).containsEntry("r", Points.of(-30));
    assertThat(fitted(helps, role("r", -5, 1)).points()).containsEntry("r", Points.of(0));
  }

  @Test
  void twoHitsAreTwiceTheEffectAndAHalfFadedOneHalf() {
    // Odds 1/4, 1/2, 1 and 2 at no, one half, one and one and a half hit: doubled by each half.
    Decided decided = new Decided().add(10, 40, 0).add(20, 40, 3).add(30, 30, 6).add(40, 20, 9);

    assertThat(fitted(decided, role("r", 6, 1)).sizes().get(0)).isCloseTo(20, within(1e-7));
  }

  @Test
  void aDimensionThatCountsHalfNeedsTwiceThePoints() {
    Decided decided = new Decided().add(40, 10, 5).add(20, 40, 0);

    assertThat(fitted(decided, role("r", 5, 0.5)).sizes().get(0)).isCloseTo(60, within(1e-7));
  }

  @Test
  void pointsThatAreKeptExplainTheirPartBeforeTheOthersAreFitted() {
    // Who has the one has the other: of the 30 points that both are worth, 12 are kept.
    Decided decided = new Decided().add(40, 10, 5, 12).add(20, 40, 0, 0);
    PointsModel model =
        new PointsModel(
            List.of(role("r", 5, 1), role("s", 12, 1).keptBecause("it is said so")),
            decided.list());

    PointsFit fit = model.fit(SCALE, row -> true);

    assertThat(model.hasKeptPoints()).isTrue();
    assertThat(fit.sizes()).containsOnlyKeys(0);
    assertThat(fit.sizes().get(0)).isCloseTo(18, within(1e-7));
    assertThat(model.totals(fit.roundedSizes())[0]).isCloseTo(30, within(1e-9));
    assertThat(model.totals(new TreeMap<>())[0]).isCloseTo(17, within(1e-9));
  }

  @Test
  void weightsCountAsSoManyDecisions() {
    Decided thrice = new Decided();
    for (int i = 0; i < 40; i++) {
      thrice.add(3, i < 30, 5).add(3, i < 10, 0);
    }
    Decided once = new Decided().add(90, 30, 5).add(30, 90, 0);

    assertThat(fitted(thrice, role("r", 5, 1)).sizes().get(0))
        .isCloseTo(fitted(once, role("r", 5, 1)).sizes().get(0), within(1e-7));
  }

  @Test
  void aRuleWithConversionsAloneKeepsItsPointsInTheFit() {
    Decided decided = new Decided().add(15, 0, 5, 7).add(40, 10, 5, 0).add(20, 40, 0, 0);
    PointsModel model = new PointsModel(List.of(role("r", 5, 1), role("s", 7, 1)), decided.list());

    PointsFit fit = model.fit(SCALE, row -> true);

    assertThat(fit.separated()).containsExactly(1);
    assertThat(fit.points()).containsOnlyKeys("r");
  }

  @Test
  void aRuleThatNoneOfTheRowsHasKeepsItsPointsInTheFit() {
    Decided decided = new Decided().add(40, 10, 5, 0).add(20, 40, 0, 0).add(5, 5, 0, 7);
    PointsModel model = new PointsModel(List.of(role("r", 5, 1), role("s", 7, 1)), decided.list());

    assertThat(model.fit(SCALE, row -> row < 110).points()).containsOnlyKeys("r");
    assertThat(model.fit(SCALE, row -> true).points()).containsOnlyKeys("r", "s");
  }

  @Test
  void halfPointsAreRoundedUpAndMoreThanAMillionAreRefused() {
    Decided decided = new Decided().add(40, 10, 5).add(20, 40, 0);
    double halves = Math.log(8) / 2.5000001;

    assertThat(fit(decided, role("r", 5, 1), halves).points()).containsEntry("r", Points.of(3));
    assertThatThrownBy(() -> fit(decided, role("r", 5, 1), 1e-6).points())
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("Rule r would get 2079442 points")
        .hasMessageContaining("choose a smaller --points-to-double-odds");
  }

  private static PointsFit fitted(Decided decided, RuleRole role) {
    return fit(decided, role, SCALE);
  }

  private static PointsFit fit(Decided decided, RuleRole role, double scale) {
    return new PointsModel(List.of(role), decided.list()).fit(scale, row -> true);
  }

  private static RuleRole role(String rule, long points, double weight) {
    return new RuleRole(rule, Optional.of(Points.of(points)), weight, 20, 10, Optional.empty());
  }
}
