package io.requalify.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.statistics.monitoring.PopulationStability;
import io.requalify.statistics.monitoring.PopulationStability.Bin;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class DriftBinsTest {
  @Test
  void rareChannelsAreOneBinAndTheOthersStandAlone() {
    assertThat(
            DriftBins.ofNames(
                new TreeMap<>(Map.of("search", 90L, "fair", 4L, "radio", 6L)),
                new TreeMap<>(Map.of("search", 80L, "social", 20L))))
        .containsExactly(
            new Bin("search", 90, 80), new Bin("social", 0, 20), new Bin(DriftBins.RARE, 10, 0));
  }

  @Test
  void bandsThatExpectFewerThanFiveAreJoinedWithTheNextAndTheLastWithTheOneBefore() {
    assertThat(
            DriftBins.ofPoints(
                new TreeMap<>(Map.of("50", 3L, "62", 30L, "75", 20L, "88", 1L)),
                new TreeMap<>(Map.of("59", 4L, "61", 20L, "70", 28L, "120", 2L))))
        .containsExactly(new Bin("50 to 69", 33, 24), new Bin("70 to 129", 21, 30));
  }

  @Test
  void bandsOfPointsBelowNothingBeginAtWholeTens() {
    assertThat(
            DriftBins.ofPoints(
                new TreeMap<>(Map.of("-3", 40L, "4", 60L)),
                new TreeMap<>(Map.of("-10", 50L, "9", 50L))))
        .containsExactly(new Bin("-10 to -1", 40, 50), new Bin("0 to 9", 60, 50));
  }

  /** A shift of the points is found, and worlds without one alarm as often as promised. */
  @Test
  void shiftedPointsAreFoundAndCleanWorldsAlarmInOneOfTwenty() {
    int clean = 0;
    int shifted = 0;
    int worlds = 1_000;
    for (int world = 0; world < worlds; world++) {
      SplittableRandom random = new SplittableRandom(world);
      SortedMap<String, Long> before = points(random, 0);
      clean += drifts(before, points(random, 0)) ? 1 : 0;
      shifted += drifts(before, points(random, 4)) ? 1 : 0;
    }

    // Two Monte Carlo errors round 5% are 1.4%.
    assertThat(clean).isBetween(30, 64);
    assertThat(shifted).isGreaterThan(950);
  }

  private static boolean drifts(SortedMap<String, Long> before, SortedMap<String, Long> now) {
    return PopulationStability.of(DriftBins.ofPoints(before, now), 0.95)
        .value()
        .orElseThrow()
        .drifts();
  }

  /** 500 contacts from 50 points up, ever fewer of more points. */
  private static SortedMap<String, Long> points(SplittableRandom random, int shift) {
    SortedMap<String, Long> points = new TreeMap<>();
    for (int contact = 0; contact < 500; contact++) {
      long above = Math.round(-12 * Math.log(1 - random.nextDouble()));
      points.merge(Long.toString(50 + shift + above), 1L, Long::sum);
    }
    return points;
  }
}
