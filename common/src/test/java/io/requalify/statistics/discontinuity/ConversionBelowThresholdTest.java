package io.requalify.statistics.discontinuity;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.discontinuity.DiscontinuityResult.Estimated;
import io.requalify.statistics.discontinuity.DiscontinuityResult.Refused;
import io.requalify.statistics.discontinuity.ExtrapolationBelowCutoff.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ConversionBelowThresholdTest {
  private static final int REPETITIONS = 500;
  private static final List<Target> TARGETS = List.of(new Target(1, 40), new Target(4, 60));

  @Test
  void intervalHoldsTheShareThatASmoothCurveHasBelowTheThreshold() {
    int held = 0;
    double width = 0;
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      Estimated below =
          (Estimated) ConversionBelowThreshold.of(drawn(new SplittableRandom(repetition)), TARGETS);
      double truth = (40 * conversion(-1) + 60 * conversion(-4)) / 100;
      held += below.interval().contains(truth) ? 1 : 0;
      width += below.interval().width() / REPETITIONS;
      assertThat(below.interval().lower()).isNotNegative();
      assertThat(below.interval().upper()).isLessThanOrEqualTo(1);
    }
    assertThat((double) held / REPETITIONS).isGreaterThan(0.97);
    assertThat(width).isBetween(0.05, 0.6);
  }

  @Test
  void fewDistinctScoresAreTooLumpyForACurveAndRefused() {
    List<OutcomesAtScore> lumps =
        List.of(at(0, 50, 10), at(10, 50, 15), at(20, 50, 20), at(30, 50, 22));

    assertThat(ConversionBelowThreshold.of(lumps, TARGETS))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.reason())
                    .startsWith("distinct scores at or above the cutoff 0: 4"));
  }

  @Test
  void scoresThatBeginFarAboveTheThresholdAreRefused() {
    List<OutcomesAtScore> far = new ArrayList<>();
    for (int points = 25; points < 40; points++) {
      far.add(at(points, 50, 10 + points % 3));
    }
    assertThat(ConversionBelowThreshold.of(far, TARGETS))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.reason()).startsWith("there are no observations"));
  }

  @Test
  void lineThatLeadsBelowNothingIsRefused() {
    List<OutcomesAtScore> steep = new ArrayList<>();
    for (int points = 0; points < 20; points++) {
      steep.add(at(points, 100_000, Math.min(100_000, 5_000L * points + 10)));
    }
    assertThat(ConversionBelowThreshold.of(steep, List.of(new Target(5, 10))))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).contains("which cannot be"));
  }

  private static double conversion(int points) {
    return 1 / (1 + Math.exp(1.2 - 0.05 * points));
  }

  private static List<OutcomesAtScore> drawn(SplittableRandom random) {
    List<OutcomesAtScore> scores = new ArrayList<>();
    for (int points = 0; points <= 30; points++) {
      long converted = 0;
      for (int contact = 0; contact < 60; contact++) {
        converted += random.nextDouble() < conversion(points) ? 1 : 0;
      }
      scores.add(at(points, 60, converted));
    }
    return scores;
  }

  private static OutcomesAtScore at(int points, long contacts, long converted) {
    return OutcomesAtScore.of(points, new BinomialTally(contacts, converted));
  }
}
