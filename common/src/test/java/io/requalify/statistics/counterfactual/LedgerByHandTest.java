package io.requalify.statistics.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.Conclusion;
import io.requalify.statistics.ConversionEstimator;
import io.requalify.statistics.DoublyRobust;
import io.requalify.statistics.Exploration;
import io.requalify.statistics.GradedVolume;
import io.requalify.statistics.InversePropensityWeighting;
import io.requalify.statistics.ObservedShare;
import io.requalify.statistics.SelfNormalisedWeighting;
import io.requalify.statistics.SwapEvidence;
import io.requalify.statistics.TrustGates;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** A candidate by which people pick contacts, against production by a rule. */
final class LedgerByHandTest {
  /**
   * 6 picked by hand, all worked, 3 accepted; production has one of them, a month later, and 4
   * others.
   */
  @Test
  void whoWasPickedByHandIsSeenWhenWorkedAndNeedsNoDraw() {
    UnitLedger ledger = UnitLedger.byHand(0.01);
    for (int contact = 0; contact < 5; contact++) {
      ledger.addSwapIn(unit("a" + contact, contact % 2, OptionalDouble.empty(), contact < 3));
    }
    ledger.addShifted(
        unit("a5", 1, OptionalDouble.empty(), false), unit("a5", 1, OptionalDouble.empty(), true));
    for (int contact = 6; contact < 10; contact++) {
      ledger.addSwapOut(unit("a" + contact, contact % 2, OptionalDouble.empty(), contact < 8));
    }
    SwapEvidence evidence = ledger.evidence();

    assertThat(evidence.swapInsSeen()).isTrue();
    assertThat(evidence.exploration()).isEqualTo(Exploration.NONE);
    assertThat(evidence.graded().orElseThrow().candidate())
        .isEqualTo(GradedVolume.of(6, 0, 0, 0, 0));
    for (ConversionEstimator estimator :
        List.of(
            new ObservedShare(),
            new SelfNormalisedWeighting(),
            new InversePropensityWeighting(),
            new DoublyRobust())) {
      Conclusion conversion = estimator.conversion(evidence, TrustGates.standard());
      Conclusion difference = estimator.difference(evidence, TrustGates.standard());
      assertThat(conversion.estimate().orElseThrow())
          .as(estimator.shortName())
          .isCloseTo(3.0 / 6, within(1e-9));
      assertThat(conversion.support().observed()).as(estimator.shortName()).isEqualTo(6);
      assertThat(conversion.support().supportedShare()).hasValue(1);
      assertThat(difference.estimate().orElseThrow())
          .as(estimator.shortName())
          .isCloseTo(3.0 / 6 - 3.0 / 5, within(1e-9));
    }
  }

  /** The gates count what was picked by hand like production's own: nothing else is doubted. */
  @Test
  void manyWhoWerePickedByHandAreTrustedWithoutAnyExploration() {
    UnitLedger ledger = UnitLedger.byHand(0.01);
    for (int contact = 0; contact < 400; contact++) {
      ledger.addSwapIn(unit("m" + contact, contact % 5, OptionalDouble.empty(), contact % 2 == 0));
      ledger.addSwapOut(unit("p" + contact, contact % 5, OptionalDouble.empty(), contact % 4 == 0));
    }
    SwapEvidence evidence = ledger.evidence();

    for (ConversionEstimator estimator :
        List.of(new ObservedShare(), new SelfNormalisedWeighting(), new DoublyRobust())) {
      Conclusion difference = estimator.difference(evidence, TrustGates.standard());
      assertThat(difference.reason()).as(estimator.shortName()).isEmpty();
      assertThat(difference.trusted()).isTrue();
      assertThat(difference.estimate().orElseThrow()).isCloseTo(0.25, within(1e-6));
    }
  }

  @Test
  void nobodyWhomPeoplePickedWasDrawnAtRandom() {
    UnitLedger ledger = UnitLedger.byHand(0.01);
    DecisionUnit drawn = unit("acme", 0, OptionalDouble.of(0.5), false);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ledger.addSwapIn(drawn))
        .withMessage(
            "A contact of account acme was drawn at random, but people qualified it by hand");
  }

  /** Worked, and long enough ago. */
  private static DecisionUnit unit(
      String account, int fold, OptionalDouble draw, boolean converted) {
    return new DecisionUnit(
        account,
        fold,
        "search",
        "all",
        1,
        1,
        true,
        true,
        draw.isPresent(),
        draw,
        converted,
        false,
        FollowUp.ofWorked(30, 90, converted ? OptionalDouble.of(5) : OptionalDouble.empty()));
  }
}
