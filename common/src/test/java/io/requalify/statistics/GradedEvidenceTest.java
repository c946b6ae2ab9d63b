package io.requalify.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GradedEvidenceTest {
  private static final GradedVolume NOBODY = GradedVolume.of(0, 0, 0, 0, 0);

  @Test
  void gradesAddUpToTheDueUnits() {
    GradedVolume volume = GradedVolume.of(50, 10, 20, 5, 15);

    assertThat(volume.due()).isEqualTo(100);
    assertThat(volume.supported()).isEqualTo(80);
    assertThat(volume.unsupported()).isEqualTo(20);
    assertThat(volume.supportedShare()).isEqualTo(0.8);
    assertThat(NOBODY.supportedShare()).isZero();
  }

  @Test
  void boundsBeyondTheNumberNearTheThresholdAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GradedVolume(50, 0, 0, 5, 0, 2, 6))
        .withMessage("Of 5 near the threshold from 2.0 to 6.0 convert");
  }

  @Test
  void productionHasNoGradesBetweenObservedAndNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new GradedEvidence(
                    NOBODY,
                    GradedVolume.of(5, 0, 1, 0, 0),
                    WeightSums.NONE,
                    AllCohorts.NOBODY,
                    Optional.empty(),
                    UnseenSwapIns.NOT_COUNTED))
        .withMessageStartingWith("Production's own contacts are observed or not, but here are");
  }

  @Test
  void unitsThatWereNotSummedAreNoticed() {
    SwapEvidence nothing = SwapEvidence.nothing();
    GradedEvidence graded =
        new GradedEvidence(
            GradedVolume.of(1, 0, 0, 0, 0),
            NOBODY,
            WeightSums.NONE,
            AllCohorts.NOBODY,
            Optional.empty(),
            UnseenSwapIns.NOT_COUNTED);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new SwapEvidence(
                    nothing.agreeIn(),
                    nothing.agreeInUnderProduction(),
                    nothing.swapIn(),
                    nothing.swapOut(),
                    nothing.shared(),
                    nothing.exploration(),
                    nothing.moments(),
                    Optional.of(graded)))
        .withMessage("CANDIDATE_SUPPORTED is 0.0 by account and 1 by quadrant");
  }

  @Test
  void equalWeightsTellAsMuchAsTheirNumber() {
    double weight = 45.454545;
    WeightSums sums = new WeightSums(11, 11 * weight, 11 * weight * weight, weight);

    assertThat(sums.effectiveSample()).isEqualTo(11);
    assertThat(sums.largestShare()).isEqualTo(1.0 / 11);
  }
}
