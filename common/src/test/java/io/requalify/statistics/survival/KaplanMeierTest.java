package io.requalify.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.Interval;
import io.requalify.statistics.survival.KaplanMeier.Median;
import io.requalify.statistics.survival.KaplanMeier.RestrictedMean;
import io.requalify.statistics.survival.KaplanMeier.Step;
import io.requalify.statistics.survival.SurvivalInterval.LogLogScale;
import io.requalify.statistics.survival.SurvivalInterval.LogScale;
import io.requalify.statistics.survival.SurvivalInterval.Plain;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class KaplanMeierTest {
  @Test
  void referenceCaseAmlSurvivalGreenwoodsErrorAndTheIntervalOnTheLogScale() throws IOException {
    KaplanMeier survival = KaplanMeier.of(Counted.aml("Maintained"));

    double[] times = {9, 13, 18, 23, 31, 34, 48};
    double[] shares = {.909, .818, .716, .614, .491, .368, .184};
    double[] errors = {.0867, .1163, .1397, .1526, .1642, .1627, .1535};
    double[] lower = {.7541, .6192, .4884, .3769, .2549, .1549, .0359};
    for (int i = 0; i < times.length; i++) {
      Step step = survival.at(times[i]).orElseThrow();
      assertThat(step.survival()).isCloseTo(shares[i], within(5e-4));
      assertThat(step.standardError()).hasValueCloseTo(errors[i], within(5e-5));
      assertThat(step.interval(new LogScale(), 0.95).orElseThrow().lower())
          .isCloseTo(lower[i], within(5e-5));
    }
  }

  /** What R's survfit prints of the same trial, with the mean up to 161 weeks. */
  @Test
  void referenceCaseAmlMediansAndRestrictedMeans() throws IOException {
    KaplanMeier maintained = KaplanMeier.of(Counted.aml("Maintained"));
    KaplanMeier not = KaplanMeier.of(Counted.aml("Nonmaintained"));

    assertMedian(maintained.median(new LogScale(), 0.95), 31, 18);
    assertMedian(not.median(new LogScale(), 0.95), 23, 8);
    assertMean(maintained.restrictedMean(161).orElseThrow(), 52.6, 19.83);
    assertMean(not.restrictedMean(161).orElseThrow(), 22.7, 4.18);
  }

  private static void assertMedian(Median median, double time, double lower) {
    assertThat(median.time()).hasValue(time);
    assertThat(median.lower()).hasValue(lower);
    assertThat(median.upper()).isEmpty();
  }

  private static void assertMean(RestrictedMean mean, double days, double error) {
    assertThat(mean.mean()).isCloseTo(days, within(0.05));
    assertThat(mean.standardError()).hasValueCloseTo(error, within(0.005));
  }

  @Test
  void whoIsCensoredAtATimeWasAtRiskAtIt() {
    // Of 4, 1 leaves at day 2 and 1 is censored there: 3/4, and then 1 of the 2 left at day 5.
    KaplanMeier survival =
        KaplanMeier.of(
            new Counted("accepted")
                .left(2, 0, 1)
                .censored(2, 1)
                .left(5, 0, 1)
                .censored(5, 1)
                .table());

    assertThat(survival.steps()).extracting(Step::survival).containsExactly(0.75, 0.375);
  }

  @Test
  void afterTheLastCensoredTimeNothingIsKnown() {
    KaplanMeier survival =
        KaplanMeier.of(new Counted("accepted").left(2, 0, 1).censored(9, 1).table());

    assertThat(survival.at(9).map(Step::survival)).contains(0.5);
    assertThat(survival.at(9.5)).isEmpty();
    assertThat(survival.restrictedMean(9).map(RestrictedMean::mean)).contains(5.5);
    assertThat(survival.restrictedMean(10)).isEmpty();
  }

  @Test
  void onceEverybodyHasLeftItIsKnownForEver() {
    KaplanMeier survival =
        KaplanMeier.of(new Counted("accepted").left(2, 0, 1).left(6, 0, 1).table());

    assertThat(survival.at(100).map(Step::survival)).contains(0.0);
    assertThat(survival.at(100).orElseThrow().standardError()).isEmpty();
    // The mean of 2 and 6, with the variance of a mean of two: 4/2.
    RestrictedMean mean = survival.restrictedMean(100).orElseThrow();
    assertThat(mean.mean()).isEqualTo(4);
    assertThat(mean.standardError()).hasValueCloseTo(Math.sqrt(2), within(1e-12));
  }

  @Test
  void beforeAnybodyLeavesThereIsNoChanceToJudge() {
    KaplanMeier survival =
        KaplanMeier.of(new Counted("accepted").censored(1, 3).left(4, 0, 1).censored(8, 2).table());

    for (double time : new double[] {0, 1, 3.9}) {
      Step step = survival.at(time).orElseThrow();
      assertThat(step.survival()).isEqualTo(1);
      assertThat(step.interval(new Plain(), 0.95)).isEmpty();
    }
    assertThat(survival.restrictedMean(4).orElseThrow())
        .extracting(RestrictedMean::mean, mean -> mean.standardError().isPresent())
        .containsExactly(4.0, false);
  }

  @Test
  void theMedianIsTheFirstTimeWithNoMoreThanHalf() {
    // 0.6 after day 1, one half after day 3 and for a while.
    KaplanMeier survival =
        KaplanMeier.of(
            new Counted("accepted")
                .left(1, 0, 4)
                .left(3, 0, 1)
                .left(7, 0, 1)
                .censored(9, 4)
                .table());

    assertThat(survival.median(new LogLogScale(), 0.95).time()).hasValue(3);
  }

  @Test
  void roundingDoesNotPutTheMedianOff() {
    // The product of 99/100, 98/99 and so on is not always one half to the last bit.
    for (int contacts = 2; contacts <= 200; contacts += 2) {
      Counted counted = new Counted("accepted");
      for (int day = 1; day <= contacts; day++) {
        counted.left(day, 0, 1);
      }
      assertThat(KaplanMeier.of(counted.table()).median(new Plain(), 0.95).time())
          .hasValue(contacts / 2.0);
    }
  }

  @Test
  void aMedianThatWasNotReachedIsNone() {
    KaplanMeier survival =
        KaplanMeier.of(new Counted("accepted").left(1, 0, 4).censored(9, 40).table());

    Median median = survival.median(new Plain(), 0.95);
    assertThat(median.time()).isEmpty();
    assertThat(median.lower()).isEmpty();
    assertThat(median.upper()).isEmpty();
  }

  @Test
  void aMedianOfManyHasBothEnds() {
    Counted counted = new Counted("accepted");
    for (int day = 0; day < 100; day++) {
      counted.left(day, 0, 4);
    }
    KaplanMeier survival = KaplanMeier.of(counted.table());

    for (SurvivalInterval kind : List.of(new Plain(), new LogScale(), new LogLogScale())) {
      Median median = survival.median(kind, 0.95);
      // Half leave up to day 49; 1.96 errors of a share of 400 are 4.9 points and so days.
      assertThat(median.time()).hasValue(49);
      assertThat(median.lower().orElseThrow()).isBetween(43.0, 46.0);
      assertThat(median.upper().orElseThrow()).isBetween(53.0, 56.0);
    }
  }

  @Test
  void withoutCensoringItIsTheShareThatIsLeftWithItsBinomialError() {
    SplittableRandom random = new SplittableRandom(21);
    for (int draw = 0; draw < 50; draw++) {
      Counted counted = new Counted("accepted", "rejected");
      for (int contact = 0; contact < 40; contact++) {
        counted.left(random.nextInt(20), random.nextInt(2), 1);
      }
      RiskTable table = counted.table();
      long remaining = 40;
      for (int row = 0; row < table.rows().size() - 1; row++) {
        remaining -= table.rows().get(row).leftByAny();
        double share = remaining / 40.0;
        Step step = KaplanMeier.of(table).steps().get(row);
        assertThat(step.survival()).isCloseTo(share, within(1e-12));
        assertThat(step.standardError())
            .hasValueCloseTo(Math.sqrt(share * (1 - share) / 40), within(1e-12));
      }
    }
  }

  /**
   * Efron 1967: each contact weighs the same, and hands its weight on to all that are followed
   * longer when it is censored. What has left by a time is one minus the survival.
   */
  @Test
  void itIsTheRedistributionOfTheCensoredToTheRight() {
    SplittableRandom random = new SplittableRandom(22);
    for (int draw = 0; draw < 200; draw++) {
      RiskTable table = Counted.random(random, "accepted");
      double weight = 1.0 / table.contacts();
      double gone = 0;
      KaplanMeier survival = KaplanMeier.of(table);
      for (int place = 0; place < table.rows().size(); place++) {
        RiskTable.Row row = table.rows().get(place);
        gone += weight * row.leftByAny();
        assertThat(survival.steps().get(place).survival()).isCloseTo(1 - gone, within(1e-12));
        long remaining = row.atRisk() - row.leftByAny() - row.censored();
        weight += remaining == 0 ? 0 : weight * row.censored() / remaining;
      }
    }
  }

  @Test
  void theRestrictedMeanIsTheSumOfTheAreaAndHasTheErrorOfTheJackknife() {
    SplittableRandom random = new SplittableRandom(23);
    Counted all = new Counted("accepted");
    double[] times = new double[300];
    boolean[] left = new boolean[300];
    for (int contact = 0; contact < times.length; contact++) {
      times[contact] = random.nextInt(60);
      left[contact] = random.nextBoolean();
      add(all, times[contact], left[contact]);
    }
    RestrictedMean mean = KaplanMeier.of(all.table()).restrictedMean(40).orElseThrow();

    double area = 0;
    for (int day = 0; day < 40; day++) {
      area += KaplanMeier.of(all.table()).at(day).orElseThrow().survival();
    }
    double squares = 0;
    for (int without = 0; without < times.length; without++) {
      Counted rest = new Counted("accepted");
      for (int contact = 0; contact < times.length; contact++) {
        if (contact != without) {
          add(rest, times[contact], left[contact]);
        }
      }
      double other = KaplanMeier.of(rest.table()).restrictedMean(40).orElseThrow().mean();
      squares += (other - mean.mean()) * (other - mean.mean());
    }
    assertThat(mean.mean()).isCloseTo(area, within(1e-10));
    assertThat(mean.standardError().orElseThrow() / Math.sqrt(squares)).isBetween(0.98, 1.02);
  }

  private static void add(Counted counted, double time, boolean left) {
    if (left) {
      counted.left(time, 0, 1);
    } else {
      counted.censored(time, 1);
    }
  }

  @Test
  void theIntervalOfASurvivalIsThatOfItsError() {
    Step step = new Step(3, 0.4, OptionalDouble.of(0.1));

    Interval interval = step.interval(new LogScale(), 0.9).orElseThrow();

    assertThat(interval).isEqualTo(new LogScale().around(0.4, 0.1, 0.9));
  }

  @Test
  void timesThatAreNoneAreRefused() {
    KaplanMeier survival = KaplanMeier.of(new Counted("accepted").left(1, 0, 4).table());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> survival.at(-1))
        .withMessage("The time -1.0 is no number of days since a decision");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> survival.at(Double.NaN))
        .withMessage("The time NaN is no number of days since a decision");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> survival.restrictedMean(0))
        .withMessage("The mean up to a horizon of 0 days is always 0");
  }
}
