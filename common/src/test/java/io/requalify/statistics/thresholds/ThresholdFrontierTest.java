package io.requalify.statistics.thresholds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.BinomialInterval.Wilson;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.CriticalValue;
import io.requalify.statistics.Interval;
import io.requalify.statistics.thresholds.ScoreEvidence.Worked;
import io.requalify.statistics.thresholds.ThresholdFrontier.AlreadyIn;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ThresholdFrontierTest {
  /** Of 50 points half is accepted, of 60 three quarters; of 40 nobody was worked. */
  private static final List<ScoreEvidence> SCORES =
      List.of(
          new ScoreEvidence(50, 100, 4, Worked.unweighted(40, 20, 4)),
          new ScoreEvidence(40, 200, 2, Worked.none()),
          new ScoreEvidence(60, 50, 6, Worked.unweighted(20, 15, 6)));

  @Test
  void everyThresholdHasItsVolumeItsExpectedAndItsFalseNegatives() {
    ThresholdFrontier frontier = ThresholdFrontier.of(SCORES);

    assertThat(frontier.points())
        .extracting(FrontierPoint::threshold)
        .containsExactly(40, 50, 60, 61);
    assertThat(frontier.points())
        .extracting(FrontierPoint::volume)
        .containsExactly(350L, 150L, 50L, 0L);
    assertThat(frontier.at(60).accepted().supported()).isCloseTo(37.5, within(1e-12));
    assertThat(frontier.at(50).accepted().supported()).isCloseTo(87.5, within(1e-12));
    assertThat(frontier.at(50).won().supported()).isCloseTo(25, within(1e-12));
    assertThat(frontier.at(60).falseNegatives()).isEqualTo(new BinomialTally(12, 6));
    assertThat(frontier.at(61).falseNegatives()).isEqualTo(new BinomialTally(12, 12));
    assertThat(frontier.at(60).missedShare(0.95))
        .contains(new Wilson().around(new BinomialTally(12, 6), 0.95));
  }

  @Test
  void aThresholdBetweenScoresIsThatOfTheNextHigherOne() {
    ThresholdFrontier frontier = ThresholdFrontier.of(SCORES);

    assertThat(frontier.at(41)).isEqualTo(frontier.at(50));
    assertThat(frontier.at(-5)).isEqualTo(frontier.at(40));
    assertThat(frontier.at(99).volume()).isZero();
  }

  @Test
  void whoHadBeenInBeforeIsNeitherQualifiedNorMissedByThatThreshold() {
    // Of the 50 with 60 points 30 had 50 already, and two of these won.
    ThresholdFrontier frontier =
        ThresholdFrontier.of(SCORES, List.of(new AlreadyIn(60, 50, 30, 2)));

    assertThat(frontier.points())
        .extracting(FrontierPoint::volume)
        .containsExactly(320L, 120L, 50L, 0L);
    assertThat(frontier.at(50).accepted().supported()).isCloseTo(50 + 20 * 0.75, within(1e-12));
    assertThat(frontier.at(60).falseNegatives()).isEqualTo(new BinomialTally(12, 6));
    assertThat(frontier.at(50).falseNegatives()).isEqualTo(new BinomialTally(10, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AlreadyIn(50, 60, 30, 2))
        .withMessageContaining("nobody was in above the score");
  }

  @Test
  void ofScoresThatNobodyWorkedTheIntervalTakesInNoneAndAll() {
    ThresholdFrontier frontier = ThresholdFrontier.of(SCORES);
    Interval known = frontier.at(50).accepted().interval(0.95);
    Interval wide = frontier.at(40).accepted().interval(0.95);

    assertThat(frontier.at(40).accepted().supported()).isCloseTo(87.5, within(1e-12));
    assertThat(frontier.at(40).accepted().unsupported()).isEqualTo(200);
    assertThat(wide.upper() - known.upper()).isBetween(195.0, 200.0);
    // Only one end can be near the truth, so each lies by the one-sided value beyond its bound.
    double error = Math.sqrt(frontier.at(40).accepted().variance());
    assertThat(wide.lower()).isCloseTo(87.5 - CriticalValue.oneSided(0.95) * error, within(1e-6));
  }

  @Test
  void aHandfulThatAllTurnedOutAlikeIsNotTakenForCertainty() {
    ThresholdFrontier frontier =
        ThresholdFrontier.of(List.of(new ScoreEvidence(50, 100, 3, Worked.unweighted(3, 3, 3))));
    // q = 3.5/4, so 100 errors of sqrt(0.875 * 0.125 / 4) contacts.
    double error = 100 * Math.sqrt(0.875 * 0.125 / 4);

    assertThat(Math.sqrt(frontier.at(50).accepted().variance())).isCloseTo(error, within(1e-12));
  }

  @Test
  void weightsOfADrawStandForThoseWhoWereNotDrawn() {
    // 10 that were surely worked and 4 drawn with 1 in 5, of whom one was accepted.
    Worked worked = new Worked(14, 10 + 4 * 5, 10 + 4 * 25, 5 + 5, 0);
    ThresholdFrontier frontier =
        ThresholdFrontier.of(List.of(new ScoreEvidence(30, 60, 0, worked)));

    assertThat(frontier.at(30).accepted().supported()).isCloseTo(20, within(1e-12));
    assertThat(worked.effectiveSample()).isCloseTo(900.0 / 110, within(1e-12));
  }

  @Test
  void intervalsHoldTheTruthAsOftenAsTheySay() {
    SplittableRandom random = new SplittableRandom(81);
    double[] rates = {0.05, 0.15, 0.30, 0.50};
    int held = 0;
    int worlds = 2_000;
    for (int world = 0; world < worlds; world++) {
      List<ScoreEvidence> scores = new ArrayList<>();
      for (int score = 0; score < rates.length; score++) {
        long accepted = 0;
        for (int contact = 0; contact < 60; contact++) {
          accepted += random.nextDouble() < rates[score] ? 1 : 0;
        }
        scores.add(new ScoreEvidence(10 * score, 300, 0, Worked.unweighted(60, accepted, 0)));
      }
      held += ThresholdFrontier.of(scores).at(0).accepted().interval(0.95).contains(300) ? 1 : 0;
    }

    assertThat((double) held / worlds).isBetween(0.935, 0.97);
  }

  @Test
  void countsThatCannotBeAreErrors() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ThresholdFrontier.of(List.of()))
        .withMessage("There is no score, so there is no threshold to try");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ThresholdFrontier.of(List.of(SCORES.get(0), SCORES.get(0))))
        .withMessage("Score 50 is there twice; add up what is known of it first");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScoreEvidence(50, 10, 11, Worked.none()))
        .withMessageContaining("Of 10 contacts at score 50 11 won and 0 were worked");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Worked.unweighted(10, 11, 0))
        .withMessageContaining("11.0 were accepted");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Worked(2, 4, 3, 0, 0))
        .withMessageContaining("No 2 weights above 0 have the sum 4.0");
  }
}
