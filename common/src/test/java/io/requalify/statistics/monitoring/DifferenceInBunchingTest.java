package io.requalify.statistics.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class DifferenceInBunchingTest {
  @Test
  void itIsTheLogOfTheRatioOfOddsWithWoolfsError() {
    DifferenceInBunching difference =
        compared(new NearThreshold(120, 180), new NearThreshold(150, 150));

    assertThat(difference.logRatio()).isCloseTo(Math.log(1.5), within(1e-12));
    assertThat(difference.standardError())
        .isCloseTo(Math.sqrt(1.0 / 120 + 1.0 / 180 + 2.0 / 150), within(1e-12));
    assertThat(difference.probability()).isCloseTo(0.0140, within(1e-4));
    assertThat(difference.interval(0.95).contains(0)).isFalse();
    // Half as many again, but such a difference comes by chance in more than one of a hundred.
    assertThat(difference.gamed()).isFalse();
    assertThat(compared(new NearThreshold(240, 360), new NearThreshold(300, 300)).gamed()).isTrue();
  }

  @Test
  void aSureDifferenceThatIsTooSmallToMatterIsNoGaming() {
    DifferenceInBunching difference =
        compared(new NearThreshold(100_000, 105_000), new NearThreshold(100_000, 100_000));

    assertThat(difference.probability()).isLessThan(1e-6);
    assertThat(difference.gamed()).isFalse();
  }

  @Test
  void pointsThatMeetTheThresholdByTheirMakingAlarmTheOneTestAndNotTheOther() {
    // 25 and 25 points meet 50 more often than 45 or 55, whoever gives them.
    SortedMap<Integer, Long> scores = new TreeMap<>(Map.of(45, 200L, 50, 500L, 55, 220L));
    NearThreshold lumpy = NearThreshold.of(scores, 50, 10);

    assertThat(
            FrandsenBunching.of(scores, 50, 5, FrandsenBunching.BEND)
                .value()
                .orElseThrow()
                .probability())
        .isLessThan(1e-9);
    assertThat(compared(lumpy, lumpy).logRatio()).isZero();
    assertThat(compared(lumpy, lumpy).gamed()).isFalse();
  }

  @Test
  void whereNobodyGamesOneInAHundredWorldsAlarmsAtMost() {
    assertThat(alarms(5_000, 0, 21)).isLessThan(0.01);
  }

  @Test
  void aQuarterOfTheContactsJustBelowPushedOverIsSeen() {
    assertThat(alarms(500, 0.25, 22)).isGreaterThan(0.9);
  }

  /** Share of worlds with a flag, of 600 contacts near the threshold in either time. */
  private static double alarms(int worlds, double pushed, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int alarms = 0;
    for (int world = 0; world < worlds; world++) {
      alarms += compared(drawn(random, pushed), drawn(random, 0)).gamed() ? 1 : 0;
    }
    return (double) alarms / worlds;
  }

  private static NearThreshold drawn(SplittableRandom random, double pushed) {
    long above = 0;
    for (int contact = 0; contact < 600; contact++) {
      above += random.nextDouble() < 0.4 || random.nextDouble() < pushed ? 1 : 0;
    }
    return new NearThreshold(600 - above, above);
  }

  @Test
  void theWindowHoldsTheThresholdAndNotItsUpperEnd() {
    SortedMap<Integer, Long> scores =
        new TreeMap<>(Map.of(39, 1L, 40, 2L, 49, 4L, 50, 8L, 59, 16L, 60, 32L));

    assertThat(NearThreshold.of(scores, 50, 10)).isEqualTo(new NearThreshold(6, 24));
  }

  @Test
  void aShortTimeBeforeAndEmptyCountsAreRefused() {
    NearThreshold some = new NearThreshold(5, 5);

    assertThat(DifferenceInBunching.of(some, some, 3).reason())
        .isEqualTo("the time before the version was live has 3 weeks; re-score at least 4");
    assertThat(DifferenceInBunching.of(some, new NearThreshold(5, 0), 4).reason())
        .startsWith("near the threshold lie 5 below and 5 above since it is live, 5 and 0 before");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NearThreshold.of(new TreeMap<>(), 50, 0))
        .withMessage("A window of 0 points holds no score; give at least 1");
  }

  private static DifferenceInBunching compared(NearThreshold live, NearThreshold before) {
    return DifferenceInBunching.of(live, before, 4).value().orElseThrow();
  }
}
