package io.requalify.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.Answer;
import io.requalify.statistics.survival.ChainLadder.Developed;
import io.requalify.statistics.survival.DevelopmentTriangle.Cohort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class ChainLadderTest {
  /** Claims of ten years: Taylor and Ashe 1983, as in Mack 1993 and R's ChainLadder (GenIns). */
  private static final DevelopmentTriangle TAYLOR_AND_ASHE =
      triangle(
          new double[][] {
            {
              357848, 1124788, 1735330, 2218270, 2745596, 3319994, 3466336, 3606286, 3833515,
              3901463
            },
            {352118, 1236139, 2170033, 3353322, 3799067, 4120063, 4647867, 4914039, 5339085},
            {290507, 1292306, 2218525, 3235179, 3985995, 4132918, 4628910, 4909315},
            {310608, 1418858, 2195047, 3757447, 4029929, 4381982, 4588268},
            {443160, 1136350, 2128333, 2897821, 3402672, 3873311},
            {396132, 1333217, 2180715, 2985752, 3691712},
            {440832, 1288463, 2419861, 3483130},
            {359480, 1421128, 2864498},
            {376686, 1363294},
            {344014}
          });

  @Test
  void referenceCaseTaylorAndAsheFactorsAndReserves() {
    ChainLadder ladder = given(TAYLOR_AND_ASHE);

    double[] factors = {3.4906, 1.7473, 1.4574, 1.1739, 1.1038, 1.0863, 1.0539, 1.0766, 1.0177};
    assertThat(ladder.factors()).hasSize(9);
    for (int lag = 0; lag < 9; lag++) {
      assertThat(ladder.factors().get(lag)).isCloseTo(factors[lag], within(5e-5));
    }
    assertThat(ladder.cohorts().stream().mapToLong(each -> Math.round(each.reserve())))
        .containsExactly(
            0L, 94634L, 469511L, 709638L, 984889L, 1419459L, 2177641L, 3920301L, 4278972L,
            4625811L);
    assertThat(Math.round(ladder.reserve())).isEqualTo(18_680_856);
  }

  @Test
  void referenceCaseTaylorAndAsheStandardErrorsOfMack() {
    ChainLadder ladder = given(TAYLOR_AND_ASHE);

    assertThat(
            ladder.cohorts().stream()
                .mapToLong(each -> Math.round(each.standardError().orElseThrow())))
        .containsExactly(
            0L, 75535L, 121699L, 133549L, 261406L, 411010L, 558317L, 875328L, 971258L, 1363155L);
    assertThat(Math.round(ladder.standardError().orElseThrow())).isEqualTo(2_447_095);
    assertThat(ladder.withoutError()).isEmpty();
  }

  @Test
  void aCompletionFactorAboveOneAndAHalfIsNotTrusted() {
    ChainLadder ladder = given(TAYLOR_AND_ASHE);

    Developed seventh = ladder.cohorts().get(6);
    Developed eighth = ladder.cohorts().get(7);
    assertThat(eighth.completionFactor())
        .isCloseTo(eighth.ultimate() / eighth.seen(), within(1e-12));
    assertThat(eighth.completionFactor()).isGreaterThan(2);
    assertThat(eighth.trusted()).isFalse();
    assertThat(seventh.completionFactor()).isBetween(1.5, 2.0);
    assertThat(seventh.trusted()).isFalse();
    assertThat(ladder.cohorts().get(5).completionFactor()).isBetween(1.0, 1.5);
    assertThat(ladder.cohorts().get(5).trusted()).isTrue();
    assertThat(ladder.completionFactor()).isCloseTo(53_038_946 / 34_358_090.0, within(1e-7));
    assertThat(ladder.trusted()).isFalse();
  }

  @Test
  void cohortsThatAllDevelopAlikeAreForetoldWithoutError() {
    // Twice as much at the second lag, half as much again at the third, a tenth more at the fourth.
    ChainLadder ladder =
        given(triangle(new double[][] {{10, 20, 30, 33}, {40, 80, 120}, {30, 60}, {50}}));

    assertThat(ladder.factors().get(2)).isCloseTo(1.1, within(1e-12));
    assertThat(ladder.cohorts()).extracting(Developed::cohort).containsExactly("0", "1", "2", "3");
    assertThat(ladder.ultimate()).isCloseTo(33 + 132 + 99 + 165, within(1e-10));
    assertThat(ladder.standardError()).hasValueCloseTo(0.0, within(1e-10));
  }

  @Test
  void inOtherUnitsOfMoneyEverythingIsTheSame() {
    ChainLadder units = given(TAYLOR_AND_ASHE);
    List<Cohort> scaled =
        TAYLOR_AND_ASHE.cohorts().stream()
            .map(
                cohort ->
                    new Cohort(
                        cohort.name(),
                        cohort.cumulative().stream().map(each -> each * 100).toList()))
            .toList();
    ChainLadder hundredths = given(new DevelopmentTriangle(scaled));

    assertThat(hundredths.reserve()).isCloseTo(100 * units.reserve(), within(1e-4));
    assertThat(hundredths.standardError())
        .hasValueCloseTo(100 * units.standardError().orElseThrow(), within(1e-4));
  }

  @Test
  void whatCohortsShareMakesTheErrorOfAllMoreThanThatOfIndependentOnes() {
    double squares =
        given(TAYLOR_AND_ASHE).cohorts().stream()
            .mapToDouble(each -> Math.pow(each.standardError().orElseThrow(), 2))
            .sum();

    assertThat(given(TAYLOR_AND_ASHE).standardError().orElseThrow())
        .isGreaterThan(1.15 * Math.sqrt(squares));
  }

  /** Money is drawn as Mack's model has it, so that what comes of it in the end is known. */
  @Test
  void whatReallyComesLiesWithinTwoErrorsAsOftenAsPromised() {
    int repetitions = 1000;
    int covered = 0;
    double missed = 0;
    for (int repetition = 0; repetition < repetitions; repetition++) {
      SplittableRandom random = new SplittableRandom(30_000 + repetition);
      double[][] square = drawn(random, 10);
      double[][] seen = new double[10][];
      double truth = 0;
      for (int cohort = 0; cohort < 10; cohort++) {
        seen[cohort] = Arrays.copyOf(square[cohort], 10 - cohort);
        truth += square[cohort][9] - seen[cohort][9 - cohort];
      }
      ChainLadder ladder = given(triangle(seen));
      double error = ladder.standardError().orElseThrow();
      missed += (ladder.reserve() - truth) / error / repetitions;
      covered += Math.abs(ladder.reserve() - truth) <= 1.96 * error ? 1 : 0;
    }
    assertThat(missed).isBetween(-0.15, 0.15);
    assertThat((double) covered / repetitions).isBetween(0.92, 0.98);
  }

  private static double[][] drawn(SplittableRandom random, int cohorts) {
    double[] factors = {3.0, 1.6, 1.3, 1.2, 1.1, 1.08, 1.05, 1.03, 1.01};
    double[] spreads = {60, 30, 20, 14, 10, 7, 5, 3, 2};
    double[][] square = new double[cohorts][10];
    for (double[] row : square) {
      row[0] = random.nextDouble(2000, 5000);
      for (int lag = 0; lag < 9; lag++) {
        row[lag + 1] =
            row[lag] * factors[lag]
                + spreads[lag] / 10 * Math.sqrt(row[lag]) * random.nextGaussian();
      }
    }
    return square;
  }

  @Test
  void cohortsThatWereSeenEquallyFarCountAll() {
    ChainLadder ladder =
        given(triangle(new double[][] {{10, 20, 25}, {20, 36, 48}, {30, 66}, {30, 64}}));

    double factor = 73.0 / 56;
    assertThat(ladder.factors().get(0)).isCloseTo(186.0 / 90, within(1e-12));
    assertThat(ladder.factors().get(1)).isCloseTo(factor, within(1e-12));
    assertThat(ladder.cohorts().get(1).reserve()).isZero();
    assertThat(ladder.cohorts().get(1).standardError()).hasValue(0);
    assertThat(ladder.cohorts().get(2).ultimate()).isCloseTo(66 * factor, within(1e-12));
    // By hand: one step is open, of whose factor two cohorts tell the spread.
    double variance = 20 * Math.pow(25.0 / 20 - factor, 2) + 36 * Math.pow(48.0 / 36 - factor, 2);
    double third = 66 * 66 * variance * (1.0 / 66 + 1.0 / 56);
    double fourth = 64 * 64 * variance * (1.0 / 64 + 1.0 / 56);
    double shared = 2 * 66 * 64 * variance / 56;
    assertThat(ladder.cohorts().get(2).standardError())
        .hasValueCloseTo(Math.sqrt(third), within(1e-10));
    assertThat(ladder.cohorts().get(3).standardError())
        .hasValueCloseTo(Math.sqrt(fourth), within(1e-10));
    assertThat(ladder.standardError())
        .hasValueCloseTo(Math.sqrt(third + fourth + shared), within(1e-10));
  }

  @Test
  void theSpreadOfALastFactorGoesOnFalling() {
    ChainLadder ladder =
        given(triangle(new double[][] {{100, 200, 300, 330}, {100, 220, 340}, {100, 240}, {100}}));

    // Factors of 2, 2.2 and 2.4 spread by 4, those of the next step by less; so the last by less.
    double first = 100 * (0.04 + 0.04) / 2;
    double factor = 640.0 / 420;
    double second = 200 * Math.pow(1.5 - factor, 2) + 220 * Math.pow(340.0 / 220 - factor, 2);
    double last = second * second / first;
    assertThat(last).isLessThan(second);
    assertThat(ladder.cohorts().get(1).standardError())
        .hasValueCloseTo(340 * Math.sqrt(last * (1.0 / 340 + 1.0 / 300)), within(1e-10));
  }

  @Test
  void anOldCohortThatBroughtNothingIsNoHindrance() {
    ChainLadder ladder = given(triangle(new double[][] {{10, 20, 25}, {0, 0, 0}, {30, 60}}));

    assertThat(ladder.cohorts().get(1).reserve()).isZero();
    assertThat(ladder.reserve()).isCloseTo(15, within(1e-12));
  }

  @Test
  void refundsMakeAFactorBelowOne() {
    ChainLadder ladder = given(triangle(new double[][] {{10, 20, 18}, {20, 40}, {30}}));

    assertThat(ladder.factors().get(1)).isCloseTo(0.9, within(1e-12));
    assertThat(ladder.cohorts().get(1).reserve()).isCloseTo(-4, within(1e-12));
    assertThat(ladder.cohorts().get(1).trusted()).isTrue();
  }

  @Test
  void whereTheSpreadIsNotKnownTheErrorIsMissingAndTheReasonTold() {
    ChainLadder small = given(triangle(new double[][] {{10, 20}, {20}}));
    assertThat(small.reserve()).isCloseTo(20, within(1e-12));
    assertThat(small.standardError()).isEmpty();
    assertThat(small.cohorts().get(1).standardError()).isEmpty();
    assertThat(small.withoutError())
        .isEqualTo(
            "only cohort '0' tells the factor from lag 0 to the next, so its spread is not known: take shorter cohorts or longer lags");

    ChainLadder fromNothing =
        given(triangle(new double[][] {{10, 20, 25, 25}, {0, 20, 24}, {9, 21}, {12}}));
    assertThat(fromNothing.standardError()).isEmpty();
    assertThat(fromNothing.withoutError())
        .isEqualTo(
            "cohort '1' had brought nothing up to lag 0, and what grows from nothing has no variance: take longer lags or cohorts");
  }

  @Test
  void trianglesThatCannotBeDevelopedAreRefusedInWords() {
    assertRefused(
        new double[][] {{10, 20, 30}},
        "there is one cohort, '0', and no older one to tell how it will develop: take shorter cohorts");
    assertRefused(
        new double[][] {{10}, {20}},
        "no cohort was seen after its first lag, so nothing tells how they develop: take shorter lags, or wait");
    assertRefused(
        new double[][] {{0, 20, 30}, {0, 40}, {10}},
        "the 2 cohorts that were seen at lags 0 and 1 had brought nothing at one of them, so there is no factor from the one to the other: take longer lags");
    assertRefused(
        new double[][] {{10, 20, 0}, {10, 40}, {10}},
        "the 1 cohorts that were seen at lags 1 and 2 had brought nothing at one of them, so there is no factor from the one to the other: take longer lags");
    assertRefused(
        new double[][] {{10, 20, 30}, {10, 40}, {0}},
        "cohort '2' has brought nothing up to lag 0, and nothing stays nothing however it is multiplied: leave it out, or take longer cohorts");
  }

  private static void assertRefused(double[][] cumulative, String reason) {
    Answer<ChainLadder> answer = ChainLadder.develop(triangle(cumulative));
    assertThat(answer.value()).isEmpty();
    assertThat(answer.reason()).isEqualTo(reason);
  }

  @Test
  void trianglesWithHolesAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cohort("2026-01", Arrays.asList(10.0, null, 30.0)))
        .withMessage(
            "Cohort '2026-01' has a hole at lag 1: a lag in which nothing came repeats the sum before it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cohort("2026-01", List.of(10.0, Double.NaN)))
        .withMessageContaining("has a hole at lag 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> triangle(new double[][] {{10, 20}, {10, 20, 30}}))
        .withMessage(
            "Cohort '1' was seen to lag 2 and '0', which is older, only to lag 1: the later lags of the older one are a hole, or the order is wrong");
  }

  @Test
  void whatIsNoMoneyAndCohortsWithoutLagOrWithOneNameAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cohort("2026-01", List.of(10.0, -1.0)))
        .withMessage(
            "Cohort '2026-01' has brought -1.0 up to lag 1; a sum of money must be 0 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cohort("2026-01", List.of()))
        .withMessage("Cohort '2026-01' was seen to no lag: leave it out");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DevelopmentTriangle(List.of()))
        .withMessage("A triangle has one cohort or more");
    Cohort cohort = new Cohort("2026-01", List.of(10.0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DevelopmentTriangle(List.of(cohort, cohort)))
        .withMessage("Two cohorts have one name: [2026-01, 2026-01]");
  }

  private static DevelopmentTriangle triangle(double[][] cumulative) {
    List<Cohort> cohorts = new ArrayList<>();
    for (double[] row : cumulative) {
      cohorts.add(new Cohort("" + cohorts.size(), DoubleStream.of(row).boxed().toList()));
    }
    return new DevelopmentTriangle(cohorts);
  }

  private static ChainLadder given(DevelopmentTriangle triangle) {
    Answer<ChainLadder> answer = ChainLadder.develop(triangle);
    assertThat(answer.reason()).isEmpty();
    return answer.value().orElseThrow();
  }
}
