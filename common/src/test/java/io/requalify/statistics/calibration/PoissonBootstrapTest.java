package io.requalify.statistics.calibration;

import static io.requalify.statistics.calibration.MadeScores.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.Interval;
import io.requalify.statistics.survival.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class PoissonBootstrapTest {
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
    List<AccountScores.Row> rows = new ArrayList<>();
    for (int account = 0; account < count; account++) {
      int place = account % EXPECTED.length;
      int events = random.nextDouble() < TRUTH[place] ? contacts : 0;
      rows.add(
          new AccountScores.Row(
              random.nextLong(), ScoreLevel.of(10.0 * place, contacts, events, EXPECTED[place])));
    }
    return rows;
  }

  @Test
  void theIntervalOfARateIsAsWideAsItsFormulaSays() {
    AccountScores one = AccountScores.of(accounts(1_000, 1, new SplittableRandom(91)));
    AccountScores three = AccountScores.of(accounts(1_000, 3, new SplittableRandom(91)));

    Interval ofOne = said(PoissonBootstrap.of(one).interval(RATE, .95));
    Interval ofThree = said(PoissonBootstrap.of(three).interval(RATE, .95));

    double rate = one.table().total().rate();
    double width = 2 * 1.96 * Math.sqrt(rate * (1 - rate) / 1_000);
    // The quantiles of 400 draws are uncertain by a twelfth or so.
    assertThat(ofOne.width()).isCloseTo(width, within(.2 * width));
    assertThat(ofOne.contains(rate)).isTrue();
    // Contacts that always go together tell as much as one of them; the accounts are the same.
    assertThat(ofThree.lower()).isCloseTo(ofOne.lower(), within(1e-12));
    assertThat(ofThree.upper()).isCloseTo(ofOne.upper(), within(1e-12));
  }

  @Test
  void thePartsOfAScoreLieWithinTheirIntervalsAboutAsOftenAsPromised() {
    double mean = 0;
    for (double rate : TRUTH) {
      mean += rate / TRUTH.length;
    }
    double miscalibration = 0;
    double discrimination = 0;
    for (int place = 0; place < TRUTH.length; place++) {
      miscalibration += Math.pow(EXPECTED[place] - TRUTH[place], 2) / TRUTH.length;
      discrimination += Math.pow(TRUTH[place] - mean, 2) / TRUTH.length;
    }
    SplittableRandom random = new SplittableRandom(92);
    int repetitions = 300;
    int heldMiscalibration = 0;
    int heldDiscrimination = 0;
    for (int repetition = 0; repetition < repetitions; repetition++) {
      PoissonBootstrap bootstrap =
          PoissonBootstrap.of(AccountScores.of(accounts(1_000, 2, random)));
      heldMiscalibration +=
          said(bootstrap.interval(MISCALIBRATION, .95)).contains(miscalibration) ? 1 : 0;
      heldDiscrimination +=
          said(bootstrap.interval(DISCRIMINATION, .95)).contains(discrimination) ? 1 : 0;
    }

    // Measured .89: the interval of the miscalibration covers less than it says.
    assertThat((double) heldMiscalibration / repetitions).isBetween(.86, .99);
    assertThat((double) heldDiscrimination / repetitions).isBetween(.86, .99);
  }

  @Test
  void anyOrderOfTheAccountsGivesTheSame() {
    SplittableRandom random = new SplittableRandom(93);
    List<AccountScores.Row> rows = accounts(200, 2, random);

    assertThat(
            PoissonBootstrap.of(AccountScores.of(MadeScores.shuffled(rows, random)))
                .interval(DISCRIMINATION, .9))
        .isEqualTo(PoissonBootstrap.of(AccountScores.of(rows)).interval(DISCRIMINATION, .9));
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

    Interval interval = said(PoissonBootstrap.of(AccountScores.of(rows)).interval(RATE, .95));

    // Half of every account had the event, so there is nothing for chance to move.
    assertThat(interval).isEqualTo(new Interval(.5, .5));
  }

  @Test
  void tooFewAccountsAndFiguresThatAreRefusedAreToldInWords() {
    AccountScores two =
        AccountScores.of(
            List.of(
                new AccountScores.Row(1, ScoreLevel.of(10, 1, 0, .1)),
                new AccountScores.Row(2, ScoreLevel.of(20, 1, 1, .3))));
    Function<ScoreTable, Answer<Double>> area =
        table ->
            Discrimination.of(table)
                .value()
                .map(judged -> Answer.of(judged.area()))
                .orElseGet(() -> Answer.refused("no order"));

    assertThat(PoissonBootstrap.of(two).interval(RATE, .95).reason())
        .isEqualTo("there are so few accounts that by chance none counts");
    assertThat(
            PoissonBootstrap.of(AccountScores.of(accounts(12, 1, new SplittableRandom(95))))
                .interval(area, .95)
                .reason())
        .isEqualTo("there are so few accounts that by chance the figure cannot be told: no order");
    assertThat(PoissonBootstrap.of(two).interval(table -> Answer.refused("why not"), .95).reason())
        .isEqualTo("why not");
    AccountScores one =
        AccountScores.of(List.of(new AccountScores.Row(1, ScoreLevel.of(10, 2, 1, .1))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PoissonBootstrap.of(one))
        .withMessage("One account says nothing of the differences of accounts; give two or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PoissonBootstrap.of(two).interval(RATE, 95))
        .withMessageStartingWith("Not a level of confidence: 95.0");
  }
}
