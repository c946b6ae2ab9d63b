package io.requalify.statistics.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.CriticalValue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ExplorationBudgetTest {
  @Test
  void fiftyFiveDrawsGiveTheErrorOfStatisticsMd() {
    // Section 1: a share of .289 and 55 draws give a standard error of .0183, without the part of
    // the agree-in. There the version converts .4165 in all and .0338 more among the agree-in, so
    // its swap-ins convert (.4165 - .711 * .4503) / .289 = .333.
    ExplorationBudget drawn = new ExplorationBudget(0.289, 0.333, 0, 1);
    ExplorationBudget all = new ExplorationBudget(0.289, 0.333, 0.4503, 2_000);

    assertThat(drawn.standardError(55)).isCloseTo(0.0183, within(1e-4));
    assertThat(Math.pow(all.standardError(55), 2))
        .isCloseTo(
            Math.pow(drawn.standardError(55), 2) + 0.711 * 0.711 * 0.4503 * 0.5497 / 2_000,
            within(1e-15));
  }

  @Test
  void theFewestDrawsReachTheHalfWidthAndOneLessDoesNot() {
    SplittableRandom random = new SplittableRandom(51);
    for (int repetition = 0; repetition < 300; repetition++) {
      ExplorationBudget budget =
          new ExplorationBudget(
              0.3 + 0.7 * random.nextDouble(),
              0.05 + 0.9 * random.nextDouble(),
              random.nextDouble(),
              500 + random.nextInt(5_000));
      double halfWidth = budget.leastHalfWidth(0.95) + 0.005 + 0.02 * random.nextDouble();

      long draws = budget.draws(halfWidth, 0.95).orElseThrow();

      double z = CriticalValue.twoSided(0.95);
      assertThat(z * budget.standardError(draws)).isLessThanOrEqualTo(halfWidth + 1e-12);
      assertThat(draws).isGreaterThan(1);
      assertThat(z * budget.standardError(draws - 1)).isGreaterThan(halfWidth - 1e-12);
    }
  }

  @Test
  void aHalfWidthThatTheAgreeInFillsAloneIsOutOfReach() {
    ExplorationBudget budget = new ExplorationBudget(0.3, 0.4, 0.5, 100);

    // 1.96 times .7 times .05.
    assertThat(budget.leastHalfWidth(0.95)).isCloseTo(0.0686, within(5e-5));
    assertThat(budget.draws(0.068, 0.95)).isEmpty();
    assertThat(budget.draws(0.069, 0.95)).isPresent();
    assertThat(CriticalValue.twoSided(0.95) * budget.standardError(1_000_000_000))
        .isCloseTo(budget.leastHalfWidth(0.95), within(1e-6));
  }

  @Test
  void withoutSwapInsNoDrawIsNeededAndWithOnlySwapInsNoneOfTheOthers() {
    assertThat(new ExplorationBudget(0, 0.4, 0.5, 10_000).draws(0.02, 0.95)).hasValue(0);
    // The textbook sample size: 1.96² / 4 over .05² is 384.1.
    assertThat(new ExplorationBudget(1, 0.5, 0, 0).draws(0.05, 0.95)).hasValue(385);
  }

  @Test
  void guessesThatSayNothingAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExplorationBudget(0.3, 0, 0.5, 100))
        .withMessageContaining("give a guess between 0 and 1, not 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExplorationBudget(0.3, 0.4, 0.5, 0))
        .withMessageContaining("cannot be known by drawing swap-ins");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExplorationBudget(1.3, 0.4, 0.5, 10))
        .withMessageContaining("no share");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExplorationBudget(0.3, 0.4, 0.5, 10).draws(0, 0.95))
        .withMessageContaining("give one above 0");
  }
}
