package io.requalify.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CriticalValueTest {
  @Test
  void withoutBiasItIsTheUsualOne() {
    assertThat(CriticalValue.oneSided(0.95)).isCloseTo(1.6448536269514722, within(1e-12));
    assertThat(CriticalValue.twoSided(0.95)).isCloseTo(1.959963984540054, within(1e-12));
    assertThat(CriticalValue.underBias(0, 0.95)).isEqualTo(CriticalValue.twoSided(0.95));
  }

  @Test
  void halfAStandardErrorOfBiasAsksForTheValueThatArmstrongAndKolesarPrint() {
    assertThat(CriticalValue.underBias(0.5, 0.95)).isCloseTo(2.18, within(5e-3));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 0.3, 1, 2.5, 7, 40})
  void liesBetweenTheTailOfOneSideAndThatOfBothPushedOffByTheBias(double bias) {
    double value = CriticalValue.underBias(bias, 0.95);

    assertThat(value - bias)
        .isBetween(CriticalValue.oneSided(0.95) - 1e-12, CriticalValue.twoSided(0.95) + 1e-12);
    assertThat(value).isGreaterThanOrEqualTo(CriticalValue.twoSided(0.95) - 1e-12);
  }

  @Test
  void anEstimateWithThisBiasIsWithinItInThisShareOfDraws() {
    SplittableRandom random = new SplittableRandom(5);
    double value = CriticalValue.underBias(1.3, 0.9);
    int within = 0;
    for (int draw = 0; draw < 100_000; draw++) {
      within += Math.abs(1.3 + random.nextGaussian()) <= value ? 1 : 0;
    }

    // Three Monte Carlo standard errors.
    assertThat(within / 100_000.0).isCloseTo(0.9, within(0.0029));
  }

  @Test
  void whatIsNoLevelOrNoBiasIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CriticalValue.oneSided(95))
        .withMessageContaining("Not a level of confidence: 95.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CriticalValue.twoSided(1))
        .withMessageContaining("between 0 and 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CriticalValue.underBias(-0.1, 0.95))
        .withMessageContaining("give 0 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CriticalValue.underBias(Double.NaN, 0.95));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CriticalValue.betweenBounds(-1, 0.95))
        .withMessageContaining("do not lie -1.0 standard errors apart");
  }
}
