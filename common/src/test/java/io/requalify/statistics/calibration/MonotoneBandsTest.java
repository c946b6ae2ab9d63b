package io.requalify.statistics.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.calibration.MonotoneBands.PooledBlock;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MonotoneBandsTest {
  @Test
  void aBandBelowTheOneUnderItIsPooledWithIt() {
    MonotoneBands bands =
        MonotoneBands.of(
            ScoreTable.of(
                List.of(
                    ScoreLevel.of(10, 50, 10, .2),
                    ScoreLevel.of(20, 50, 5, .2),
                    ScoreLevel.of(30, 50, 20, .2))));

    assertThat(bands.monotone()).isFalse();
    assertThat(bands.blocks())
        .containsExactly(
            new PooledBlock(10, 20, 2, new BinomialTally(100, 15)),
            new PooledBlock(30, 30, 1, new BinomialTally(50, 20)));
    MonotoneBands.Violation worst = bands.worst().orElseThrow();
    assertThat(worst.lowerScore()).isEqualTo(10);
    assertThat(worst.higherScore()).isEqualTo(20);
    // 0.1 over the root of 0.15 0.85 (1/50 + 1/50).
    assertThat(worst.z()).isCloseTo(.1 / Math.sqrt(.0051), within(1e-12));
  }

  @Test
  void theSurestFallIsTheWorstNotTheDeepest() {
    MonotoneBands bands =
        MonotoneBands.of(
            ScoreTable.of(
                List.of(
                    ScoreLevel.of(10, 4, 2, .2),
                    ScoreLevel.of(20, 4, 1, .2),
                    ScoreLevel.of(30, 4_000, 1_600, .2),
                    ScoreLevel.of(40, 4_000, 1_300, .2))));

    assertThat(bands.worst().orElseThrow().higherScore()).isEqualTo(40);
  }

  @Test
  void equalRatesAreNoViolation() {
    MonotoneBands bands =
        MonotoneBands.of(
            ScoreTable.of(
                List.of(
                    ScoreLevel.of(10, 50, 5, .2),
                    ScoreLevel.of(20, 30, 3, .2),
                    ScoreLevel.of(30, 30, 30, .2))));

    assertThat(bands.monotone()).isTrue();
    assertThat(bands.blocks()).hasSize(3);
  }

  @Test
  void aFallFromAllToNoneHasAnError() {
    MonotoneBands bands =
        MonotoneBands.of(
            ScoreTable.of(List.of(ScoreLevel.of(10, 8, 8, .2), ScoreLevel.of(20, 8, 0, .2))));

    // 1 over the root of 0.25 (1/8 + 1/8).
    assertThat(bands.worst().orElseThrow().z()).isCloseTo(4, within(1e-12));
  }
}
