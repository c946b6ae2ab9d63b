package io.requalify.statistics.calibration;

import static io.requalify.statistics.calibration.MadeScores.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class DiscriminationTest {
  /** Six bands with contacts and events, the best band last: the events are those of risk. */
  @Test
  void referenceCaseGroupedAuc() {
    long[] contacts = {99, 72, 196, 100, 267, 266};
    long[] events = {75, 46, 83, 30, 52, 14};
    List<ScoreLevel> levels = new ArrayList<>();
    for (int band = 0; band < 6; band++) {
      levels.add(ScoreLevel.of(-band, contacts[band], events[band], .3));
    }

    assertThat(said(Discrimination.of(ScoreTable.of(levels))).area())
        .isCloseTo(.79465, within(1e-5));
  }

  @Test
  void theErrorIsDeLongsCountedContactByContact() {
    SplittableRandom random = new SplittableRandom(61);
    for (int draw = 0; draw < 30; draw++) {
      List<ScoreLevel> levels = MadeScores.random(random);
      levels.add(ScoreLevel.of(200, 4, 2, .5));
      ScoreTable table = ScoreTable.of(levels);

      Discrimination judged = said(Discrimination.of(table));

      assertThat(judged.standardError())
          .hasValueCloseTo(Math.sqrt(deLongVariance(table)), within(1e-10));
    }
  }

  /** As it is written: the variance of the placements of each kind over its size, added. */
  private static double deLongVariance(ScoreTable table) {
    List<Double> events = new ArrayList<>();
    List<Double> others = new ArrayList<>();
    for (ScoreLevel level : table.levels()) {
      for (long contact = 0; contact < level.tally().trials(); contact++) {
        (contact < level.tally().successes() ? events : others).add(level.score());
      }
    }
    return spread(events, others) + spread(others, events);
  }

  private static double spread(List<Double> some, List<Double> against) {
    double[] placements =
        some.stream()
            .mapToDouble(
                one ->
                    against.stream()
                        .mapToDouble(other -> one > other ? 1 : one.equals(other) ? .5 : 0)
                        .average()
                        .orElseThrow())
            .toArray();
    double mean = 0;
    for (double placement : placements) {
      mean += placement / placements.length;
    }
    double squares = 0;
    for (double placement : placements) {
      squares += (placement - mean) * (placement - mean);
    }
    return squares / (placements.length - 1) / placements.length;
  }

  @Test
  void contactsThatAlwaysGoTogetherTellAsMuchAsOne() {
    Discrimination one = said(Discrimination.of(AccountScores.of(accounts(1))));
    Discrimination three = said(Discrimination.of(AccountScores.of(accounts(3))));

    assertThat(three.area()).isCloseTo(one.area(), within(1e-12));
    assertThat(three.standardError())
        .hasValueCloseTo(one.standardError().orElseThrow(), within(1e-12));
    // Taken for independent they would look surer by the root of three.
    double independent =
        said(Discrimination.of(AccountScores.of(accounts(3)).table()))
            .standardError()
            .orElseThrow();
    assertThat(independent)
        .isCloseTo(three.standardError().orElseThrow() / Math.sqrt(3), within(2e-4));
  }

  /** 300 accounts, each with as many contacts with one score, all of whom had the event or none. */
  private static List<AccountScores.Row> accounts(int contacts) {
    SplittableRandom random = new SplittableRandom(62);
    List<AccountScores.Row> rows = new ArrayList<>();
    for (int account = 0; account < 300; account++) {
      int score = random.nextInt(8);
      int events = random.nextInt(10) < 1 + score ? contacts : 0;
      rows.add(new AccountScores.Row(account, ScoreLevel.of(score, contacts, events, .3)));
    }
    return rows;
  }

  @Test
  void theIntervalHoldsTheAreaOfEverybodyAsOftenAsPromised() {
    double[] expected = {.1, .2, .3, .4, .5};
    // Of equally many at each score, counted by pairs of scores.
    double inOrder = 0;
    double pairs = 0;
    for (int one = 0; one < 5; one++) {
      for (int other = 0; other < 5; other++) {
        double weight = expected[one] * (1 - expected[other]);
        pairs += weight;
        inOrder += weight * (one > other ? 1 : one == other ? .5 : 0);
      }
    }
    SplittableRandom random = new SplittableRandom(63);
    int repetitions = 1_000;
    int held = 0;
    for (int repetition = 0; repetition < repetitions; repetition++) {
      ScoreTable table = ScoreTable.of(MadeScores.drawn(expected, expected, 80, random));
      held +=
          said(Discrimination.of(table)).interval(.95).orElseThrow().contains(inOrder / pairs)
              ? 1
              : 0;
    }

    assertThat((double) held / repetitions).isBetween(.93, .97);
  }

  @Test
  void kolmogorovAndSmirnovsDistanceIsThatOfTheBestThreshold() {
    // From 20 up 9 of 10 events and 30 of 90 others; from 30 up 5 of 10 and 10 of 90.
    ScoreTable table =
        ScoreTable.of(
            List.of(
                ScoreLevel.of(10, 61, 1, .02),
                ScoreLevel.of(20, 24, 4, .1),
                ScoreLevel.of(30, 15, 5, .3)));

    Discrimination judged = said(Discrimination.of(table));

    assertThat(judged.kolmogorovSmirnov()).isCloseTo(.9 - 3.0 / 9, within(1e-15));
    assertThat(judged.separatingScore()).isEqualTo(20);
  }

  @Test
  void turningTheScoresRoundTurnsTheAreaRound() {
    SplittableRandom random = new SplittableRandom(64);
    for (int draw = 0; draw < 50; draw++) {
      List<ScoreLevel> levels = MadeScores.random(random);
      levels.add(ScoreLevel.of(200, 4, 2, .5));
      List<ScoreLevel> turned =
          levels.stream().map(level -> new ScoreLevel(-level.score(), level.promised())).toList();

      Discrimination one = said(Discrimination.of(ScoreTable.of(levels)));
      Discrimination other = said(Discrimination.of(ScoreTable.of(turned)));

      assertThat(one.area() + other.area()).isCloseTo(1, within(1e-12));
      assertThat(other.kolmogorovSmirnov()).isCloseTo(one.kolmogorovSmirnov(), within(1e-12));
      assertThat(other.standardError())
          .hasValueCloseTo(one.standardError().orElseThrow(), within(1e-12));
    }
  }

  @Test
  void anOrderWithoutASlipLeavesChanceUnjudged() {
    Discrimination judged =
        said(
            Discrimination.of(
                ScoreTable.of(List.of(ScoreLevel.of(10, 9, 0, .1), ScoreLevel.of(20, 9, 9, .9)))));

    assertThat(judged.area()).isEqualTo(1);
    assertThat(judged.standardError()).isEmpty();
    assertThat(judged.interval(.95)).isEmpty();
  }

  @Test
  void oneAccountAndOneContactOfAKindLeaveChanceUnjudged() {
    List<ScoreLevel> levels = List.of(ScoreLevel.of(10, 9, 3, .3), ScoreLevel.of(20, 9, 6, .5));
    List<AccountScores.Row> rows =
        levels.stream().map(level -> new AccountScores.Row(5, level)).toList();

    assertThat(said(Discrimination.of(AccountScores.of(rows))).standardError()).isEmpty();
    assertThat(
            said(Discrimination.of(
                    ScoreTable.of(
                        List.of(ScoreLevel.of(10, 9, 1, .3), ScoreLevel.of(20, 9, 0, .5)))))
                .standardError())
        .isEmpty();
  }

  @Test
  void theIntervalIsCutWhereNoAreaCanLie() {
    ScoreTable table =
        ScoreTable.of(List.of(ScoreLevel.of(10, 6, 1, .2), ScoreLevel.of(20, 4, 4, .8)));

    Interval interval = said(Discrimination.of(table)).interval(.95).orElseThrow();

    assertThat(interval.upper()).isEqualTo(1);
    assertThat(interval.lower()).isBetween(.5, .9);
  }

  @Test
  void outcomesOfOneKindHaveNoOrder() {
    assertThat(Discrimination.of(ScoreTable.of(List.of(ScoreLevel.of(10, 9, 0, .3)))).reason())
        .isEqualTo("of 9 contacts none had the event, so there is no order to judge");
    List<AccountScores.Row> all = List.of(new AccountScores.Row(5, ScoreLevel.of(10, 9, 9, .3)));
    assertThat(Discrimination.of(AccountScores.of(all)).reason())
        .isEqualTo("of 9 contacts all had the event, so there is no order to judge");
  }
}
