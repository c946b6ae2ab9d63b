package io.requalify.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.requalify.rules.Points;
import io.requalify.rules.RuleFiles;
import io.requalify.rules.RuleVersion;
import io.requalify.suggestions.SeenDecision.Decision;
import io.requalify.tables.ContractViolationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** When there is too little to learn from, and what is said of single rules. */
final class EvidenceGatesTest {
  @Test
  void thirtyOfEitherOutcomeAreEnoughForThreeRules() {
    Decided decided = new Decided().add(15, 15, 5, 0, 2).add(15, 15, 0, 5, 0);

    assertThatCode(() -> require(decided, "a", "b", "c")).doesNotThrowAnyException();
  }

  @Test
  void twentyNineOfEitherOutcomeAreTooFew() {
    Decided decided = new Decided().add(14, 50, 5).add(15, 50, 0);

    assertThatThrownBy(() -> require(decided, "a"))
        .isInstanceOf(ContractViolationException.class)
        .hasMessage(
            "Too little to learn from: 29 decisions with the outcome and 100 without, and 30 of either are needed;"
                + " widen the window with --from and --to, wait, or choose an outcome that comes more often");
  }

  @Test
  void eachRuleNeedsTenOfTheRarerOutcome() {
    Decided decided = new Decided().add(19, 50, 5, 0, 2, 1).add(20, 50, 0, 5, 0, 0);

    assertThatThrownBy(() -> require(decided, "a", "b", "c", "d"))
        .hasMessageStartingWith(
            "Too little to learn from: 39 of the rarer outcome for 4 rules, and 10 for each are needed");
  }

  @Test
  void aDozenAccountsTellNothingOfChanceBetweenThem() {
    List<SeenDecision> decisions = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      decisions.add(decision("account " + i % 12, i % 5, i % 2 == 0));
    }

    assertThatThrownBy(() -> require(decisions, "a"))
        .hasMessageStartingWith(
            "Too little to learn from: the decisions are about 12 accounts, and 20 are needed");
  }

  @Test
  void anOutcomeThatOneFifthOfTheAccountsHasCannotBeTriedOnOthers() {
    List<SeenDecision> decisions = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      decisions.add(decision("account " + i, i % 5, i % 5 == 3));
    }

    assertThatThrownBy(() -> require(decisions, "a"))
        .hasMessageStartingWith(
            "Too little to learn from: nearly all decisions with the outcome lie in a fifth of the accounts");
  }

  @Test
  void whereEveryRuleKeepsItsPointsThereIsNothingToRefit() {
    PointsModel model =
        new PointsModel(
            List.of(role("a").keptBecause("too few have it: fewer than 10")),
            new Decided().add(30, 30, 5).list());

    assertThatThrownBy(() -> EvidenceGates.requireEnough(model, Evidence.of(model, Map.of())))
        .hasMessage("No rule can be refitted: a too few have it: fewer than 10");
  }

  @Test
  void whereNoRuleHelpsThereIsNothingToSuggest() {
    Decided decided = new Decided().add(20, 40, 5).add(40, 10, 0);
    PointsModel model = new PointsModel(List.of(role("a")), decided.list());

    assertThatThrownBy(() -> EvidenceGates.requireHelp(model.fit(1, row -> true)))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageStartingWith("Nothing to suggest: no rule that can be refitted");
  }

  @Test
  void aScoreThatNeverErrsHasSeenTheOutcome() {
    Decided decided = new Decided().add(40, 0, 5, 1).add(0, 40, 0, 1).add(0, 40, 0, 0);
    PointsModel model =
        new PointsModel(
            List.of(role("a").keptBecause("all that have it converted"), role("b")),
            decided.list());
    PointsFit fit = model.fit(0.1, row -> true);
    double[] totals = model.totals(new TreeMap<>());

    assertThatThrownBy(() -> new LossMeasurement(model).of(fit, totals, totals))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("look whether a rule reads what is only known once the outcome came");
  }

  @Test
  void aGainBeyondALimitIsToldAndALossIsNot() {
    RuleVersion production =
        RuleFiles.read(
                Path.of(
                    System.getProperty("requalify.root"),
                    "examples",
                    "rules",
                    "demo",
                    "2026-02-production.yaml"))
            .get(0);

    assertThat(Limits.cutting(production, "senior-title", Points.of(80)))
        .contains("more than the limit of dimension fit, 40, lets through");
    assertThat(Limits.cutting(production, "senior-title", Points.of(40))).isEmpty();
    assertThat(Limits.cutting(production, "senior-title", Points.of(-80))).isEmpty();
  }

  private static void require(Decided decided, String... rules) {
    require(decided.list(), rules);
  }

  private static void require(List<SeenDecision> decisions, String... rules) {
    PointsModel model =
        new PointsModel(List.of(rules).stream().map(EvidenceGatesTest::role).toList(), decisions);
    EvidenceGates.requireEnough(model, Evidence.of(model, Map.of()));
  }

  private static SeenDecision decision(String cluster, int fold, boolean converted) {
    return new SeenDecision(
        cluster,
        cluster,
        fold,
        new Decision(0, false, 1_000_000, converted),
        new long[] {5_000_000},
        5_000_000,
        false);
  }

  private static RuleRole role(String rule) {
    return new RuleRole(rule, Optional.of(Points.of(5)), 1, 20, 10, Optional.empty());
  }
}
