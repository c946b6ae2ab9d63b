package io.requalify.statistics.calibration;

import static io.requalify.statistics.calibration.MadeScores.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.Interval;
import io.requalify.statistics.Logistic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CalibrationSlopeTest {
  @Test
  void twoPromisesGiveTheLineThroughTheirLogOddsWithWoolfsErrors() {
    // Promised odds 1/4 and 1, observed 1/9 and 3.
    ScoreTable table =
        ScoreTable.of(List.of(ScoreLevel.of(10, 50, 5, .2), ScoreLevel.of(20, 40, 30, .5)));

    CalibrationSlope line = said(CalibrationSlope.of(table));

    double width = Math.log(4);
    double ofLower = 1.0 / 5 + 1.0 / 45;
    double ofUpper = 1.0 / 30 + 1.0 / 10;
    assertThat(line.slope().value()).isCloseTo(Math.log(27) / width, within(1e-8));
    assertThat(line.slope().standardError())
        .isCloseTo(Math.sqrt(ofLower + ofUpper) / width, within(1e-8));
    // The promised log-odds of the second are 0.
    assertThat(line.intercept().value()).isCloseTo(Math.log(3), within(1e-8));
    assertThat(line.intercept().standardError()).isCloseTo(Math.sqrt(ofUpper), within(1e-8));
  }

  @Test
  void promisesThatAreKeptHaveTheSlopeOneAndNoIntercept() {
    ScoreTable table =
        ScoreTable.of(
            List.of(
                ScoreLevel.of(10, 40, 4, .1),
                ScoreLevel.of(20, 40, 10, .25),
                ScoreLevel.of(30, 10, 6, .6)));

    CalibrationSlope line = said(CalibrationSlope.of(table));

    assertThat(line.slope().value()).isCloseTo(1, within(1e-8));
    assertThat(line.intercept().value()).isCloseTo(0, within(1e-8));
    assertThat(line.inTheLarge().value()).isCloseTo(0, within(1e-8));
    double information = 40 * .1 * .9 + 40 * .25 * .75 + 10 * .6 * .4;
    assertThat(line.inTheLarge().standardError())
        .isCloseTo(1 / Math.sqrt(information), within(1e-8));
  }

  @Test
  void inTheLargeAsManyAreExpectedAsCame() {
    SplittableRandom random = new SplittableRandom(51);
    ScoreTable table =
        ScoreTable.of(
            MadeScores.drawn(
                new double[] {.1, .2, .3, .4}, new double[] {.2, .4, .4, .7}, 100, random));

    double shift = said(CalibrationSlope.of(table)).inTheLarge().value();

    double events =
        table.byExpected().stream()
            .mapToDouble(
                group ->
                    group.tally().trials()
                        * Logistic.probability(shift + Logistic.logOdds(group.expected())))
            .sum();
    assertThat(events).isCloseTo(table.total().successes(), within(1e-6));
  }

  @Test
  void plantedLinesLieWithinTheirIntervalsAsOftenAsPromised() {
    double[] expected = {.05, .1, .2, .35, .5, .7};
    double[] truth =
        Arrays.stream(expected)
            .map(each -> Logistic.probability(-.3 + .7 * Logistic.logOdds(each)))
            .toArray();
    SplittableRandom random = new SplittableRandom(52);
    int repetitions = 1_000;
    int slopes = 0;
    int intercepts = 0;
    for (int repetition = 0; repetition < repetitions; repetition++) {
      CalibrationSlope line =
          said(CalibrationSlope.of(ScoreTable.of(MadeScores.drawn(expected, truth, 100, random))));
      slopes += line.slope().interval(.95).contains(.7) ? 1 : 0;
      intercepts += line.intercept().interval(.95).contains(-.3) ? 1 : 0;
    }

    // Three Monte Carlo standard errors.
    assertThat((double) slopes / repetitions).isBetween(.93, .97);
    assertThat((double) intercepts / repetitions).isBetween(.93, .97);
  }

  @Test
  void accountsOfOneContactEachGiveTheErrorsOfContacts() {
    List<AccountScores.Row> rows = accounts(1);
    AccountScores scores = AccountScores.of(rows);

    CalibrationSlope between = said(CalibrationSlope.of(scores));
    CalibrationSlope independent = said(CalibrationSlope.of(scores.table()));

    // With two promises the line fits exactly, so both variances are the same but for G/(G-1).
    double finite = Math.sqrt(rows.size() / (rows.size() - 1.0));
    assertThat(between.slope().value()).isEqualTo(independent.slope().value());
    assertThat(between.slope().standardError())
        .isCloseTo(finite * independent.slope().standardError(), within(1e-8));
    assertThat(between.intercept().standardError())
        .isCloseTo(finite * independent.intercept().standardError(), within(1e-8));
  }

  @Test
  void threeContactsThatAlwaysGoTogetherTellAsMuchAsOne() {
    CalibrationSlope one = said(CalibrationSlope.of(AccountScores.of(accounts(1))));
    CalibrationSlope three = said(CalibrationSlope.of(AccountScores.of(accounts(3))));

    assertThat(three.slope().value()).isCloseTo(one.slope().value(), within(1e-8));
    assertThat(three.slope().standardError()).isCloseTo(one.slope().standardError(), within(1e-8));
    assertThat(three.inTheLarge().standardError())
        .isCloseTo(one.inTheLarge().standardError(), within(1e-8));
  }

  /** 90 accounts, each with as many contacts, all of whom had the event or none. */
  private static List<AccountScores.Row> accounts(int contacts) {
    List<AccountScores.Row> rows = new ArrayList<>();
    for (int account = 0; account < 90; account++) {
      boolean high = account >= 50;
      int events = (high ? account < 80 : account < 5) ? contacts : 0;
      rows.add(
          new AccountScores.Row(
              account * 7_919L, ScoreLevel.of(high ? 20 : 10, contacts, events, high ? .5 : .2)));
    }
    return rows;
  }

  @Test
  void theOrderOfTheAccountsLeavesNoTrace() {
    SplittableRandom random = new SplittableRandom(53);
    List<AccountScores.Row> rows = accounts(2);

    assertThat(CalibrationSlope.of(AccountScores.of(MadeScores.shuffled(rows, random))))
        .isEqualTo(CalibrationSlope.of(AccountScores.of(rows)));
  }

  @Test
  void withoutALineItSaysWhy() {
    assertThat(reason(ScoreLevel.of(10, 5, 0, .2), ScoreLevel.of(20, 5, 0, .3)))
        .isEqualTo("of 10 contacts none had the event, so there is no line to follow");
    assertThat(reason(ScoreLevel.of(10, 5, 5, .2), ScoreLevel.of(20, 5, 5, .3)))
        .isEqualTo("of 10 contacts all had the event, so there is no line to follow");
    assertThat(reason(ScoreLevel.of(10, 5, 1, 0), ScoreLevel.of(20, 5, 2, .3)))
        .isEqualTo(
            "5 contacts were promised a probability of 0.0, whose log-odds are infinite; promise no certainties");
    assertThat(reason(ScoreLevel.of(10, 5, 1, .3), ScoreLevel.of(20, 5, 2, .3)))
        .isEqualTo("all contacts were promised the probability 0.3, so there is no slope");
    assertThat(reason(ScoreLevel.of(10, 50, 0, .1), ScoreLevel.of(20, 50, 50, .3)))
        .isEqualTo(
            "the promised probabilities part those with the event from those without, so the larger the slope the better");
    assertThat(
            CalibrationSlope.of(
                    AccountScores.of(
                        List.of(
                            new AccountScores.Row(1, ScoreLevel.of(10, 9, 4, .3)),
                            new AccountScores.Row(1, ScoreLevel.of(20, 9, 5, .4)))))
                .reason())
        .isEqualTo("one account says nothing of the differences of accounts");
  }

  private static String reason(ScoreLevel... levels) {
    return CalibrationSlope.of(ScoreTable.of(List.of(levels))).reason();
  }

  @Test
  void theIntervalReachesAsFarAsTheErrorSays() {
    Interval interval = new CalibrationSlope.Coefficient(.9, .1).interval(.95);

    assertThat(interval.lower()).isCloseTo(.9 - .1959964, within(1e-7));
    assertThat(interval.upper()).isCloseTo(.9 + .1959964, within(1e-7));
  }
}
