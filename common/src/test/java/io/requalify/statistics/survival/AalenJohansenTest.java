package io.requalify.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.Interval;
import io.requalify.statistics.survival.AalenJohansen.Step;
import io.requalify.statistics.survival.SurvivalInterval.LogLogScale;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class AalenJohansenTest {
  private static final String[] CAUSES = {"accepted", "rejected", "recycled"};

  /** Of 10: 2 accepted, 1 rejected, 1 censored on day 1; of the 6 left 1 and 2 on day 2. */
  private static final RiskTable TEN =
      new Counted("accepted", "rejected")
          .left(1, 0, 2)
          .left(1, 1, 1)
          .censored(1, 1)
          .left(2, 0, 1)
          .left(2, 1, 2)
          .censored(3, 3)
          .table();

  @Test
  void tenContactsByHand() {
    AalenJohansen incidences = AalenJohansen.of(TEN);

    assertThat(incidences.steps("accepted"))
        .extracting(Step::incidence)
        .containsExactly(0.2, 0.2 + 0.7 / 6, 0.2 + 0.7 / 6);
    assertThat(incidences.steps("rejected"))
        .extracting(Step::incidence)
        .containsExactly(0.1, 0.1 + 0.7 * 2 / 6, 0.1 + 0.7 * 2 / 6);
    // Day 1: 0.2 x 0.8 / 10. Day 2 adds what lies ahead, 0.11667, by Greenwood's 3/(10 x 7), less
    // twice that by 0.2/10; and the binomial part of day 2, 0.7^2 x 1/6 x 5/6 / 6.
    double ahead = 0.7 / 6;
    double variance = 0.016 + ahead * ahead * 3 / 70 - 2 * ahead * 0.02 + 0.49 * 5 / 216;
    assertThat(incidences.at("accepted", 1).orElseThrow().standardError())
        .hasValueCloseTo(Math.sqrt(0.016), within(1e-12));
    assertThat(incidences.at("accepted", 2.5).orElseThrow().standardError())
        .hasValueCloseTo(Math.sqrt(variance), within(1e-12));
  }

  @Test
  void theIncidencesOfAllCausesAndTheSurvivalAreOneAtEveryTime() {
    SplittableRandom random = new SplittableRandom(31);
    for (int draw = 0; draw < 300; draw++) {
      AalenJohansen incidences = AalenJohansen.of(Counted.random(random, CAUSES));
      List<KaplanMeier.Step> survival = incidences.survival().steps();
      for (int row = 0; row < survival.size(); row++) {
        double sum = survival.get(row).survival();
        for (String cause : CAUSES) {
          sum += incidences.steps(cause).get(row).incidence();
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
      }
    }
  }

  @Test
  void withOneCauseItIsOneMinusKaplanMeierWithItsErrorAndItsInterval() {
    SplittableRandom random = new SplittableRandom(32);
    int intervals = 0;
    for (int draw = 0; draw < 300; draw++) {
      RiskTable table = Counted.random(random, "accepted");
      List<KaplanMeier.Step> survival = KaplanMeier.of(table).steps();
      List<Step> incidences = AalenJohansen.of(table).steps("accepted");
      for (int row = 0; row < survival.size(); row++) {
        KaplanMeier.Step left = survival.get(row);
        Step gone = incidences.get(row);
        assertThat(gone.incidence()).isCloseTo(1 - left.survival(), within(1e-12));
        assertThat(gone.standardError().isPresent()).isEqualTo(left.standardError().isPresent());
        if (gone.standardError().isPresent()) {
          intervals++;
          assertThat(gone.standardError())
              .hasValueCloseTo(left.standardError().getAsDouble(), within(1e-10));
          Interval mirrored = left.interval(new LogLogScale(), 0.95).orElseThrow();
          Interval interval = gone.interval(0.95).orElseThrow();
          assertThat(interval.lower()).isCloseTo(1 - mirrored.upper(), within(1e-8));
          assertThat(interval.upper()).isCloseTo(1 - mirrored.lower(), within(1e-8));
        }
      }
    }
    assertThat(intervals).isGreaterThan(1000);
  }

  @Test
  void withoutCensoringItIsTheShareWithItsBinomialError() {
    SplittableRandom random = new SplittableRandom(33);
    for (int draw = 0; draw < 50; draw++) {
      Counted counted = new Counted(CAUSES);
      for (int contact = 0; contact < 60; contact++) {
        counted.left(random.nextInt(15), random.nextInt(3), 1);
      }
      RiskTable table = counted.table();
      for (int cause = 0; cause < CAUSES.length; cause++) {
        long left = 0;
        for (int row = 0; row < table.rows().size(); row++) {
          left += table.rows().get(row).left().get(cause);
          double share = left / 60.0;
          Step step = AalenJohansen.of(table).steps(CAUSES[cause]).get(row);
          assertThat(step.incidence()).isCloseTo(share, within(1e-12));
          assertThat(step.standardError().orElse(0))
              .isCloseTo(Math.sqrt(share * (1 - share) / 60), within(1e-9));
        }
      }
    }
  }

  @Test
  void oneMinusKaplanMeierOfACauseWouldBeMoreThanItsIncidence() {
    SplittableRandom random = new SplittableRandom(34);
    for (int draw = 0; draw < 100; draw++) {
      RiskTable table = Counted.random(random, CAUSES);
      double naive = 1;
      for (int row = 0; row < table.rows().size(); row++) {
        RiskTable.Row each = table.rows().get(row);
        naive *= 1 - (double) each.left().get(0) / each.atRisk();
        assertThat(AalenJohansen.of(table).steps("accepted").get(row).incidence())
            .isLessThanOrEqualTo(1 - naive + 1e-12);
      }
    }
  }

  @Test
  void theIncidenceWithinTheHorizonLiesInItsIntervalAsOftenAsPromised() {
    for (Function<DelayedOutcomes, RiskTable> counting :
        List.<Function<DelayedOutcomes, RiskTable>>of(
            DelayedOutcomes::daily, DelayedOutcomes::bucketed)) {
      Tried accepted = tried("accepted", DelayedOutcomes.acceptedWithinHorizon(), counting);
      Tried rejected = tried("rejected", DelayedOutcomes.rejectedWithinHorizon(), counting);

      assertThat(accepted.covered()).isBetween(0.93, 0.97);
      assertThat(rejected.covered()).isBetween(0.93, 0.97);
      assertThat(accepted.bias()).isBetween(-0.0015, 0.0015);
      assertThat(rejected.bias()).isBetween(-0.0015, 0.0015);
    }
  }

  @Test
  void whoIsFollowedThroughAPartOfABucketMustNotCountInIt() {
    Tried careless =
        tried(
            "accepted",
            DelayedOutcomes.acceptedWithinHorizon(),
            DelayedOutcomes::bucketedCarelessly);

    assertThat(careless.bias()).isLessThan(-0.005);
  }

  private record Tried(double bias, double covered) {}

  private static Tried tried(
      String cause, double truth, Function<DelayedOutcomes, RiskTable> counting) {
    int repetitions = 1000;
    double bias = 0;
    double covered = 0;
    for (int repetition = 0; repetition < repetitions; repetition++) {
      RiskTable table = counting.apply(new DelayedOutcomes(1500, 5000 + repetition));
      Step step = AalenJohansen.of(table).at(cause, DelayedOutcomes.HORIZON).orElseThrow();
      bias += (step.incidence() - truth) / repetitions;
      covered += step.interval(0.95).orElseThrow().contains(truth) ? 1.0 / repetitions : 0;
    }
    return new Tried(bias, covered);
  }

  @Test
  void beforeTheFirstRowNobodyHasLeftAndAfterTheLastNothingIsKnown() {
    AalenJohansen incidences = AalenJohansen.of(TEN);

    Step before = incidences.at("accepted", 0.5).orElseThrow();
    assertThat(before.incidence()).isZero();
    assertThat(before.interval(0.95)).isEmpty();
    assertThat(incidences.at("accepted", 3.5)).isEmpty();
  }

  @Test
  void theDaysToACauseAreNotThoseOfTheQuickAlone() {
    // Of eight, two leave on day 1, two are followed no further, and two of the four others leave
    // on day 9: a quarter leaves early and, with those not followed, three eighths late.
    AalenJohansen incidences =
        AalenJohansen.of(
            new Counted("accepted")
                .left(1, 0, 2)
                .censored(1, 2)
                .left(9, 0, 2)
                .censored(10, 2)
                .table());

    AalenJohansen.Delay delay = incidences.delay("accepted", 10).orElseThrow();

    assertThat(delay.median()).isEqualTo(9);
    assertThat(delay.mean()).isCloseTo((1 * 2 / 8.0 + 9 * 3 / 8.0) / (5 / 8.0), within(1e-12));
    assertThat(incidences.delay("accepted", 8).orElseThrow().median()).isEqualTo(1);
    assertThat(incidences.delay("accepted", 0.5)).isEmpty();
    assertThat(incidences.delay("accepted", 11)).isEmpty();
  }

  @Test
  void aCauseThatTheTableDoesNotHaveIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AalenJohansen.of(TEN).at("won", 1))
        .withMessage("There is no cause 'won'; there are accepted, rejected");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AalenJohansen.of(TEN).steps("won"))
        .withMessage("There is no cause 'won'; there are accepted, rejected");
  }
}
