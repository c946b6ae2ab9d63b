package io.requalify.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.Conclusion.IntervalKind;
import io.requalify.statistics.counterfactual.DecisionUnit;
import io.requalify.statistics.counterfactual.FollowUp;
import io.requalify.statistics.counterfactual.UnitLedger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The estimators that are sums over units with evidence. */
final class PartlyIdentifiedTest {
  private static final TrustGates GATES = TrustGates.standard();
  private static final List<ConversionEstimator> WITH_MODEL =
      List.of(new InversePropensityWeighting(), new DirectMethod(), new DoublyRobust());

  @Test
  void candidateThatIsProductionDiffersByNothing() {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int contact = 0; contact < 400; contact++) {
      ledger.addShared(agreed(contact, contact % 7 != 0, contact % 3 == 0));
    }
    SwapEvidence evidence = ledger.evidence();

    for (ConversionEstimator estimator : WITH_MODEL) {
      Conclusion difference = estimator.difference(evidence, GATES);
      assertThat(difference.estimate()).as(estimator.shortName()).hasValue(0);
      assertThat(difference.interval()).contains(new Interval(0, 0));
    }
    assertThat(new DoublyRobust().difference(evidence, GATES).reason()).isEmpty();
  }

  @Test
  void propensityOfOneEverywhereGivesThePlainMean() {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int contact = 0; contact < 300; contact++) {
      ledger.addShared(agreed(contact, true, contact % 2 == 0));
      ledger.addSwapIn(drawn(1000 + contact, 1, contact % 5 == 0));
    }
    SwapEvidence evidence = ledger.evidence();

    Conclusion robust = new DoublyRobust().conversion(evidence, GATES);
    assertThat(robust.estimate().orElseThrow()).isCloseTo(210.0 / 600, within(1e-12));
    assertThat(robust.intervalKind()).isEqualTo(IntervalKind.CONFIDENCE);
    assertThat(robust.support().supportedShare()).hasValue(1);
    assertThat(robust.support().effectiveSample().orElseThrow()).isCloseTo(300, within(1e-9));
    assertThat(robust.trusted()).isTrue();
    Conclusion weighted = new InversePropensityWeighting().conversion(evidence, GATES);
    assertThat(weighted.estimate().orElseThrow()).isCloseTo(210.0 / 600, within(1e-12));
  }

  @Test
  void whereEachFoldWasWorkedAlikeTheModelCancelsAndAllIsPostStratification() {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int contact = 0; contact < 1000; contact++) {
      // Half of each fold is worked in the agree-in, and a fifth of the swap-ins by a former rule.
      boolean agreedWorked = contact / 5 % 2 == 0;
      ledger.addShared(agreed(contact, agreedWorked, contact % 3 == 0));
      boolean formerlyWorked = contact / 5 % 5 == 0;
      ledger.addSwapIn(byRule(2000 + contact, formerlyWorked, contact % 4 == 0));
    }
    SwapEvidence evidence = ledger.evidence();

    double agreed = converted(evidence.agreeIn()) / evidence.agreeIn().mature();
    double swapped = converted(evidence.swapIn()) / evidence.swapIn().mature();
    double stratified = (agreed + swapped) / 2;
    for (ConversionEstimator estimator :
        List.of(new DoublyRobust(), new InversePropensityWeighting())) {
      assertThat(estimator.conversion(evidence, GATES).estimate().orElseThrow())
          .as(estimator.shortName())
          .isCloseTo(stratified, within(1e-6));
    }
    assertThat(evidence.graded().orElseThrow().candidate())
        .isEqualTo(GradedVolume.of(1000, 1000, 0, 0, 0));
    assertThat(evidence.graded().orElseThrow().history())
        .isEqualTo(new WeightSums(200, 1000, 5000, 5));
  }

  @Test
  void doublyRobustIsTheModelCorrectedByWhatWasSeen() {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int contact = 0; contact < 200; contact++) {
      ledger.addShared(agreed(contact, true, contact % 4 == 0));
      ledger.addSwapIn(
          contact < 100
              ? drawn(1000 + contact, 0.5, contact % 10 == 0)
              : unworked(1000 + contact, false));
    }
    SwapEvidence evidence = ledger.evidence();

    double robust = new DoublyRobust().conversion(evidence, GATES).estimate().orElseThrow();
    // The draw is of half of them, evenly over the folds, so what the model expects cancels out:
    // 50 of 200 that both qualify, 10 of 100 drawn.
    assertThat(robust).isCloseTo((50 + 200 * 0.1) / 400, within(1e-3));
    double model = new DirectMethod().conversion(evidence, GATES).estimate().orElseThrow();
    assertThat(model).isCloseTo(robust, within(0.02));
    assertThat(new DirectMethod().conversion(evidence, GATES).reason())
        .startsWith("not trusted: it is model-based");
  }

  @Test
  void withoutAnyDrawThereAreBoundsAndNeverABareEstimate() {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int contact = 0; contact < 900; contact++) {
      ledger.addShared(agreed(contact, true, contact % 2 == 0));
    }
    for (int contact = 0; contact < 100; contact++) {
      ledger.addSwapIn(unworked(1000 + contact, false));
    }
    SwapEvidence evidence = ledger.evidence();

    Conclusion robust = new DoublyRobust().conversion(evidence, GATES);
    assertThat(robust.estimate()).isEmpty();
    assertThat(robust.trusted()).isFalse();
    assertThat(robust.intervalKind()).isEqualTo(IntervalKind.BOUNDS_WITH_CONFIDENCE);
    assertThat(robust.support().supportedShare()).hasValue(0.9);
    Interval interval = robust.interval().orElseThrow();
    double error = Math.sqrt(0.25 / 900) * 0.9;
    assertThat(interval.lower()).isCloseTo(0.45 - 1.645 * error, within(1e-3));
    assertThat(interval.upper()).isCloseTo(0.55 + 1.645 * error, within(1e-3));
    assertThat(robust.reason())
        .contains("only 0 effective explored or formerly worked contacts stand for the swap-ins")
        .contains("the contacts without evidence leave bounds only");

    Interval change = new DoublyRobust().difference(evidence, GATES).interval().orElseThrow();
    assertThat(change.lower()).isLessThan(-0.05);
    assertThat(change.upper()).isGreaterThan(0.05);
  }

  @Test
  void tooSmallADrawTellsNothingOfTheSwapIns() {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int contact = 0; contact < 500; contact++) {
      ledger.addShared(agreed(contact, true, contact % 2 == 0));
      ledger.addSwapIn(
          contact < 11
              ? drawn(1000 + contact, 11.0 / 500, contact % 2 == 0)
              : unworked(1000 + contact, false));
    }
    Conclusion robust = new DoublyRobust().conversion(ledger.evidence(), GATES);

    assertThat(robust.estimate()).isEmpty();
    Interval interval = robust.interval().orElseThrow();
    assertThat(interval.lower()).isBetween(0.2, 0.25);
    assertThat(interval.upper()).isBetween(0.75, 0.8);
    assertThat(robust.reason())
        .contains(
            "only 11 effective explored or formerly worked contacts stand for the swap-ins; at least 50 are needed");
  }

  @Test
  void fewContactsWithoutEvidenceWidenTheEstimateAndManyTakeItAway() {
    Conclusion few = new DoublyRobust().conversion(withUnreached(100), GATES);
    Conclusion many = new DoublyRobust().conversion(withUnreached(650), GATES);

    assertThat(few.intervalKind()).isEqualTo(IntervalKind.BOUNDS_WITH_CONFIDENCE);
    assertThat(few.estimate().orElseThrow()).isBetween(0.3, 0.4);
    assertThat(few.trusted()).isTrue();
    assertThat(few.interval().orElseThrow().width()).isGreaterThan(100.0 / 1100);
    assertThat(many.estimate()).isEmpty();
    assertThat(many.interval().orElseThrow().width()).isGreaterThan(650.0 / 1650);
    assertThat(many.reason()).contains("only 61% of the contacts have evidence");
  }

  @Test
  void contactsNearTheThresholdAreTakenWithinTheirOwnBounds() {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int contact = 0; contact < 500; contact++) {
      ledger.addShared(agreed(contact, true, contact % 2 == 0));
    }
    for (int contact = 0; contact < 50; contact++) {
      ledger.addSwapIn(unworked(1000 + contact, true));
    }
    SwapEvidence evidence = ledger.evidence();
    GradedVolume unknown = evidence.graded().orElseThrow().candidate();
    assertThat(unknown).isEqualTo(GradedVolume.of(500, 0, 0, 50, 0));

    Interval wide = bounds(evidence);
    Interval narrow = bounds(withBounds(evidence, 10, 20));
    assertThat(wide.width() - narrow.width()).isCloseTo(40.0 / 550, within(3e-3));
    assertThat(narrow.lower()).isGreaterThan(wide.lower());
  }

  @Test
  void drawThatMissesTheNumberOfThoseItCouldReachIsNotTrusted() {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int contact = 0; contact < 400; contact++) {
      ledger.addShared(agreed(contact, true, contact % 2 == 0));
      ledger.addSwapIn(
          contact < 200
              ? drawn(1000 + contact, 0.2, contact % 3 == 0)
              : unworked(1000 + contact, false));
    }
    Conclusion robust = new DoublyRobust().conversion(ledger.evidence(), GATES);

    assertThat(robust.reason())
        .contains(
            "the logged probabilities do not fit the number of swap-ins that could be drawn (1000 by weight, 400 in fact)");
  }

  @Test
  void withoutOutcomesInMoreThanOneFoldThereIsNoModel() {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int contact = 0; contact < 100; contact++) {
      ledger.addShared(agreed(contact, contact % 5 == 0, false));
    }
    Conclusion robust = new DoublyRobust().conversion(ledger.evidence(), GATES);

    assertThat(robust.refused()).isTrue();
    assertThat(robust.reason()).startsWith("refused: there is no outcome model");
  }

  private static Interval bounds(SwapEvidence evidence) {
    return new DoublyRobust().conversion(evidence, GATES).interval().orElseThrow();
  }

  private static SwapEvidence withBounds(SwapEvidence evidence, double lower, double upper) {
    GradedEvidence units = evidence.graded().orElseThrow();
    GradedVolume volume = units.candidate();
    GradedVolume bounded =
        new GradedVolume(
            volume.observed(), 0, 0, volume.nearThreshold(), volume.none(), lower, upper);
    return new SwapEvidence(
        evidence.agreeIn(),
        evidence.agreeInUnderProduction(),
        evidence.swapIn(),
        evidence.swapOut(),
        evidence.shared(),
        evidence.exploration(),
        evidence.moments(),
        Optional.of(
            new GradedEvidence(
                bounded,
                units.production(),
                units.history(),
                units.allCohorts(),
                units.unusedHistory(),
                units.unseen())));
  }

  /** 500 of each, the swap-ins well explored, and others in a band that no draw reaches. */
  private static SwapEvidence withUnreached(int unreached) {
    UnitLedger ledger = new UnitLedger(0.01);
    for (int contact = 0; contact < 500; contact++) {
      ledger.addShared(agreed(contact, true, contact % 2 == 0));
      ledger.addSwapIn(
          contact < 250
              ? drawn(1000 + contact, 0.5, contact % 5 == 0)
              : unworked(1000 + contact, false));
    }
    for (int contact = 0; contact < unreached; contact++) {
      ledger.addSwapIn(unit(3000 + contact, 0, false, false, OptionalDouble.empty(), false, false));
    }
    return ledger.evidence();
  }

  private static double converted(Followed followed) {
    return followed.converted();
  }

  private static DecisionUnit agreed(int contact, boolean worked, boolean converts) {
    return unit(contact, 5, worked, false, OptionalDouble.empty(), worked && converts, false);
  }

  private static DecisionUnit byRule(int contact, boolean worked, boolean converts) {
    return agreed(contact, worked, converts);
  }

  private static DecisionUnit drawn(int contact, double propensity, boolean converts) {
    return unit(contact, 3, true, true, OptionalDouble.of(propensity), converts, false);
  }

  private static DecisionUnit unworked(int contact, boolean nearThreshold) {
    return unit(contact, 3, false, false, OptionalDouble.empty(), false, nearThreshold);
  }

  private static DecisionUnit unit(
      int contact,
      int scoreBand,
      boolean worked,
      boolean explored,
      OptionalDouble propensity,
      boolean converted,
      boolean nearThreshold) {
    return new DecisionUnit(
        "account " + contact,
        contact % 5,
        "search",
        "all",
        scoreBand,
        0,
        true,
        worked,
        explored,
        propensity,
        converted,
        nearThreshold,
        worked
            ? FollowUp.ofWorked(30, 90, converted ? OptionalDouble.of(5) : OptionalDouble.empty())
            : FollowUp.ofUnworked(30, 90));
  }
}
