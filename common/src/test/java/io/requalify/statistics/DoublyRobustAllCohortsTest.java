package io.requalify.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.counterfactual.DecisionUnit;
import io.requalify.statistics.counterfactual.FollowUp;
import io.requalify.statistics.counterfactual.UnitLedger;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class DoublyRobustAllCohortsTest {
  private static final TrustGates GATES = TrustGates.standard();
  private static final int HORIZON = 30;
  private static final double OLD = 90;
  private static final double YOUNG = 10;
  private static final OptionalDouble NEVER = OptionalDouble.empty();
  private static final DoublyRobustAllCohorts ALL_COHORTS = new DoublyRobustAllCohorts();

  @Test
  void whereEveryHorizonIsOverItIsTheDoublyRobust() {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int contact = 0; contact < 600; contact++) {
      ledger.addShared(agreed(contact, OLD, contact % 3 == 0 ? day(contact % 29) : NEVER));
      ledger.addSwapIn(drawn(1000 + contact, OLD, contact % 4 == 0 ? day(12) : NEVER));
    }
    SwapEvidence evidence = ledger.evidence();

    assertThat(ALL_COHORTS.conversion(evidence, GATES))
        .isEqualTo(new DoublyRobust().conversion(evidence, GATES));
    assertThat(ALL_COHORTS.difference(evidence, GATES))
        .isEqualTo(new DoublyRobust().difference(evidence, GATES));
  }

  @Test
  void quickConversionsOfYoungCohortsCountOnceAndLateOnesOfOldOnesTwice() {
    SwapEvidence evidence = halfYoung().evidence();

    Conclusion all = ALL_COHORTS.conversion(evidence, GATES);
    // 200 quick ones weigh 1; half were followed for 20 days and more, so 50 late ones weigh 2.
    assertThat(all.estimate().orElseThrow()).isCloseTo((200 + 2 * 50) / 600.0, within(1e-6));
    assertThat(all.support().contacts()).isEqualTo(600);
    assertThat(all.support().observed()).isEqualTo(300 + 100);
    assertThat(all.trusted()).isTrue();
    Conclusion due = new DoublyRobust().conversion(evidence, GATES);
    assertThat(due.support().observed()).isEqualTo(300);
    assertThat(width(all)).isLessThan(width(due));
  }

  @Test
  void contactsThatWereNotFollowedLikeTheWholeAreRefused() {
    SwapEvidence young = halfYoung().evidence(unit -> !unit.due() || unit.week() == 1);

    assertThat(ALL_COHORTS.conversion(young, GATES).reason())
        .startsWith("refused: the contacts whose outcome is known stand for 0.")
        .contains("these were followed for longer or shorter than contacts are as a whole");
  }

  @Test
  void withoutACohortWhoseHorizonIsOverNothingIsSaid() {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int contact = 0; contact < 300; contact++) {
      ledger.addShared(agreed(contact, YOUNG, contact % 3 == 0 ? day(5) : NEVER));
    }
    assertThat(ALL_COHORTS.conversion(ledger.evidence(), GATES).reason())
        .isEqualTo(
            "refused: sales worked none of these 300 contacts on a logged rule or exploration route long enough ago");
  }

  @Test
  void drawThatBeganTooLateForItsHorizonGivesBounds() {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int contact = 0; contact < 400; contact++) {
      ledger.addShared(agreed(contact, OLD, contact % 3 == 0 ? day(5) : NEVER));
      ledger.addSwapIn(
          contact < 200
              ? drawn(1000 + contact, YOUNG, contact % 4 == 0 ? day(5) : NEVER)
              : unworked(1000 + contact));
    }
    Conclusion all = ALL_COHORTS.conversion(ledger.evidence(), GATES);

    assertThat(all.estimate()).isEmpty();
    assertThat(all.support().supportedShare()).hasValue(0.5);
    assertThat(all.interval().orElseThrow().width()).isGreaterThan(0.5);
  }

  @Test
  void youngCohortsThatConvertOtherwiseAreNoticed() {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int contact = 0; contact < 8000; contact++) {
      boolean young = contact % 2 == 0;
      boolean converts = contact / 2 % 20 < (young ? 6 : 5);
      ledger.addShared(agreed(contact, young ? YOUNG : OLD, converts ? day(5) : NEVER));
    }
    assertThat(ALL_COHORTS.conversion(ledger.evidence(), GATES).reason())
        .contains("which is more than chance: young cohorts are not like old ones");
  }

  @Test
  void unitsOfTwoHorizonsAreNoLedger() {
    UnitLedger ledger = new UnitLedger(0.01);
    ledger.addSwapIn(agreed(1, OLD, NEVER));
    ledger.addSwapIn(unit(2, true, false, FollowUp.ofWorked(90, 200, NEVER)));

    assertThatIllegalArgumentException()
        .isThrownBy(ledger::evidence)
        .withMessage(
            "Units with horizons of [30, 90] days are of different outcomes; give each a ledger of its own");
  }

  @Test
  void unitThatWasFollowedOtherwiseThanItSaysIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new DecisionUnit(
                    "acme",
                    0,
                    "search",
                    "all",
                    5,
                    0,
                    true,
                    true,
                    false,
                    NEVER,
                    true,
                    false,
                    FollowUp.ofWorked(HORIZON, OLD, NEVER)))
        .withMessageStartingWith(
            "A contact of account acme (due: true, worked: true, converted: true) was followed otherwise");
  }

  /** 300 old and 300 young contacts; a third convert on day 5, a sixth on day 20. */
  private static UnitLedger halfYoung() {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int contact = 0; contact < 600; contact++) {
      boolean young = contact % 2 == 0;
      OptionalDouble converted =
          switch (contact / 2 % 6) {
            case 0, 1 -> day(5);
            case 2 -> young ? NEVER : day(20);
            default -> NEVER;
          };
      ledger.addShared(agreed(contact, young ? YOUNG : OLD, converted));
    }
    return ledger;
  }

  private static OptionalDouble day(double days) {
    return OptionalDouble.of(days);
  }

  private static double width(Conclusion conclusion) {
    return conclusion.interval().orElseThrow().width();
  }

  private static DecisionUnit agreed(int contact, double days, OptionalDouble convertedAfter) {
    return unit(contact, true, false, FollowUp.ofWorked(HORIZON, days, convertedAfter));
  }

  /** Drawn with a probability of one half. */
  private static DecisionUnit drawn(int contact, double days, OptionalDouble convertedAfter) {
    return unit(contact, true, true, FollowUp.ofWorked(HORIZON, days, convertedAfter));
  }

  private static DecisionUnit unworked(int contact) {
    return unit(contact, false, false, FollowUp.ofUnworked(HORIZON, YOUNG));
  }

  private static DecisionUnit unit(
      int contact, boolean worked, boolean explored, FollowUp followUp) {
    return new DecisionUnit(
        "account " + contact,
        contact % 5,
        "search",
        "all",
        explored || !worked ? 3 : 5,
        contact < 60 && followUp.due() ? 1 : 0,
        followUp.due(),
        worked,
        explored,
        explored ? OptionalDouble.of(0.5) : OptionalDouble.empty(),
        followUp.due() && followUp.converted(),
        false,
        followUp);
  }
}
