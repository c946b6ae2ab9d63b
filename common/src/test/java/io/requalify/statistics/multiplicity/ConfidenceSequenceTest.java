package io.requalify.statistics.multiplicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.CriticalValue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ConfidenceSequenceTest {
  @Test
  void referenceCaseConfidenceSequenceGivesTheMixtureAndTheBoundOfConfseq() {
    NormalMixture mixture = NormalMixture.tunedAt(100, 0.05);

    assertThat(mixture.rho()).isCloseTo(12.60056, within(5e-6));
    assertThat(mixture.bound(100, 0.05)).isCloseTo(30.35209, within(5e-6));
  }

  @Test
  void theHalfWidthIsTheFormulaOfStatisticsMd() {
    double planned = 400;
    double tuned = (2 * Math.log(20) + Math.log(1 + 2 * Math.log(20))) / planned;
    ConfidenceSequence sequence = ConfidenceSequence.tunedAt(planned, 0.95);
    for (double n : new double[] {1, 30, 400, 10_000}) {
      double formula =
          3
              * Math.sqrt(
                  2
                      * (n * tuned + 1)
                      / (n * n * tuned)
                      * Math.log(Math.sqrt(n * tuned + 1) / 0.05));
      assertThat(sequence.halfWidth(n, 3)).isCloseTo(formula, within(1e-12));
    }
  }

  @Test
  void atThePlannedLookItIsHalfAsWideAgainAsTheIntervalOfOneLook() {
    // statistics.md, section 2: 1.55 times as wide at week 26.
    double single = CriticalValue.twoSided(0.95) / Math.sqrt(26);

    assertThat(ConfidenceSequence.tunedAt(26, 0.95).halfWidth(26, 1) / single)
        .isCloseTo(1.55, within(5e-3));
  }

  @Test
  void noOtherPlanIsShorterAtThePlannedLook() {
    double planned = ConfidenceSequence.tunedAt(300, 0.95).halfWidth(300, 1);
    for (double other : new double[] {30, 150, 250, 360, 900}) {
      assertThat(ConfidenceSequence.tunedAt(other, 0.95).halfWidth(300, 1)).isGreaterThan(planned);
    }
  }

  @Test
  void fiftyTwoLooksRaiseAFalseAlarmInAThirdOfYearsUnlessTheyAreASequence() {
    SplittableRandom random = new SplittableRandom(52);
    ConfidenceSequence sequence = ConfidenceSequence.tunedAt(26, 0.95);
    int years = 20_000;
    int fixedAlarms = 0;
    int sequenceAlarms = 0;
    for (int year = 0; year < years; year++) {
      double sum = 0;
      boolean fixedAlarm = false;
      boolean sequenceAlarm = false;
      for (int week = 1; week <= 52; week++) {
        sum += random.nextGaussian();
        fixedAlarm |= Math.abs(sum / week) > 1.96 / Math.sqrt(week);
        sequenceAlarm |= !sequence.around(sum / week, week, 1).contains(0);
      }
      fixedAlarms += fixedAlarm ? 1 : 0;
      sequenceAlarms += sequenceAlarm ? 1 : 0;
    }

    assertThat((double) fixedAlarms / years).isCloseTo(0.321, within(0.012));
    assertThat((double) sequenceAlarms / years).isBetween(0.01, 0.05);
  }

  @Test
  void whatIsNoSequenceIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfidenceSequence.tunedAt(0, 0.95))
        .withMessageContaining("planned at 0.0 observations");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfidenceSequence.tunedAt(100, 1.5))
        .withMessageContaining("between 0 and 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfidenceSequence.tunedAt(100, 0.95).halfWidth(0, 1))
        .withMessageContaining("say nothing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NormalMixture.tunedAt(0, 0.05))
        .withMessageContaining("planned at a variance of 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NormalMixture.tunedAt(100, 5))
        .withMessageContaining("such as 0.05, not 5.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NormalMixture.tunedAt(100, 0.05).bound(-1, 0.05))
        .withMessageContaining("no variance of -1.0");
  }
}
