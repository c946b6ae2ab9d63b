package io.requalify.statistics.discontinuity;

import static io.requalify.statistics.discontinuity.MadeOutcomes.along;
import static io.requalify.statistics.discontinuity.MadeOutcomes.at;
import static io.requalify.statistics.discontinuity.MadeOutcomes.both;
import static io.requalify.statistics.discontinuity.MadeOutcomes.drawn;
import static io.requalify.statistics.discontinuity.MadeOutcomes.estimated;
import static io.requalify.statistics.discontinuity.MadeOutcomes.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.CriticalValue;
import io.requalify.statistics.discontinuity.DiscontinuityResult.Estimated;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BoundedCurvatureTest {
  private static final int REPETITIONS = 3000;

  /** Three Monte Carlo standard errors of a share near .95. */
  private static final double CHANCE = 0.012;

  private static final double CURVATURE = 0.002;

  @ParameterizedTest
  @EnumSource(Kernel.class)
  void theParabolaThatBendsAsFarAsAllowedIsMissedByTheLargestBias(Kernel kernel) {
    List<OutcomesAtScore> scores =
        both(
            along(38, 49, 10, x -> 1 + 0.1 * x - CURVATURE / 2 * (x - 50) * (x - 50)),
            along(50, 65, 20, x -> 1 + 0.1 * x + CURVATURE / 2 * (x - 50) * (x - 50)));

    Estimated jump =
        estimated(
            new BoundedCurvature(CURVATURE, 11, kernel).jump(OutcomesByScore.of(50, scores), 0.95));

    assertThat(jump.largestBias()).isPositive();
    assertThat(jump.value()).isCloseTo(-jump.largestBias(), within(1e-12));
  }

  @ParameterizedTest
  @EnumSource(Kernel.class)
  void noCurveWithinTheBoundIsMissedByMore(Kernel kernel) {
    SplittableRandom random = new SplittableRandom(3);
    for (int repetition = 0; repetition < 300; repetition++) {
      double[] curve = curve(random);
      List<OutcomesAtScore> scores =
          both(
              along(38, 49, 10, x -> curve[(int) x - 30]),
              along(50, 65, 8, x -> curve[(int) x - 30]));

      Estimated jump =
          estimated(
              new BoundedCurvature(CURVATURE, 12, kernel)
                  .jump(OutcomesByScore.of(50, scores), 0.95));

      assertThat(Math.abs(jump.value())).isLessThanOrEqualTo(jump.largestBias() + 1e-12);
    }
  }

  @Test
  void theWorstCurveIsCoveredAsOftenAsPromisedAndTheUsualIntervalIsNot() {
    SplittableRandom random = new SplittableRandom(17);
    int honest = 0;
    int usual = 0;
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      OutcomesByScore outcomes = bent(CURVATURE, random);
      honest += covers(CURVATURE, outcomes) ? 1 : 0;
      usual += covers(0, outcomes) ? 1 : 0;
    }

    assertThat((double) honest / REPETITIONS).isCloseTo(0.95, within(CHANCE));
    assertThat((double) usual / REPETITIONS).isLessThan(0.9);
  }

  @Test
  void aCurveThatBendsHalfAsMuchAsAllowedIsCoveredAtLeastAsOftenAsPromised() {
    SplittableRandom random = new SplittableRandom(18);
    int honest = 0;
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      honest += covers(CURVATURE, bent(CURVATURE / 2, random)) ? 1 : 0;
    }

    assertThat((double) honest / REPETITIONS).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void withoutAnyBendTheIntervalIsTheUsualOne() {
    Estimated jump =
        estimated(
            new BoundedCurvature(0, 8, Kernel.TRIANGULAR)
                .jump(bent(CURVATURE, new SplittableRandom(1)), 0.9));

    assertThat(jump.interval().width())
        .isCloseTo(2 * CriticalValue.twoSided(0.9) * jump.standardError(), within(1e-12));
  }

  @Test
  void alsoAtThinScoresTheVarianceIsThatOfTheThreeNearestOtherOutcomes() {
    double[][] below = {{3, 1}, {4}, {2, 2, 5, 9, 1}, {7}, {}, {1, 8}, {6, 5, 5}};
    double[][] above = {{2}, {3}, {9, 4, 1, 1}, {}, {}, {5}, {6, 7}};

    Estimated jump =
        estimated(
            new BoundedCurvature(0.1, 7, Kernel.UNIFORM)
                .jump(OutcomesByScore.of(0, both(scores(below, -7), scores(above, 0))), 0.95));

    double variance = oneByOne(below, -7) + oneByOne(above, 0);
    assertThat(jump.standardError()).isCloseTo(Math.sqrt(variance), within(1e-12));
  }

  @Test
  void whatSaysNothingIsRefusedInWords() {
    BoundedCurvature narrow = new BoundedCurvature(0.01, 1, Kernel.TRIANGULAR);
    OutcomesByScore many = OutcomesByScore.of(50, along(40, 60, 9, x -> x));

    assertThat(refusal(narrow.jump(many, 0.95)))
        .contains("no observations below the cutoff 50 within 1.0 points");
    assertThat(refusal(new BoundedCurvature(0.01, 1, Kernel.UNIFORM).jump(many, 0.95)))
        .contains("distinct scores below the cutoff 50 within 1.0 points: 1");
    assertThat(
            refusal(
                new BoundedCurvature(0.01, 5, Kernel.UNIFORM)
                    .jump(OutcomesByScore.of(0, List.of(at(-2, 1, 2), at(-1, 3), at(0, 1))), 0.95)))
        .contains("observations below the cutoff 0 within 5.0 points: 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BoundedCurvature(-1, 5, Kernel.UNIFORM))
        .withMessageContaining("no bound on a second derivative");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BoundedCurvature(1, Double.NaN, Kernel.UNIFORM))
        .withMessageContaining("give one above 0");
  }

  @Test
  void aSideOnWhichNobodyConvertedShowsNoChanceAndIsRefused() {
    SplittableRandom random = new SplittableRandom(2);
    List<OutcomesAtScore> none = drawn(40, 49, 9, x -> 0, random);
    List<OutcomesAtScore> some = drawn(50, 60, 9, x -> 0.5, random);

    assertThat(
            refusal(
                new BoundedCurvature(0.01, 5, Kernel.UNIFORM)
                    .jump(OutcomesByScore.of(50, both(none, some)), 0.95)))
        .isEqualTo(
            "all outcomes below the cutoff 50 within 5.0 points are alike, so chance cannot be judged; widen the bandwidth");
  }

  /** Converts .4 below and .45 above the cutoff, bending away from each other. */
  private static OutcomesByScore bent(double curvature, SplittableRandom random) {
    return OutcomesByScore.of(
        50,
        both(
            drawn(40, 49, 150, x -> 0.40 - curvature / 2 * (x - 50) * (x - 50), random),
            drawn(50, 60, 150, x -> 0.45 + curvature / 2 * (x - 50) * (x - 50), random)));
  }

  private static boolean covers(double curvature, OutcomesByScore outcomes) {
    return estimated(new BoundedCurvature(curvature, 10, Kernel.UNIFORM).jump(outcomes, 0.95))
        .interval()
        .contains(0.05);
  }

  /** Means at the scores from 30 on, whose second differences stay within the bound. */
  private static double[] curve(SplittableRandom random) {
    double[] curve = new double[40];
    double slope = random.nextDouble() - 0.5;
    for (int place = 1; place < curve.length; place++) {
      curve[place] = curve[place - 1] + slope;
      slope += CURVATURE * (random.nextBoolean() ? 1 : 2 * random.nextDouble() - 1);
    }
    return curve;
  }

  private static List<OutcomesAtScore> scores(double[][] outcomes, int first) {
    List<OutcomesAtScore> scores = new ArrayList<>();
    for (int place = 0; place < outcomes.length; place++) {
      if (outcomes[place].length > 0) {
        scores.add(at(first + place, outcomes[place]));
      }
    }
    return scores;
  }

  /** Variance of the value at 0 of the line through these outcomes, each one taken by itself. */
  private static double oneByOne(double[][] outcomes, int first) {
    List<double[]> all = new ArrayList<>();
    for (int place = 0; place < outcomes.length; place++) {
      for (double outcome : outcomes[place]) {
        all.add(new double[] {first + place, outcome});
      }
    }
    double mean = all.stream().mapToDouble(each -> each[0]).average().orElseThrow();
    double spread = all.stream().mapToDouble(each -> (each[0] - mean) * (each[0] - mean)).sum();
    double variance = 0;
    for (double[] own : all) {
      double weight = 1.0 / all.size() - mean * (own[0] - mean) / spread;
      double reach =
          all.stream()
              .filter(each -> each != own)
              .mapToDouble(each -> Math.abs(each[0] - own[0]))
              .sorted()
              .toArray()[2];
      double[] neighbours =
          all.stream()
              .filter(each -> each != own && Math.abs(each[0] - own[0]) <= reach)
              .mapToDouble(each -> each[1])
              .toArray();
      double off = own[1] - DoubleStream.of(neighbours).average().orElseThrow();
      variance += weight * weight * neighbours.length / (neighbours.length + 1) * off * off;
    }
    return variance;
  }
}
