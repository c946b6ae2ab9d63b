package io.requalify.statistics.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class MillionthsTest {
  @Test
  void halvesAreRoundedAwayFromNothing() {
    assertThat(Millionths.of(0.5e-6)).isEqualTo(1);
    assertThat(Millionths.of(-0.5e-6)).isEqualTo(-1);
    assertThat(Millionths.weight(0.15)).isEqualTo(6_666_667);
    assertThat(Millionths.inverse(3, 20)).isEqualTo(6_666_667);
    assertThat(Millionths.inverse(4_000_000, 4_000_002)).as("1.0000005").isEqualTo(1_000_001);
  }

  @Test
  void doublyRobustContributionIsThatOfTheFormulaRoundedOnce() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 10_000; i++) {
      long model = random.nextLong(1_000_001);
      long weight = random.nextInt(3) == 0 ? 0 : 1_000_000 + random.nextLong(99_000_001);
      boolean converted = random.nextBoolean();
      BigDecimal residual = BigDecimal.valueOf((converted ? 1_000_000 : 0) - model);
      long expected =
          model
              + BigDecimal.valueOf(weight)
                  .multiply(residual)
                  .divide(BigDecimal.valueOf(1_000_000), 0, RoundingMode.HALF_UP)
                  .longValueExact();
      assertThat(Millionths.doublyRobust(model, weight, converted)).isEqualTo(expected);
    }
  }

  @Test
  void moneyTimesWeightIsRoundedOnceAndExactFarBeyondMillionthsInALong() {
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 10_000; i++) {
      long model = random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L);
      long money = random.nextLong(-9_000_000_000_000L, 9_000_000_000_000L);
      long weight = random.nextInt(3) == 0 ? 0 : 1_000_000 + random.nextLong(99_000_001);
      long expected =
          model
              + BigDecimal.valueOf(weight)
                  .multiply(BigDecimal.valueOf(money - model))
                  .divide(BigDecimal.valueOf(1_000_000), 0, RoundingMode.HALF_UP)
                  .longValueExact();
      assertThat(Millionths.doublyRobust(model, weight, money)).isEqualTo(expected);
    }
  }

  @Test
  void moneyThatNoLongHoldsIsRefused() {
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> Millionths.weighted(100_000_000L, Long.MAX_VALUE / 10));
  }

  @Test
  void probabilityAboveOneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Millionths.weight(1.5))
        .withMessage("The propensity 1.5 lies outside of (0, 1]");
  }
}
