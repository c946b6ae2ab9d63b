package io.requalify.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.Conclusion.IntervalKind;
import io.requalify.statistics.counterfactual.DecisionUnit;
import io.requalify.statistics.counterfactual.FollowUp;
import io.requalify.statistics.counterfactual.UnitLedger;
import io.requalify.statistics.counterfactual.UnitMoney;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class MoneyEstimatorTest {
  private static final TrustGates GATES = TrustGates.ofWins();
  private static final MoneyMeasure REVENUE = new MoneyMeasure("EUR", MoneyMeasure.Kind.REVENUE);
  private static final MoneyMeasure MARGIN = new MoneyMeasure("EUR", MoneyMeasure.Kind.MARGIN);

  @Test
  void propensityOfOneEverywhereGivesThePlainMeanOfTheMoney() {
    MoneyEvidence evidence = world(0).money(REVENUE, unit -> true);

    // 100 that both qualify bring 120.00 and 60 of the swap-ins 60.00; 600 contacts in all.
    for (String name : List.of("observed", "ips", "doubly_robust")) {
      Conclusion revenue = estimator(name).perContact(evidence, GATES);
      assertThat(revenue.estimate().orElseThrow()).as(name).isCloseTo(26, within(1e-9));
      assertThat(revenue.intervalKind()).isEqualTo(IntervalKind.CONFIDENCE);
      assertThat(revenue.interval().orElseThrow().contains(26)).isTrue();
    }
    assertThat(MoneyEstimator.DEFAULT.perContact(evidence, GATES).reason()).isEmpty();
    assertThat(estimator("agreement_set").perContact(evidence, GATES).estimate().orElseThrow())
        .isCloseTo(40, within(1e-9));
    assertThat(estimator("direct").perContact(evidence, GATES).reason())
        .startsWith("not trusted: it is model-based");

    Conclusion change = MoneyEstimator.DEFAULT.difference(evidence, GATES);
    assertThat(change.estimate().orElseThrow()).isCloseTo(26 - 40, within(1e-9));
    assertThat(change.interval().orElseThrow().upper()).isLessThan(0);
  }

  @Test
  void marginMayBeALossAndItsIntervalIsNotCutAtNothing() {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int contact = 0; contact < 300; contact++) {
      long margin = contact % 2 == 0 ? 100_00 : -110_00;
      ledger.addShared(agreed(contact, "account " + contact, paid("EUR", 120_00, margin)));
    }
    Conclusion margin =
        MoneyEstimator.DEFAULT.perContact(ledger.money(MARGIN, unit -> true), GATES);

    assertThat(margin.estimate().orElseThrow()).isCloseTo(-5, within(1e-9));
    assertThat(margin.interval().orElseThrow().lower()).isLessThan(-10);
  }

  @Test
  void candidateThatIsProductionBringsNothingMore() {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int contact = 0; contact < 200; contact++) {
      ledger.addShared(agreed(contact, "account " + contact, wins(contact, 3, 80_00)));
    }
    for (MoneyEstimator estimator : MoneyEstimator.all()) {
      Conclusion change = estimator.difference(ledger.money(REVENUE, unit -> true), GATES);
      assertThat(change.estimate()).as(estimator.shortName()).hasValue(0);
      assertThat(change.interval()).contains(new Interval(0, 0));
    }
  }

  @Test
  void contactsWithoutEvidenceAreLeftOutInWordsAndManyOfThemTakeTheFigureAway() {
    Conclusion few =
        MoneyEstimator.DEFAULT.perContact(world(100).money(REVENUE, unit -> true), GATES);
    Conclusion many =
        MoneyEstimator.DEFAULT.perContact(world(400).money(REVENUE, unit -> true), GATES);

    assertThat(few.estimate().orElseThrow()).isCloseTo(26, within(1e-9));
    assertThat(few.intervalKind()).isEqualTo(IntervalKind.CONFIDENCE_OF_EVIDENCE);
    assertThat(few.trusted()).isFalse();
    assertThat(few.reason())
        .isEqualTo(
            "not trusted: of 100 of the contacts, 700 in all, nothing is known, and money has no worst case: figure and interval speak of the others only");
    assertThat(many.refused()).isTrue();
    assertThat(many.reason())
        .isEqualTo(
            "refused: only 60% of the contacts have evidence, and money has no worst case that could stand for the others; at least 80% must");
  }

  @Test
  void tooSmallADrawTellsNothingOfTheMoney() {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int contact = 0; contact < 300; contact++) {
      ledger.addShared(agreed(contact, "account " + contact, wins(contact, 3, 80_00)));
    }
    for (int contact = 300; contact < 320; contact++) {
      ledger.addSwapIn(drawn(contact, Optional.empty()));
    }
    assertThat(
            MoneyEstimator.DEFAULT.perContact(ledger.money(REVENUE, unit -> true), GATES).reason())
        .isEqualTo(
            "refused: only 20 effective explored or formerly worked contacts stand for the swap-ins; at least 50 are needed");
  }

  @Test
  void withoutContactsThatBothQualifyThereIsNoNaiveFigure() {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int contact = 0; contact < 100; contact++) {
      ledger.addSwapIn(drawn(contact, wins(contact, 2, 80_00)));
    }
    MoneyEvidence evidence = ledger.money(REVENUE, unit -> true);

    assertThat(estimator("agreement_set").perContact(evidence, GATES).reason())
        .isEqualTo("refused: no contact is qualified by both versions");
    assertThat(estimator("observed").perContact(evidence, GATES).estimate().orElseThrow())
        .isCloseTo(40, within(1e-9));
  }

  @Test
  void fewWinsAndOneAccountThatBroughtMuchAreNamed() {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int contact = 0; contact < 200; contact++) {
      ledger.addShared(agreed(contact, "account " + contact, wins(contact, 10, 100_00)));
    }
    ledger.addShared(agreed(1000, "whale", paid("EUR", 900_00, 1)));
    Conclusion revenue =
        MoneyEstimator.DEFAULT.perContact(ledger.money(REVENUE, unit -> true), GATES);

    assertThat(revenue.estimate()).isPresent();
    assertThat(revenue.reason())
        .isEqualTo(
            "not trusted: only 21 conversions were seen; at least 30 should be; one account brought 31% of the money; none should more than 20%");
  }

  @Test
  void winsInAnotherCurrencyCountAsNoneAndWinsWithoutMoneyAreSpokenOf() {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int contact = 0; contact < 300; contact++) {
      Optional<UnitMoney> money =
          contact % 3 == 0
              ? paid("EUR", 100_00, 1)
              : contact % 3 == 1 ? paid("USD", 900_00, 1) : Optional.empty();
      ledger.addShared(
          converted(contact, contact < 30 ? Optional.empty() : money, contact % 3 < 2));
    }
    Conclusion euros =
        MoneyEstimator.DEFAULT.perContact(ledger.money(REVENUE, unit -> true), GATES);
    assertThat(euros.estimate().orElseThrow()).isCloseTo(30, within(1e-9));
    assertThat(euros.reason())
        .isEqualTo("not trusted: 20 of 200 conversions carry no such money and count as 0");

    MoneyMeasure pounds = new MoneyMeasure("GBP", MoneyMeasure.Kind.REVENUE);
    assertThat(
            MoneyEstimator.DEFAULT.perContact(ledger.money(pounds, unit -> true), GATES).reason())
        .isEqualTo("refused: no conversion with such money in this currency was seen here");
  }

  @Test
  void whereManyWinsCarryNoMoneyNothingIsSaid() {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int contact = 0; contact < 100; contact++) {
      Optional<UnitMoney> money = contact < 70 ? paid("EUR", 100_00, 1) : Optional.empty();
      ledger.addShared(converted(contact, money, true));
    }
    for (MoneyEstimator estimator : MoneyEstimator.all()) {
      assertThat(estimator.perContact(ledger.money(REVENUE, unit -> true), GATES).reason())
          .as(estimator.shortName())
          .isEqualTo("refused: 30 of 100 conversions carry no such money; record it at the source");
    }
  }

  /** 300 of whom each third brings 120.00, 300 drawn with 1 of whom each fifth brings 60.00. */
  private static UnitLedger world(int unreached) {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int contact = 0; contact < 300; contact++) {
      ledger.addShared(agreed(contact, "account " + contact, wins(contact, 3, 120_00)));
      ledger.addSwapIn(drawn(1000 + contact, wins(contact, 5, 60_00)));
    }
    for (int contact = 0; contact < unreached; contact++) {
      ledger.addSwapIn(unit(2000 + contact, "lost " + contact, 0, false, false, Optional.empty()));
    }
    return ledger;
  }

  private static MoneyEstimator estimator(String name) {
    return MoneyEstimator.all().stream()
        .filter(each -> each.shortName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Optional<UnitMoney> wins(int contact, int every, long hundredths) {
    return contact % every == 0 ? paid("EUR", hundredths, hundredths / 2) : Optional.empty();
  }

  private static Optional<UnitMoney> paid(String currency, long revenue, long margin) {
    return Optional.of(new UnitMoney(currency, OptionalLong.of(revenue), OptionalLong.of(margin)));
  }

  private static DecisionUnit agreed(int contact, String account, Optional<UnitMoney> money) {
    return unit(contact, account, 5, true, false, money);
  }

  private static DecisionUnit drawn(int contact, Optional<UnitMoney> money) {
    return unit(contact, "account " + contact, 3, true, true, money);
  }

  private static DecisionUnit converted(int contact, Optional<UnitMoney> money, boolean converts) {
    return new DecisionUnit(
        "account " + contact,
        contact % 5,
        "search",
        "all",
        5,
        0,
        true,
        true,
        false,
        OptionalDouble.empty(),
        converts,
        false,
        FollowUp.ofWorked(30, 90, converts ? OptionalDouble.of(5) : OptionalDouble.empty()),
        money);
  }

  private static DecisionUnit unit(
      int contact,
      String account,
      int scoreBand,
      boolean worked,
      boolean explored,
      Optional<UnitMoney> money) {
    return new DecisionUnit(
        account,
        contact % 5,
        "search",
        "all",
        scoreBand,
        0,
        true,
        worked,
        explored,
        explored ? OptionalDouble.of(1) : OptionalDouble.empty(),
        money.isPresent(),
        false,
        worked
            ? FollowUp.ofWorked(
                30, 90, money.isPresent() ? OptionalDouble.of(5) : OptionalDouble.empty())
            : FollowUp.ofUnworked(30, 90),
        money);
  }
}
