package io.requalify.statistics.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Conclusion;
import io.requalify.statistics.DoublyRobust;
import io.requalify.statistics.GradedVolume;
import io.requalify.statistics.SwapEvidence;
import io.requalify.statistics.TrustGates;
import io.requalify.statistics.counterfactual.Cell.Quadrant;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Swap-ins that former rules worked, and whether conversion stayed the same since. */
final class HistoryEvidenceTest {
  private static final double SMALLEST = 0.01;
  private static final int FORMER_WEEK = 0;
  private static final int LATER_WEEK = 8;

  @Test
  void balancedMixtureOfTheLoggersIsThePooledShareOfTheCell() {
    // Rules of three times met 40, 10 and 50 units of a cell and worked 20, 9 and 0.
    List<WeekCounts> loggers =
        List.of(new WeekCounts(40, 20), new WeekCounts(10, 9), new WeekCounts(50, 0));
    double units = loggers.stream().mapToLong(WeekCounts::due).sum();
    double mixture =
        loggers.stream().mapToDouble(one -> one.due() / units * one.worked() / one.due()).sum();

    CellTable table = new CellTable();
    for (WeekCounts one : loggers) {
      table.add(0, swapIn(), new CellCounts(one.due(), one.worked(), 0, 0));
    }
    assertThat(Propensities.of(table, SMALLEST).historyWeights().get(swapIn().supportCell()))
        .isEqualTo(Millionths.of(1 / mixture));
  }

  /**
   * Half of 40 swap-ins are worked at first and none later; of the agreed 3 of 10, then 5 of 10.
   */
  @Test
  void scoresAreThoseOfMantelAndHaenszelByHand() {
    CountedUnits counted = new CountedUnits(30);
    counted.add(0, swapIn(), new CellCounts(40, 10, 2, 0), new CellCounts(40, 10, 2, 0));
    counted.epochs().addSwapIns(swapIn().supportCell(), 0, new WeekCounts(20, 10));
    counted.epochs().addSwapIns(swapIn().supportCell(), 2, new WeekCounts(20, 0));
    Stratum stratum = new Stratum("search", "all");
    counted.epochs().addAgreed(stratum, 0, new BinomialTally(10, 3));
    counted.epochs().addAgreed(stratum, 2, new BinomialTally(10, 5));

    StabilityScores scores = StabilityScores.of(counted, SMALLEST).orElseThrow();
    // z is 0.5 and 0, on average 0.25; 0.4 convert.
    assertThat(scores.score(stratum, 0)).isEqualTo(new StabilityScores.Score(150_000, -100_000));
    assertThat(scores.score(stratum, 2)).isEqualTo(new StabilityScores.Score(-150_000, 100_000));
    assertThat(scores.score(new Stratum("social", "all"), 0))
        .isEqualTo(new StabilityScores.Score(0, 0));
  }

  @Test
  void whatRulesWorkedAlikeAtAllTimesNeedsNoTest() {
    CountedUnits counted = new CountedUnits(30);
    counted.add(0, swapIn(), new CellCounts(60, 15, 2, 0), new CellCounts(60, 15, 2, 0));
    counted.epochs().addSwapIns(swapIn().supportCell(), 0, new WeekCounts(20, 5));
    counted.epochs().addSwapIns(swapIn().supportCell(), 2, new WeekCounts(40, 10));

    assertThat(StabilityScores.of(counted, SMALLEST)).isEmpty();
    assertThat(StabilityScores.of(new CountedUnits(30), SMALLEST)).isEmpty();
  }

  @Test
  void chiSquaredIsJudgedBetweenAccounts() {
    // 100 accounts that each add 1, with a sum of squares of 100: all in one direction.
    StabilityTest changed = new StabilityTest(100, BigInteger.valueOf(100), 100);
    StabilityTest chance = new StabilityTest(10, BigInteger.valueOf(100), 100);

    assertThat(changed.chiSquared().orElseThrow()).isCloseTo(99, within(1e-9));
    assertThat(changed.refusal().orElseThrow())
        .isEqualTo(
            "what former rules worked is no evidence: among the contacts that both versions qualify conversion changed between their time and later (chi-squared 99.0; 3.8 would be chance)");
    assertThat(chance.refusal()).isEmpty();
    assertThat(new StabilityTest(5, BigInteger.valueOf(25), 1).refusal().orElseThrow())
        .endsWith("so whether conversion changed cannot be told");
  }

