package io.requalify.statistics.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.monitoring.VolumeAgainstValue.Verdict;
import io.requalify.statistics.monitoring.VolumeAgainstValue.Week;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class VolumeAgainstValueTest {
  @Test
  void theRatioOfMeansHasStudentsIntervalBetweenWeeks() {
    List<Double> before = alternating(90, 110);
    List<Double> now = alternating(140, 160);

    RelativeChange change =
        RelativeChange.ofWeeks("contacts", before, now, 0.95).value().orElseThrow();

    // Variances 114.29 / (8 mean²), 12.2 degrees of freedom, 2.175 errors of 0.04543.
    assertThat(change.ratio()).isCloseTo(1.5, within(1e-12));
    assertThat(change.interval().lower()).isCloseTo(1.5 * Math.exp(-0.0988), within(1e-3));
    assertThat(change.interval().upper()).isCloseTo(1.5 * Math.exp(0.0988), within(1e-3));
    assertThat(change.rose()).isTrue();
    assertThat(change.fell()).isFalse();
  }

  @Test
  void moreContactsThatBringLessAreCalledSo() {
    VolumeAgainstValue compared = compared(world(41, 100, 3_000), world(42, 160, 1_000));

    assertThat(compared.verdict()).isEqualTo(Verdict.VOLUME_WITHOUT_VALUE);
    assertThat(compared.inWords())
        .startsWith("more contacts qualify and they bring less: contacts a week are 1.");
  }

  @Test
  void moreContactsThatBringMoreAreGrowthAndFewerAreNoRise() {
    assertThat(compared(world(43, 100, 1_000), world(44, 160, 1_000)).verdict())
        .isEqualTo(Verdict.GROWTH);
    assertThat(compared(world(45, 160, 1_000), world(46, 100, 1_000)).verdict())
        .isEqualTo(Verdict.NO_RISE);
  }

  @Test
  void whereContactsGrowAndTheirPipelineStaysOneInFortyIsCalledVolumeWithoutValue() {
    int called = 0;
    int risen = 0;
    int worlds = 2_000;
    for (int world = 0; world < worlds; world++) {
      // As much in all from more contacts: each brings less, all bring the same.
      VolumeAgainstValue compared =
          compared(world(10_000 + world, 100, 1_600), world(20_000 + world, 160, 1_000));
      called += compared.verdict() == Verdict.VOLUME_WITHOUT_VALUE ? 1 : 0;
      risen += compared.verdict() == Verdict.NO_RISE ? 0 : 1;
    }

    assertThat(risen).isGreaterThan(1_990);
    assertThat((double) called / worlds).isBetween(0.01, 0.04);
  }

  @Test
  void whereNothingChangesHardlyAnyIsCalled() {
    int called = 0;
    for (int world = 0; world < 1_000; world++) {
      called +=
          compared(world(30_000 + world, 100, 1_000), world(40_000 + world, 100, 1_000)).verdict()
                  == Verdict.VOLUME_WITHOUT_VALUE
              ? 1
              : 0;
    }

    assertThat(called).isLessThan(10);
  }

  @Test
  void fewWeeksNoneAndWeeksAllAlikeAreRefused() {
    assertThat(
            VolumeAgainstValue.of(
                    Collections.nCopies(7, new Week(10, 5)), world(1, 100, 1_000), 0.95)
                .reason())
        .isEqualTo(
            "of qualified contacts there are 7 weeks before and 12 now; at least 8 of each are needed");
    List<Week> alike = Collections.nCopies(8, new Week(10, 5));
    assertThat(VolumeAgainstValue.of(alike, alike, 0.95).reason())
        .isEqualTo("all weeks have the same qualified contacts, so chance cannot be judged");
    assertThat(
            RelativeChange.ofWeeks(
                    "pipeline value", Collections.nCopies(8, 0.0), alternating(1, 2), 0.95)
                .reason())
        .isEqualTo("the mean of pipeline value is 0 before, so no ratio can be told");
  }

  @Test
  void aNegativeWeekAndANonsenseLevelAreErrors() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> RelativeChange.ofWeeks("money", alternating(-1, 2), alternating(1, 2), 0.95))
        .withMessage("A week has -1.0 of money; give 0 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RelativeChange.ofWeeks("money", List.of(), List.of(), 95))
        .withMessageContaining("between 0 and 1");
  }

  private static VolumeAgainstValue compared(List<Week> before, List<Week> now) {
    return VolumeAgainstValue.of(before, now, 0.95).value().orElseThrow();
  }

  /** Twelve weeks; a fifth of the contacts brings a deal of exponential value. */
  private static List<Week> world(long seed, int contacts, double perDeal) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Week> weeks = new ArrayList<>();
    for (int week = 0; week < 12; week++) {
      long qualified = 0;
      double pipeline = 0;
      for (int contact = 0; contact < 2 * contacts; contact++) {
        if (random.nextBoolean()) {
          qualified++;
          pipeline += random.nextInt(5) == 0 ? -perDeal * Math.log(1 - random.nextDouble()) : 0;
        }
      }
      weeks.add(new Week(qualified, pipeline));
    }
    return weeks;
  }

  private static List<Double> alternating(double one, double other) {
    return List.of(one, other, one, other, one, other, one, other);
  }
}
