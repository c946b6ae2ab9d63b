package io.requalify.statistics.calibration;

import static io.requalify.statistics.calibration.MadeScores.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.Answer;
import io.requalify.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class ScoreIntervalsTest {
  private static final double[] EXPECTED = {.05, .1, .2, .4, .6};
  private static final double[] TRUTH = {.15, .2, .3, .4, .45};

  private static final Function<ScoreTable, Answer<Double>> RATE =
      table -> Answer.of(table.total().rate());
  private static final Function<ScoreTable, Answer<Double>> MISCALIBRATION =
      table -> Answer.of(brier(table).miscalibration());
  private static final Function<ScoreTable, Answer<Double>> DISCRIMINATION =
      table -> Answer.of(brier(table).discrimination());

  private static ScoreDecomposition brier(ScoreTable table) {
    return said(ReliabilityCurve.of(table).decompose(new ProperScore.Brier()));
  }

  /**
   * Accounts of as many contacts with one score, all of whom had the event or none.
   *
   * @param random also of the hash of each account
   */
  private static List<AccountScores.Row> accounts(
      int count, int contacts, SplittableRandom random) {
    return accounts(count, contacts, EXPECTED, TRUTH, random);
  }

  private static List<AccountScores.Row> accounts(
      int count, int contacts, double[] expected, double[] truth, SplittableRandom random) {
    List<AccountScores.Row> rows = new ArrayList<>();
    for (int account = 0; account < count; account++) {
      int place = account % expected.length;
      int events = random.nextDouble() < truth[place] ? contacts : 0;
      rows.add(
          new AccountScores.Row(
              random.nextLong(), ScoreLevel.of(10.0 * place, contacts, events, expected[place])));
    }
    return rows;
  }

  @Test
  void theIntervalOfARateIsAsWideAsItsFormulaSays() {
    AccountScores one = AccountScores.of(accounts(1_000, 1, new SplittableRandom(91)));
    AccountScores three = AccountScores.of(accounts(1_000, 3, new SplittableRandom(91)));

    Interval ofOne = said(ScoreIntervals.of(one).interval(RATE, .95));
    Interval ofThree = said(ScoreIntervals.of(three).interval(RATE, .95));

    double rate = one.table().total().rate();
    double width = 2 * 1.96 * Math.sqrt(rate * (1 - rate) / 1_000);
    // Four errors of a standard deviation that 400 draws tell: 4/sqrt(800).
    assertThat(ofOne.width()).isCloseTo(width, within(.14 * width));
    assertThat(ofOne.contains(rate)).isTrue();
    // Contacts that always go together tell as much as one of them; the accounts are the same.
    assertThat(ofThree.lower()).isCloseTo(ofOne.lower(), within(1e-12));
    assertThat(ofThree.upper()).isCloseTo(ofOne.upper(), within(1e-12));
  }

  @Test
  void thePartsOfAScoreLieWithinTheirIntervalsAsOftenAsPromised() {
    Held held = held(1_000, EXPECTED, TRUTH, 92);

    // Three Monte Carlo errors of 1,000 worlds are .021.
    assertThat(held.miscalibration()).isBetween(.93, .97);
    assertThat(held.discrimination()).isBetween(.93, .97);
  }

  /** An order that is wrong in part: isotonic regression pools neighbours, by chance other ones. */
  @Test
  void thePartsOfAScoreThatFallsInPlacesLieWithinTheirIntervals() {
    Held held = held(1_000, EXPECTED, new double[] {.15, .1, .35, .3, .5}, 96);

    assertThat(held.miscalibration()).isBetween(.93, .97);
    assertThat(held.discrimination()).isBetween(.93, .97);
  }

  /** Quantiles of the draws would never reach down to 0, below which no draw can lie. */
  @Test
  void thatAllPromisesAreKeptIsNotDeniedMoreOftenThanOneTimeInTwenty() {
    Held held = held(400, EXPECTED, EXPECTED, 97);

    assertThat(held.miscalibration()).isGreaterThanOrEqualTo(.95);
    assertThat(held.discrimination()).isBetween(.93, .97);
  }

  /** Share of worlds whose interval held the truth. */
  private record Held(double miscalibration, double discrimination) {}

  private static Held held(int count, double[] expected, double[] truth, long seed) {
    ScoreDecomposition ofEverybody = brier(everybody(expected, truth));
    SplittableRandom random = new SplittableRandom(seed);
    int worlds = 1_000;
    double miscalibration = 0;
    double discrimination = 0;
    for (int world = 0; world < worlds; world++) {
      ScoreIntervals intervals =
          ScoreIntervals.of(AccountScores.of(accounts(count, 2, expected, truth, random)));
      Interval ofMiscalibration = said(intervals.interval(MISCALIBRATION, .95));
      Interval ofDiscrimination = said(intervals.interval(DISCRIMINATION, .95));
      miscalibration += ofMiscalibration.contains(ofEverybody.miscalibration()) ? 1 : 0;
      discrimination += ofDiscrimination.contains(ofEverybody.discrimination()) ? 1 : 0;
    }
    return new Held(miscalibration / worlds, discrimination / worlds);
  }

  /** So many contacts that chance is out of it; the rates are whole hundredths. */
  private static ScoreTable everybody(double[] expected, double[] truth) {
    List<ScoreLevel> levels = new ArrayList<>();
    for (int place = 0; place < expected.length; place++) {
      levels.add(ScoreLevel.of(place, 100, Math.round(100 * truth[place]), expected[place]));
    }
    return ScoreTable.of(levels);
  }

  @Test
  void anyOrderOfTheAccountsGivesTheSame() {
    SplittableRandom random = new SplittableRandom(93);
    List<AccountScores.Row> rows = accounts(200, 2, random);

    assertThat(
            ScoreIntervals.of(AccountScores.of(MadeScores.shuffled(rows, random)))
                .interval(DISCRIMINATION, .9))
        .isEqualTo(ScoreIntervals.of(AccountScores.of(rows)).interval(DISCRIMINATION, .9));
  }

  @Test
  void anAccountWithSeveralScoresCountsAsOften() {
    SplittableRandom random = new SplittableRandom(94);
    List<AccountScores.Row> rows = new ArrayList<>();
    for (int account = 0; account < 300; account++) {
      long hash = random.nextLong();
      rows.add(new AccountScores.Row(hash, ScoreLevel.of(10, 1, 0, .1)));
      rows.add(new AccountScores.Row(hash, ScoreLevel.of(20, 1, 1, .3)));
    }

    Interval interval = said(ScoreIntervals.of(AccountScores.of(rows)).interval(RATE, .95));

    // Half of every account had the event, so there is nothing for chance to move.
    assertThat(interval).isEqualTo(new Interval(.5, .5));
  }

  @Test
  void tooFewAccountsAndFiguresThatAreRefusedAreToldInWords() {
    ScoreIntervals nine =
        ScoreIntervals.of(AccountScores.of(accounts(9, 1, new SplittableRandom(95))));
    ScoreIntervals twelve =
        ScoreIntervals.of(AccountScores.of(accounts(12, 1, new SplittableRandom(95))));
    Function<ScoreTable, Answer<Double>> area =
        table ->
            Discrimination.of(table)
                .value()
                .map(judged -> Answer.of(judged.area()))
                .orElseGet(() -> Answer.refused("no order"));

    assertThat(nine.interval(RATE, .95).reason())
        .isEqualTo("9 accounts are too few to judge chance between them; 10 are needed");
    assertThat(twelve.interval(area, .95).reason())
        .isEqualTo("without some accounts it cannot be told: no order");
    assertThat(twelve.interval(table -> Answer.refused("why not"), .95).reason())
        .isEqualTo("why not");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> twelve.interval(RATE, 95))
        .withMessageStartingWith("Not a level of confidence: 95.0");
  }
}