  @Test
  void historyCountsWhereTheAgreedConvertedAlike() {
    SwapEvidence evidence = evidence(3, 3);

    assertThat(evidence.graded().orElseThrow().unusedHistory()).isEmpty();
    assertThat(evidence.graded().orElseThrow().candidate())
        .isEqualTo(GradedVolume.of(400, 400, 0, 0, 0));
    Conclusion robust = new DoublyRobust().conversion(evidence, TrustGates.standard());
    assertThat(robust.trusted()).isTrue();
    assertThat(robust.estimate().orElseThrow()).isCloseTo((0.3 + 0.2) / 2, within(0.01));
  }

  @Test
  void historyIsNoEvidenceWhereTheAgreedConvertedOtherwise() {
    SwapEvidence evidence = evidence(3, 6);

    assertThat(evidence.graded().orElseThrow().candidate())
        .isEqualTo(GradedVolume.of(400, 0, 0, 0, 400));
    Conclusion robust = new DoublyRobust().conversion(evidence, TrustGates.standard());
    assertThat(robust.estimate()).isEmpty();
    assertThat(robust.interval().orElseThrow().width()).isGreaterThan(0.5);
    assertThat(robust.reason())
        .contains("what former rules worked is no evidence")
        .contains("conversion changed between their time and later");
  }

  @Test
  void historyIsNoEvidenceWhereNobodyAgreedWasWorkedInItsTime() {
    UnitLedger ledger = new UnitLedger(SMALLEST);
    for (int contact = 0; contact < 400; contact++) {
      boolean former = contact % 2 == 0;
      ledger.addShared(agreed(contact, LATER_WEEK, contact / 2 % 10 < 3));
      ledger.addSwapIn(
          swapIn(1000 + contact, former ? FORMER_WEEK : LATER_WEEK, former, contact % 10 < 4));
    }
    assertThat(ledger.evidence().graded().orElseThrow().unusedHistory().orElseThrow())
        .endsWith("so whether conversion changed cannot be told");
  }

  /** Of ten agreed contacts so many convert in the time of a former rule, and so many later. */
  private static SwapEvidence evidence(int formerly, int later) {
    UnitLedger ledger = new UnitLedger(SMALLEST);
    for (int contact = 0; contact < 400; contact++) {
      boolean former = contact % 2 == 0;
      int week = former ? FORMER_WEEK : LATER_WEEK;
      ledger.addShared(agreed(contact, week, contact / 2 % 10 < (former ? formerly : later)));
      ledger.addSwapIn(swapIn(1000 + contact, week, former, contact / 2 % 10 < 2));
    }
    return ledger.evidence();
  }

  private static Cell swapIn() {
    return new Cell(Quadrant.SWAP_IN, "search", "all", 3);
  }

  private static DecisionUnit agreed(int contact, int week, boolean converts) {
    return unit(contact, 5, week, true, converts);
  }

  private static DecisionUnit swapIn(int contact, int week, boolean worked, boolean converts) {
    return unit(contact, 3, week, worked, worked && converts);
  }

  private static DecisionUnit unit(
      int contact, int band, int week, boolean worked, boolean converted) {
    return new DecisionUnit(
        "account " + contact,
        contact % 5,
        "search",
        "all",
        band,
        week,
        true,
        worked,
        false,
        OptionalDouble.empty(),
        converted,
        false,
        worked
            ? FollowUp.ofWorked(30, 90, converted ? OptionalDouble.of(5) : OptionalDouble.empty())
            : FollowUp.ofUnworked(30, 90));
  }
}
