package io.requalify.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImbensManskiIntervalTest {
  @Test
  void boundsThatCoincideGiveTheUsualIntervalAndBoundsFarApartThatOfOneSide() {
    assertThat(new ImbensManskiInterval(new Interval(0.4, 0.4), 0.02, 0.02).criticalValue(0.95))
        .isCloseTo(CriticalValue.twoSided(0.95), within(1e-10));
    assertThat(new ImbensManskiInterval(new Interval(0.1, 0.9), 0.02, 0.02).criticalValue(0.95))
        .isCloseTo(CriticalValue.oneSided(0.95), within(1e-10));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.01, 0.03, 0.2})
  void theValueSolvesTheEquation(double width) {
    double reach =
        new ImbensManskiInterval(new Interval(0.4, 0.4 + width), 0.01, 0.02).criticalValue(0.95);

    NormalDistribution normal = new NormalDistribution();
    assertThat(
            normal.cumulativeProbability(reach + width / 0.02)
                - normal.cumulativeProbability(-reach))
        .isCloseTo(0.95, within(1e-12));
  }

  @Test
  void eachEndLiesBeyondItsBoundByItsOwnError() {
    ImbensManskiInterval bounded = new ImbensManskiInterval(new Interval(0.3, 0.5), 0.01, 0.03);
    double reach = bounded.criticalValue(0.9);

    assertThat(bounded.at(0.9).lower()).isCloseTo(0.3 - 0.01 * reach, within(1e-15));
    assertThat(bounded.at(0.9).upper()).isCloseTo(0.5 + 0.03 * reach, within(1e-15));
  }

  @Test
  void boundsWithoutAnErrorStayAsTheyAre() {
    Interval bounds = new Interval(0.3, 0.5);

    assertThat(new ImbensManskiInterval(bounds, 0, 0).at(0.95)).isEqualTo(bounds);
  }

  @Test
  void aTruthAtTheEndOfACountedWidthIsCoveredAsOftenAsPromised() {
    // The upper bound is the lower one plus a counted share, so both err alike.
    for (double width : new double[] {0, 0.01, 0.1}) {
      SplittableRandom random = new SplittableRandom(31);
      int held = 0;
      for (int sample = 0; sample < 20_000; sample++) {
        double lower = 0.4 + 0.02 * random.nextGaussian();
        Interval bounds = new Interval(lower, lower + width);
        held += new ImbensManskiInterval(bounds, 0.02, 0.02).at(0.95).contains(0.4 + width) ? 1 : 0;
      }
      assertThat(held / 20_000.0).as("width %s", width).isCloseTo(0.95, within(0.005));
    }
  }

  @Test
  void whatIsNoErrorIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ImbensManskiInterval(new Interval(0, 1), -0.1, 0.1))
        .withMessage("Not standard errors of two bounds: -0.1 and 0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ImbensManskiInterval(new Interval(0, 1), 0.1, Double.NaN));
  }
}
