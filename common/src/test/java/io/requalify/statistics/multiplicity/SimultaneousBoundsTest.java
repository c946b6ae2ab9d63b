package io.requalify.statistics.multiplicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.CriticalValue;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class SimultaneousBoundsTest {
  /** Four Monte Carlo standard errors of a critical value of 200,000 draws. */
  private static final double CHANCE = 0.02;

  private static final NormalDistribution NORMAL = new NormalDistribution();

  @Test
  void theCriticalValueOfStatisticsMdIsTheOneSidedOne() {
    // statistics.md, section 2: 20 versions, correlation .6, critical value 2.574.
    assertThat(MaximumStatistic.criticalValue(equal(20, 0.6), Sides.ONE, 0.95))
        .isCloseTo(2.574, within(0.01));
    assertThat(quantile(20, 0.6, Sides.ONE, 0.95)).isCloseTo(2.574, within(0.01));
    assertThat(quantile(20, 0.6, Sides.TWO, 0.95)).isGreaterThan(2.8);
  }

  @Test
  void theBestOfTwentyEqualVersionsIsPromotedInFivePerCentOfFamiliesNotInThirty() {
    double simultaneous = MaximumStatistic.criticalValue(equal(20, 0.6), Sides.ONE, 0.95);
    SplittableRandom random = new SplittableRandom(23);
    int families = 20_000;
    int promoted = 0;
    int naive = 0;
    for (int family = 0; family < families; family++) {
      double common = Math.sqrt(0.6) * random.nextGaussian();
      double best = Double.NEGATIVE_INFINITY;
      for (int version = 0; version < 20; version++) {
        best = Math.max(best, common + Math.sqrt(0.4) * random.nextGaussian());
      }
      promoted += best > simultaneous ? 1 : 0;
      naive += best > CriticalValue.oneSided(0.95) ? 1 : 0;
    }

    assertThat((double) promoted / families).isCloseTo(0.05, within(0.006));
    assertThat((double) naive / families).isCloseTo(0.294, within(0.012));
  }

  @ParameterizedTest
  @CsvSource({"ONE, 2, .5", "ONE, 20, 0", "ONE, 50, .9", "TWO, 2, .5", "TWO, 20, .6", "TWO, 5, 0"})
  void equalCorrelationsGiveWhatIntegrationGives(Sides sides, int versions, double correlation) {
    assertThat(MaximumStatistic.criticalValue(equal(versions, correlation), sides, 0.95))
        .isBetween(sides.criticalValue(0.95), sides.criticalValue(1 - 0.05 / versions))
        .isCloseTo(quantile(versions, correlation, sides, 0.95), within(CHANCE));
  }

  @ParameterizedTest
  @EnumSource(Sides.class)
  void oneVersionAndManyThatAreOneGiveTheNormalQuantile(Sides sides) {
    double alone = sides == Sides.ONE ? CriticalValue.oneSided(0.95) : CriticalValue.twoSided(0.95);

    assertThat(MaximumStatistic.criticalValue(equal(1, 1), sides, 0.95)).isEqualTo(alone);
    assertThat(MaximumStatistic.criticalValue(equal(7, 1), sides, 0.95)).isEqualTo(alone);
    assertThat(MaximumStatistic.criticalValue(equal(7, 1 - 1e-9), sides, 0.95))
        .isBetween(alone, alone + CHANCE);
  }

  @Test
  void aVersionAndItsMirrorImageAreOneWithTwoSidesAndTwoWithOne() {
    double[][] mirrored = {{1, -1}, {-1, 1}};

    assertThat(MaximumStatistic.criticalValue(mirrored, Sides.TWO, 0.95))
        .isEqualTo(CriticalValue.twoSided(0.95));
    // The larger of z and -z is |z|.
    assertThat(MaximumStatistic.criticalValue(mirrored, Sides.ONE, 0.95))
        .isCloseTo(CriticalValue.twoSided(0.95), within(CHANCE));
  }

  @Test
  void aVersionThatIsTheMeanOfTwoOthersIsNoFault() {
    // Of independent x and y, (x + y) / sqrt 2 has the correlation sqrt .5 with each.
    double part = Math.sqrt(0.5);
    double[][] singular = {{1, 0, part}, {0, 1, part}, {part, part, 1}};

    double value = MaximumStatistic.criticalValue(singular, Sides.ONE, 0.95);

    assertThat(value)
        .isGreaterThan(quantile(2, 0, Sides.ONE, 0.95) - CHANCE)
        .isLessThan(quantile(3, 0, Sides.ONE, 0.95));
    assertThat(
            MaximumStatistic.criticalValue(
                new double[][] {{1, part, part}, {part, 1, 0}, {part, 0, 1}}, Sides.ONE, 0.95))
        .as("in another order")
        .isCloseTo(value, within(CHANCE));
  }

  @Test
  void theSameFamilyGivesTheSameValueAndARoundingHardlyMovesIt() {
    double[][] family = equal(10, 0.6);
    double[][] rounded = equal(10, 0.6);
    rounded[3][1] += 1e-14;
    rounded[1][3] += 1e-14;

    double value = MaximumStatistic.criticalValue(family, Sides.ONE, 0.95);

    assertThat(MaximumStatistic.criticalValue(equal(10, 0.6), Sides.ONE, 0.95)).isEqualTo(value);
    assertThat(MaximumStatistic.criticalValue(rounded, Sides.ONE, 0.95))
        .isCloseTo(value, within(1e-10));
  }

  @Test
  void correlationsThatNoEstimatesHaveAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                MaximumStatistic.criticalValue(
                    new double[][] {{1, 0.9, -0.9}, {0.9, 1, 0.9}, {-0.9, 0.9, 1}},
                    Sides.ONE,
                    0.95))
        .withMessageContaining("contradict each other");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                MaximumStatistic.criticalValue(
                    new double[][] {{1, 0.2}, {0.3, 1}}, Sides.ONE, 0.95))
        .withMessage("The correlation of estimates 1 and 0 is 0.3, but must be 0.2");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> MaximumStatistic.criticalValue(new double[][] {{1, 2}, {2, 1}}, Sides.ONE, 0.95))
        .withMessageContaining("it lies between -1 and 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaximumStatistic.criticalValue(new double[0][], Sides.ONE, 0.95))
        .withMessageContaining("Nothing is estimated");
  }

  @Test
  void aVersionThatDecidesAsProductionIsLeftOut() {
    double[] differences = {0.02, 0, -0.01};
    double[][] covariances = {{4e-4, 0, 1e-4}, {0, 0, 0}, {1e-4, 0, 1e-4}};

    SimultaneousBounds bounds = SimultaneousBounds.of(differences, covariances, Sides.TWO, 0.95);

    double two = MaximumStatistic.criticalValue(equal(2, 0.5), Sides.TWO, 0.95);
    assertThat(bounds.criticalValue()).hasValue(two);
    assertThat(bounds.lower(0)).isCloseTo(0.02 - two * 0.02, within(1e-15));
    assertThat(bounds.upper(2)).isCloseTo(-0.01 + two * 0.01, within(1e-15));
    assertThat(bounds.lower(1)).isZero();
    assertThat(bounds.upper(1)).isZero();
  }

  @Test
  void withoutAVersionThatDiffersNothingIsCompared() {
    SimultaneousBounds bounds =
        SimultaneousBounds.of(new double[] {0}, new double[][] {{0}}, Sides.ONE, 0.95);

    assertThat(bounds.criticalValue()).isEmpty();
    assertThat(bounds.lower(0)).isZero();
  }

  @Test
  void aDifferenceWithoutAnErrorIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> SimultaneousBounds.of(new double[] {0.1}, new double[][] {{0}}, Sides.ONE, 0.95))
        .withMessage(
            "Version 0 differs from production by 0.1 without any variance; leave out a version whose error is not known");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> SimultaneousBounds.of(new double[] {0.1}, new double[][] {{-1}}, Sides.ONE, 0.95))
        .withMessageContaining("has the variance -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> SimultaneousBounds.of(new double[] {0.1}, new double[0][], Sides.ONE, 0.95))
        .withMessageContaining("1 differences with 0 rows");
  }

  private static double[][] equal(int versions, double correlation) {
    double[][] correlations = new double[versions][versions];
    for (int row = 0; row < versions; row++) {
      for (int column = 0; column < versions; column++) {
        correlations[row][column] = row == column ? 1 : correlation;
      }
    }
    return correlations;
  }

  /**
   * The quantile where all have the same correlation: given what is common to all they are
   * independent, so the probability is one integral, taken by Simpson's rule.
   */
  private static double quantile(int versions, double correlation, Sides sides, double level) {
    double common = Math.sqrt(correlation);
    double own = Math.sqrt(1 - correlation);
    double least = 0;
    double most = 6;
    for (int halving = 0; halving < 40; halving++) {
      double middle = (least + most) / 2;
      double below =
          integral(
              z -> {
                double upper = NORMAL.cumulativeProbability((middle - common * z) / own);
                double lower = NORMAL.cumulativeProbability((-middle - common * z) / own);
                double within = sides == Sides.ONE ? upper : upper - lower;
                return NORMAL.density(z) * Math.pow(within, versions);
              });
      if (below < level) {
        least = middle;
      } else {
        most = middle;
      }
    }
    return least;
  }

  private static double integral(DoubleUnaryOperator function) {
    int steps = 800;
    double step = 16.0 / steps;
    double sum = 0;
    for (int place = 0; place <= steps; place++) {
      double weight = place == 0 || place == steps ? 1 : place % 2 == 1 ? 4 : 2;
      sum += weight * function.applyAsDouble(-8 + place * step);
    }
    return sum * step / 3;
  }
}
