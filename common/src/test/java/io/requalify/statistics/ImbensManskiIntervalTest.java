package io.requalify.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;

final class ImbensManskiIntervalTest {
  private static final NormalDistribution NORMAL = new NormalDistribution();

  @Test
  void endsThatMeetGiveTheUsualInterval() {
    Interval interval = ImbensManskiInterval.of(new Interval(0.4, 0.4), 0.01, 0.01, 0.95);

    assertThat(interval.lower()).isCloseTo(0.4 - 0.01959963984540054, within(1e-12));
    assertThat(interval.upper()).isCloseTo(0.4 + 0.01959963984540054, within(1e-12));
  }

  @Test
  void endsFarApartAskForTheOneSidedReachOnly() {
    Interval interval = ImbensManskiInterval.of(new Interval(0.2, 0.6), 0.01, 0.02, 0.95);

    assertThat(interval.lower()).isCloseTo(0.2 - 0.01 * 1.6448536269514722, within(1e-12));
    assertThat(interval.upper()).isCloseTo(0.6 + 0.02 * 1.6448536269514722, within(1e-12));
  }

  @Test
  void betweenThemTheEquationHoldsAndTheReachFallsWithTheDistance() {
    double before = 1.96;
    for (double distance = 0.05; distance < 4; distance += 0.05) {
      double critical = ImbensManskiInterval.criticalValue(distance, 0.95);

      double held =
          NORMAL.cumulativeProbability(critical + distance)
              - NORMAL.cumulativeProbability(-critical);
      assertThat(held).isCloseTo(0.95, within(1e-11));
      assertThat(critical).isBetween(1.6448536269514, before);
      before = critical;
    }
  }

  @Test
  void withoutAnErrorThereIsNoInterval() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImbensManskiInterval.of(new Interval(0, 1), 0, 0, 0.95))
        .withMessage("Standard errors 0.0 and 0.0");
  }
}
