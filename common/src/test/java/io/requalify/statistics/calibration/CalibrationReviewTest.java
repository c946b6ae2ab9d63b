package io.requalify.statistics.calibration;

import static io.requalify.statistics.calibration.MadeScores.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.requalify.statistics.Answer;
import io.requalify.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CalibrationReviewTest {
  private static final CalibrationSettings STANDARD = CalibrationSettings.standard();

  @Test
  void belowFiftyEventsNothingIsSaidButTheCountsOfTheBands() {
    CalibrationReview review = CalibrationReview.of(table(49, 200), STANDARD);

    String reason =
        "only 49 of 249 contacts had the event; calibration and order are judged from 50 of either kind on";
    assertThat(judged(review)).allSatisfy(answer -> assertThat(answer.reason()).isEqualTo(reason));
    assertThat(review.bands().bands()).hasSize(2);
    assertThat(review.monotone().monotone()).isTrue();
  }

  @Test
  void fewWithoutTheEventAreAsFew() {
    CalibrationReview review = CalibrationReview.of(table(200, 49), STANDARD);

    assertThat(review.brier().reason())
        .isEqualTo(
            "only 49 of 249 contacts did not have the event; calibration and order are judged from 50 of either kind on");
  }

  @Test
  void fromFiftyEventsOnEverythingIsSaid() {
    CalibrationReview review = CalibrationReview.of(table(50, 200), STANDARD);

    assertThat(judged(review)).allSatisfy(answer -> assertThat(answer.reason()).isEmpty());
    assertThat(review.workedRange()).isEqualTo(new Interval(35, 60));
    assertThat(review.total().successes()).isEqualTo(50);
  }

  private static List<Answer<?>> judged(CalibrationReview review) {
    return List.of(
        review.curve(),
        review.brier(),
        review.logLoss(),
        review.consistency(),
        review.error(),
        review.debiasedSquare(),
        review.slope(),
        review.discrimination(),
        review.gains(),
        review.evidence(),
        review.hosmerLemeshow());
  }

  /** Two levels, the higher with four fifths of the events. */
  private static ScoreTable table(long events, long others) {
    long low = events / 5;
    long half = others / 2;
    return ScoreTable.of(
        List.of(
            ScoreLevel.of(35, low + half, low, .1),
            ScoreLevel.of(60, events - low + others - half, events - low, .3)));
  }

  @Test
  void accountsChangeTheErrorsAndNothingElse() {
    SplittableRandom random = new SplittableRandom(81);
    List<AccountScores.Row> rows = new ArrayList<>();
    for (int account = 0; account < 150; account++) {
      int score = 10 * random.nextInt(1, 6);
      long events = random.nextInt(100) < score ? 3 : random.nextInt(2);
      rows.add(new AccountScores.Row(account, ScoreLevel.of(score, 4, events, score / 100.0)));
    }
    AccountScores scores = AccountScores.of(MadeScores.shuffled(rows, random));

    CalibrationReview between = CalibrationReview.of(scores, STANDARD);
    CalibrationReview independent = CalibrationReview.of(scores.table(), STANDARD);

    assertThat(between.brier()).isEqualTo(independent.brier());
    assertThat(between.consistency()).isEqualTo(independent.consistency());
    assertThat(between.bands()).isEqualTo(independent.bands());
    assertThat(said(between.slope()).slope().value())
        .isEqualTo(said(independent.slope()).slope().value());
    // Contacts of an account go together here, so they tell less than as many accounts would.
    assertThat(said(between.slope()).slope().standardError())
        .isGreaterThan(1.05 * said(independent.slope()).slope().standardError());
    assertThat(said(between.discrimination()).standardError().orElseThrow())
        .isGreaterThan(1.05 * said(independent.discrimination()).standardError().orElseThrow());
  }

  @Test
  void anAccountWithAScoreTwiceAndAScoreWithTwoPromisesAreRefused() {
    ScoreLevel level = ScoreLevel.of(40, 3, 1, .3);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                AccountScores.of(
                    List.of(new AccountScores.Row(7, level), new AccountScores.Row(7, level))))
        .withMessage(
            "The account 7 has the score 40.0 twice; add up its contacts and events first");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                AccountScores.of(
                    List.of(
                        new AccountScores.Row(7, level),
                        new AccountScores.Row(8, ScoreLevel.of(40, 3, 1, .4)))))
        .withMessage(
            "The score 40.0 promises 0.3 to one account and 0.4 to another; judge tables with one promise of each score");
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    Binning bins = new Binning.EqualMass(10);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CalibrationSettings(0, .95, .9, bins))
        .withMessage("Calibration cannot be judged from 0 events; ask for 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CalibrationSettings(50, .95, 90, bins))
        .withMessage(
            "The level of the consistency band is 90.0; it lies between 0 and 1, such as 0.95");
  }
}
