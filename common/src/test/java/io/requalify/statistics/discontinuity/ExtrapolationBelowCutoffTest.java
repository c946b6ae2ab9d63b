package io.requalify.statistics.discontinuity;

import static io.requalify.statistics.discontinuity.MadeOutcomes.along;
import static io.requalify.statistics.discontinuity.MadeOutcomes.both;
import static io.requalify.statistics.discontinuity.MadeOutcomes.drawn;
import static io.requalify.statistics.discontinuity.MadeOutcomes.estimated;
import static io.requalify.statistics.discontinuity.MadeOutcomes.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.discontinuity.DiscontinuityResult.Estimated;
import io.requalify.statistics.discontinuity.ExtrapolationBelowCutoff.Target;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ExtrapolationBelowCutoffTest {
  private static final int REPETITIONS = 3000;
  private static final double CURVATURE = 0.001;
  private static final List<Target> TARGETS = List.of(new Target(1, 300), new Target(4, 100));

  @Test
  void aStraightLineIsDrawnOnToTheAverageTarget() {
    OutcomesByScore outcomes = OutcomesByScore.of(50, along(50, 60, 10, x -> 3 + 0.2 * (x - 50)));

    Estimated mean =
        estimated(
            new ExtrapolationBelowCutoff(0, 10, Kernel.UNIFORM).mean(outcomes, TARGETS, 0.95));

    // On average 1.75 points below the cutoff.
    assertThat(mean.value()).isCloseTo(3 - 0.2 * 1.75, within(1e-12));
    assertThat(mean.largestBias()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Kernel.class)
  void theParabolaThatBendsAsFarAsAllowedIsMissedByTheLargestBias(Kernel kernel) {
    DoubleUnaryOperator parabola = x -> 1 + 0.1 * x + CURVATURE / 2 * (x - 53) * (x - 53);
    OutcomesByScore outcomes = OutcomesByScore.of(50, along(50, 62, 10, parabola));

    Estimated mean =
        estimated(
            new ExtrapolationBelowCutoff(CURVATURE, 12, kernel).mean(outcomes, TARGETS, 0.95));

    assertThat(mean.largestBias()).isPositive();
    assertThat(truth(parabola) - mean.value()).isCloseTo(mean.largestBias(), within(1e-12));
  }

  @ParameterizedTest
  @EnumSource(Kernel.class)
  void noCurveWithinTheBoundIsMissedByMore(Kernel kernel) {
    SplittableRandom random = new SplittableRandom(4);
    for (int repetition = 0; repetition < 300; repetition++) {
      double[] curve = new double[30];
      double slope = random.nextDouble() - 0.5;
      for (int place = 1; place < curve.length; place++) {
        curve[place] = curve[place - 1] + slope;
        slope += CURVATURE * (random.nextBoolean() ? 1 : 2 * random.nextDouble() - 1);
      }
      DoubleUnaryOperator mean = x -> curve[(int) x - 40];

      Estimated below =
          estimated(
              new ExtrapolationBelowCutoff(CURVATURE, 12, kernel)
                  .mean(OutcomesByScore.of(50, along(50, 65, 8, mean)), TARGETS, 0.95));

      assertThat(Math.abs(below.value() - truth(mean)))
          .isLessThanOrEqualTo(below.largestBias() + 1e-12);
    }
  }

  @Test
  void theWorstCurveIsCoveredAsOftenAsPromisedAndALineTakenForTheTruthIsNot() {
    SplittableRandom random = new SplittableRandom(19);
    DoubleUnaryOperator rate = x -> 0.3 + CURVATURE / 2 * (x - 50) * (x - 50);
    int honest = 0;
    int usual = 0;
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      OutcomesByScore outcomes = OutcomesByScore.of(50, drawn(50, 64, 200, rate, random));
      honest += covers(CURVATURE, outcomes, truth(rate)) ? 1 : 0;
      usual += covers(0, outcomes, truth(rate)) ? 1 : 0;
    }

    // Three Monte Carlo standard errors.
    assertThat((double) honest / REPETITIONS).isCloseTo(0.95, within(0.012));
    assertThat((double) usual / REPETITIONS).isLessThan(0.9);
  }

  @Test
  void aCurveThatBendsHalfAsMuchAsAllowedIsCoveredAtLeastAsOftenAsPromised() {
    SplittableRandom random = new SplittableRandom(20);
    DoubleUnaryOperator rate = x -> 0.3 + CURVATURE / 4 * (x - 50) * (x - 50);
    int honest = 0;
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      OutcomesByScore outcomes = OutcomesByScore.of(50, drawn(50, 64, 200, rate, random));
      honest += covers(CURVATURE, outcomes, truth(rate)) ? 1 : 0;
    }

    assertThat((double) honest / REPETITIONS).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void whatLiesBelowTheCutoffIsNotLookedAt() {
    List<OutcomesAtScore> above = along(50, 60, 10, x -> Math.sin(x));
    ExtrapolationBelowCutoff extrapolation =
        new ExtrapolationBelowCutoff(0.1, 8, Kernel.TRIANGULAR);

    assertThat(
            extrapolation.mean(
                OutcomesByScore.of(50, both(along(30, 49, 3, x -> 99), above)), TARGETS, 0.9))
        .isEqualTo(extrapolation.mean(OutcomesByScore.of(50, above), TARGETS, 0.9));
  }

  @Test
  void furtherBelowTheIntervalIsWider() {
    OutcomesByScore outcomes = OutcomesByScore.of(50, along(50, 60, 10, x -> x));
    ExtrapolationBelowCutoff extrapolation =
        new ExtrapolationBelowCutoff(0.01, 10, Kernel.TRIANGULAR);
    double width = 0;
    for (int points = 1; points <= 10; points++) {
      double next =
          estimated(extrapolation.mean(outcomes, List.of(new Target(points, 1)), 0.95))
              .interval()
              .width();
      assertThat(next).isGreaterThan(width);
      width = next;
    }
  }

  @Test
  void whatIsTooFarOffOrHasNothingAboveIsRefusedInWords() {
    ExtrapolationBelowCutoff extrapolation =
        new ExtrapolationBelowCutoff(0.01, 5, Kernel.TRIANGULAR);
    OutcomesByScore outcomes = OutcomesByScore.of(50, along(40, 60, 10, x -> x));

    assertThat(refusal(extrapolation.mean(outcomes, List.of(new Target(6, 1)), 0.95)))
        .isEqualTo(
            "the cutoff is 6 points away and only 5.0 points above it are looked at; leave such contacts to the worst case");
    assertThat(
            refusal(
                extrapolation.mean(
                    OutcomesByScore.of(70, along(40, 60, 10, x -> x)), TARGETS, 0.95)))
        .contains("no observations at or above the cutoff 70");
    assertThat(
            refusal(
                extrapolation.mean(
                    OutcomesByScore.of(50, along(50, 50, 10, x -> x)), TARGETS, 0.95)))
        .contains("distinct scores at or above the cutoff 50 within 5.0 points: 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> extrapolation.mean(outcomes, List.of(), 0.95))
        .withMessageContaining("name at least one score");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Target(0, 5))
        .withMessageContaining("both must be at least 1");
  }

  private static double truth(DoubleUnaryOperator mean) {
    return 0.75 * mean.applyAsDouble(49) + 0.25 * mean.applyAsDouble(46);
  }

  private static boolean covers(double curvature, OutcomesByScore outcomes, double truth) {
    return estimated(
            new ExtrapolationBelowCutoff(curvature, 14, Kernel.UNIFORM)
                .mean(outcomes, TARGETS, 0.95))
        .interval()
        .contains(truth);
  }
}
