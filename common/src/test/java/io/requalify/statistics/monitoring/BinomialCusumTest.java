package io.requalify.statistics.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.monitoring.BinomialCusum.Alarm;
import io.requalify.statistics.monitoring.BinomialCusum.Week;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BinomialCusumTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);

  @Test
  void oneDecisionAWeekIsARandomWalkWhoseRunLengthIsKnown() {
    // Up and down by one alike, ending three up: E0 = E1 + 1/p, E1 = 1 + p E2 + q E0, E2 = 1 + q E1
    // with p = 0.3 has E0 = 1180/27.
    double step = Math.log(0.7 / 0.3);
    BinomialCusum chart = new BinomialCusum(0.3, 0.7, 2.5 * step);

    assertThat(chart.averageRunLength(0.3, 1)).isCloseTo(1180.0 / 27, within(1e-9));
  }

  @Test
  void runsInControlAreAsLongAsDesignedAndAFallIsSeenInAFewWeeks() {
    BinomialCusum chart = BinomialCusum.designed(0.35, 0.25, 40, 104);

    assertThat(chart.averageRunLength(0.35, 40)).isBetween(104.0, 125.0);
    assertThat(chart.averageRunLength(0.35, 40)).isGreaterThan(Math.exp(chart.limit()));
    assertThat(simulatedRun(chart, 0.35, 4_000, 31))
        .isCloseTo(chart.averageRunLength(0.35, 40), within(10.0));
    assertThat(chart.averageRunLength(0.25, 40)).isLessThan(6);
    assertThat(simulatedRun(chart, 0.25, 4_000, 32))
        .isCloseTo(chart.averageRunLength(0.25, 40), within(0.2));
  }

  /** Mean weeks to the first alarm. */
  private static double simulatedRun(BinomialCusum chart, double rate, int runs, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long weeks = 0;
    for (int run = 0; run < runs; run++) {
      double sum = 0;
      while (sum <= chart.limit()) {
        sum = Math.max(0, sum + chart.evidence(drawn(random, rate)));
        weeks++;
      }
    }
    return (double) weeks / runs;
  }

  @Test
  void theAlarmNamesItsWeekAndWhereTheChangeBegan() {
    // A week of 2 in 10 adds 2 ln(1/2) + 8 ln(3/2) = 1.858; the second exceeds 3. After the
    // alarm it begins anew.
    BinomialCusum chart = new BinomialCusum(0.5, 0.25, 3);

    List<Alarm> alarms = chart.watch(weeks(5, 2, 2, 2));

    assertThat(alarms).hasSize(1);
    assertThat(alarms.get(0).changed()).isEqualTo(MONDAY.plusWeeks(1));
    assertThat(alarms.get(0).week()).isEqualTo(MONDAY.plusWeeks(2));
    assertThat(alarms.get(0).sum())
        .isCloseTo(4 * Math.log(0.5) + 16 * Math.log(1.5), within(1e-12));
    assertThat(alarms.get(0).sinceChange()).isEqualTo(new BinomialTally(20, 4));
  }

  @Test
  void aRiseAndAWeekWithoutDecisionsDoNotAlarmAChartOfFalls() {
    BinomialCusum chart = new BinomialCusum(0.5, 0.25, 3);
    List<Week> weeks = new ArrayList<>(weeks(9, 10, 9, 10));
    weeks.add(new Week(MONDAY.plusWeeks(4), new BinomialTally(0, 0)));

    assertThat(chart.watch(weeks)).isEmpty();
  }

  @Test
  void aFallInTheThirtyFirstWeekIsFoundAndDatedWithinWeeks() {
    SplittableRandom random = new SplittableRandom(33);
    BinomialCusum chart = BinomialCusum.designed(0.35, 0.25, 40, 104);
    int found = 0;
    double off = 0;
    for (int world = 0; world < 500; world++) {
      List<Week> weeks = new ArrayList<>();
      for (int week = 0; week < 42; week++) {
        weeks.add(new Week(MONDAY.plusWeeks(week), drawn(random, week < 30 ? 0.35 : 0.25)));
      }
      List<Alarm> afterChange =
          chart.watch(weeks).stream()
              .filter(alarm -> !alarm.week().isBefore(MONDAY.plusWeeks(30)))
              .toList();
      if (!afterChange.isEmpty()) {
        found++;
        off += Math.abs((afterChange.get(0).changed().toEpochDay() - MONDAY.toEpochDay()) / 7 - 30);
      }
    }

    assertThat(found).isGreaterThan(475);
    assertThat(off / found).isLessThan(2.5);
  }

  @Test
  void whatCannotBeDesignedIsAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BinomialCusum(0.3, 0.3, 3))
        .withMessageContaining("give two that differ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BinomialCusum(0.3, 0.2, 0))
        .withMessageContaining("give one above 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BinomialCusum.designed(0.3, 0.2, 40, 1))
        .withMessageContaining("False alarms each 1.0 weeks");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BinomialCusum.designed(0.02, 0.2, 1, 1.5))
        .withMessageContaining("Even an alarm at the first sign");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BinomialCusum(0.3, 0.2, 3).averageRunLength(1, 40))
        .withMessageContaining("a rate between 0 and 1");
    Week week = new Week(MONDAY, new BinomialTally(10, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BinomialCusum(0.3, 0.2, 3).watch(List.of(week, week)))
        .withMessage("The week of 2026-01-05 follows that of 2026-01-05; give each once, in order");
  }

  private static BinomialTally drawn(SplittableRandom random, double rate) {
    long accepted = 0;
    for (int decision = 0; decision < 40; decision++) {
      accepted += random.nextDouble() < rate ? 1 : 0;
    }
    return new BinomialTally(40, accepted);
  }

  /** Weeks of ten decisions. */
  private static List<Week> weeks(long... accepted) {
    List<Week> weeks = new ArrayList<>();
    for (int week = 0; week < accepted.length; week++) {
      weeks.add(new Week(MONDAY.plusWeeks(week), new BinomialTally(10, accepted[week])));
    }
    return weeks;
  }
}
