package io.requalify.statistics.multiplicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.multiplicity.PValueAdjustment.BenjaminiHochberg;
import io.requalify.statistics.multiplicity.PValueAdjustment.Holm;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PValueAdjustmentTest {
  private static final List<PValueAdjustment> BOTH = List.of(new BenjaminiHochberg(), new Holm());

  @Test
  void referenceCaseBenjaminiHochbergIdentities() {
    SplittableRandom random = new SplittableRandom(7);
    for (int repetition = 0; repetition < 500; repetition++) {
      double[] raw = raw(1 + random.nextInt(30), random);
      double[] adjusted = new BenjaminiHochberg().adjust(raw);
      for (int test = 0; test < raw.length; test++) {
        assertThat(adjusted[test]).isBetween(raw[test], 1.0);
        for (int other = 0; other < raw.length; other++) {
          if (raw[test] <= raw[other]) {
            assertThat(adjusted[test]).isLessThanOrEqualTo(adjusted[other]);
          }
        }
      }
    }
  }

  @Test
  void referenceCaseBenjaminiHochbergLeavesOneTestAsHolmDoes() {
    for (double raw : new double[] {0, 1e-300, 0.049, 1.0 / 3, 1}) {
      assertThat(new BenjaminiHochberg().adjust(new double[] {raw})).containsExactly(raw);
      assertThat(new Holm().adjust(new double[] {raw})).containsExactly(raw);
    }
  }

  @Test
  void referenceCaseBenjaminiHochbergCallsWhatTheDefinitionCalls() {
    SplittableRandom random = new SplittableRandom(8);
    for (int repetition = 0; repetition < 500; repetition++) {
      double[] raw = raw(1 + random.nextInt(30), random);
      double[] adjusted = new BenjaminiHochberg().adjust(raw);
      double q = random.nextDouble();

      // The largest k with at least k p-values at or below q k / m; these are called.
      long called = 0;
      for (int k = 1; k <= raw.length; k++) {
        double limit = q * k / raw.length;
        if (IntStream.range(0, raw.length).filter(test -> raw[test] <= limit).count() >= k) {
          called = k;
        }
      }

      assertThat(IntStream.range(0, raw.length).filter(test -> adjusted[test] <= q).count())
          .isEqualTo(called);
    }
  }

  @Test
  void aWorkedExampleInAnyOrder() {
    double[] raw = {0.04, 0.01, 0.03, 0.5};

    assertThat(new BenjaminiHochberg().adjust(raw))
        .containsExactly(new double[] {0.16 / 3, 0.04, 0.16 / 3, 0.5}, within(1e-15));
    assertThat(new Holm().adjust(raw))
        .containsExactly(new double[] {0.09, 0.04, 0.09, 0.5}, within(1e-15));
  }

  @Test
  void holmIsNeverBelowBenjaminiAndHochbergAndNeverAboveBonferroni() {
    SplittableRandom random = new SplittableRandom(9);
    for (int repetition = 0; repetition < 500; repetition++) {
      double[] raw = raw(1 + random.nextInt(30), random);
      double[] holm = new Holm().adjust(raw);
      double[] step = new BenjaminiHochberg().adjust(raw);
      for (int test = 0; test < raw.length; test++) {
        assertThat(holm[test]).isGreaterThanOrEqualTo(step[test] - 1e-15);
        assertThat(holm[test]).isLessThanOrEqualTo(Math.min(1, raw.length * raw[test]) + 1e-15);
      }
    }
  }

  @Test
  void noTestsAreNoFault() {
    for (PValueAdjustment adjustment : BOTH) {
      assertThat(adjustment.adjust(new double[0])).isEmpty();
    }
  }

  @Test
  void whatIsNoProbabilityIsRefused() {
    for (PValueAdjustment adjustment : BOTH) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> adjustment.adjust(new double[] {0.1, 1.2}))
          .withMessage("The p-value of test 1 is 1.2; it must lie between 0 and 1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> adjustment.adjust(new double[] {Double.NaN}));
    }
  }

  @Test
  void shortNamesAreStable() {
    assertThat(BOTH)
        .extracting(PValueAdjustment::shortName)
        .containsExactly("benjamini_hochberg", "holm");
  }

  /** Some small, some large, some of them equal. */
  private static double[] raw(int tests, SplittableRandom random) {
    double[] raw = new double[tests];
    for (int test = 0; test < tests; test++) {
      double share = random.nextDouble();
      raw[test] = test > 0 && random.nextInt(5) == 0 ? raw[test - 1] : share * share * share;
    }
    return raw;
  }
}
