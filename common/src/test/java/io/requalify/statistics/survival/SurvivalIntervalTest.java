package io.requalify.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.Interval;
import io.requalify.statistics.survival.SurvivalInterval.LogLogScale;
import io.requalify.statistics.survival.SurvivalInterval.LogScale;
import io.requalify.statistics.survival.SurvivalInterval.Plain;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SurvivalIntervalTest {
  private static final List<SurvivalInterval> ALL =
      List.of(new Plain(), new LogScale(), new LogLogScale());

  @Test
  void oneHalfWithAnErrorOfATenthByHand() {
    // 1.96 x 0.1 = 0.196; over one half 0.392; over one half times log 2, which is 0.3466, 0.5655.
    assertAround(new Plain(), 0.304, 0.696);
    assertAround(new LogScale(), 0.5 * Math.exp(-0.392), 0.5 * Math.exp(0.392));
    assertAround(
        new LogLogScale(), Math.pow(0.5, Math.exp(0.5655)), Math.pow(0.5, Math.exp(-0.5655)));
  }

  private static void assertAround(SurvivalInterval kind, double lower, double upper) {
    Interval interval = kind.around(0.5, 0.1, 0.95);
    assertThat(interval.lower()).isCloseTo(lower, within(2e-5));
    assertThat(interval.upper()).isCloseTo(upper, within(2e-5));
  }

  @Test
  void everyIntervalHoldsTheSurvivalLiesWithinNoughtAndOneAndGrowsWithTheLevel() {
    for (SurvivalInterval kind : ALL) {
      for (double survival : new double[] {1e-9, 0.02, 0.5, 0.97, 1 - 1e-9}) {
        for (double error : new double[] {1e-9, 0.01, 0.4}) {
          Interval narrow = kind.around(survival, error, 0.80);
          Interval wide = kind.around(survival, error, 0.99);

          assertThat(narrow.contains(survival)).as("%s of %s", kind, survival).isTrue();
          assertThat(wide.lower()).isBetween(0.0, narrow.lower());
          assertThat(wide.upper()).isBetween(narrow.upper(), 1.0);
        }
      }
    }
  }

  @Test
  void withASmallErrorAllScalesAgree() {
    for (SurvivalInterval kind : ALL) {
      Interval interval = kind.around(0.3, 1e-5, 0.95);
      assertThat(interval.lower()).isCloseTo(0.3 - 1.959964e-5, within(2e-9));
      assertThat(interval.upper()).isCloseTo(0.3 + 1.959964e-5, within(2e-9));
    }
  }

  @Test
  void shortNamesAreStable() {
    assertThat(ALL)
        .extracting(SurvivalInterval::shortName)
        .containsExactly("plain", "log", "log_log");
  }

  @Test
  void whatHasNoIntervalIsRefused() {
    for (SurvivalInterval kind : ALL) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kind.around(0, 0.1, 0.95))
          .withMessageContaining("the survival 0.0");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kind.around(1, 0.1, 0.95))
          .withMessageContaining("the survival 1.0");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kind.around(0.5, 0, 0.95))
          .withMessageContaining("the standard error 0.0");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kind.around(0.5, 0.1, 1))
          .withMessage("Not a level of confidence: 1.0");
    }
  }
}
