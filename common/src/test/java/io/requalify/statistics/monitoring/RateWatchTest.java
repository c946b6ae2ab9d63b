package io.requalify.statistics.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.monitoring.BinomialCusum.Week;
import io.requalify.statistics.monitoring.RateWatch.Direction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RateWatchTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);

  @Test
  void theLimitLeavesOneFalseAlarmInTwentyReviewsOfAllChartsTogether() {
    RateWatch alone = watch(weeks(13, 40, 14), weeks(10, 40, 14), 1);
    RateWatch ofMany = watch(weeks(13, 40, 14), weeks(10, 40, 14), 8);

    assertThat(alone.chart().averageRunLength(0.35, 40)).isBetween(200.0, 240.0);
    assertThat(ofMany.chart().averageRunLength(0.35, 40)).isBetween(1600.0, 1900.0);
    // Odds of 7 to 13 become 7 to 19.5.
    assertThat(alone.chart().outOfControl()).isEqualTo(7 / 26.5);
    assertThat(alone.first()).isEmpty();
    assertThat(alone.highest()).isLessThan(alone.chart().limit());
  }

  private static RateWatch watch(List<Week> before, List<Week> now, int charts) {
    return RateWatch.of(before, now, Direction.FALL, charts).value().orElseThrow();
  }

  @Test
  void fewDecisionsAndNextToNoneOfAKindAreRefused() {
    assertThat(RateWatch.of(weeks(4, 40, 14), weeks(10, 40, 14), Direction.FALL, 2).reason())
        .isEqualTo(
            "there are 160 decisions in the earlier weeks and 400 in the later ones; at least 200 of each are needed");
    assertThat(RateWatch.of(weeks(10, 40, 0), weeks(10, 40, 1), Direction.RISE, 2).reason())
        .isEqualTo(
            "at the earlier rate of 0.00% fewer than 5 of the 400 later decisions would be of one kind");
  }

  /** 26 earlier weeks tell the rate, 13 later ones are watched for falls and rises. */
  @Test
  void fallsAreFoundAndCleanWorldsAlarmInFewerThanOneOfTen() {
    int clean = 0;
    int fallen = 0;
    int worlds = 100;
    for (int world = 0; world < worlds; world++) {
      SplittableRandom random = new SplittableRandom(world);
      List<Week> before = drawn(random, 26, 0.35);
      List<Week> same = drawn(random, 13, 0.35);
      clean += alarms(before, same, Direction.FALL) || alarms(before, same, Direction.RISE) ? 1 : 0;
      fallen += alarms(before, drawn(random, 13, 0.25), Direction.FALL) ? 1 : 0;
    }

    assertThat(clean).isLessThanOrEqualTo(10);
    assertThat(fallen).isGreaterThanOrEqualTo(90);
  }

  private static boolean alarms(List<Week> before, List<Week> watched, Direction direction) {
    return RateWatch.of(before, watched, direction, 2).value().orElseThrow().first().isPresent();
  }

  private static List<Week> drawn(SplittableRandom random, int weeks, double rate) {
    List<Week> drawn = new ArrayList<>();
    for (int week = 0; week < weeks; week++) {
      long accepted = random.doubles(60).filter(chance -> chance < rate).count();
      drawn.add(new Week(MONDAY.plusWeeks(week), new BinomialTally(60, accepted)));
    }
    return drawn;
  }

  private static List<Week> weeks(int weeks, long decisions, long accepted) {
    List<Week> same = new ArrayList<>();
    for (int week = 0; week < weeks; week++) {
      same.add(new Week(MONDAY.plusWeeks(week), new BinomialTally(decisions, accepted)));
    }
    return same;
  }
}
