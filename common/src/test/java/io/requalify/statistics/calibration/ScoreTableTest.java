package io.requalify.statistics.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScoreTableTest {
  private static final ScoreTable TABLE =
      ScoreTable.of(
          List.of(
              ScoreLevel.of(50, 10, 4, .5),
              ScoreLevel.of(35, 30, 3, .1),
              ScoreLevel.of(40, 10, 3, .3),
              ScoreLevel.of(70, 5, 4, .5)));

  @Test
  void levelsRiseAndTheirContactsAddUp() {
    assertThat(TABLE.levels())
        .extracting(ScoreLevel::score)
        .containsExactly(35.0, 40.0, 50.0, 70.0);
    assertThat(TABLE.total()).isEqualTo(new BinomialTally(55, 14));
    assertThat(TABLE.workedRange()).isEqualTo(new Interval(35, 70));
  }

  @Test
  void scoresWithOnePromiseAreOneGroup() {
    assertThat(TABLE.byExpected())
        .containsExactly(
            new PromisedRate(.1, new BinomialTally(30, 3)),
            new PromisedRate(.3, new BinomialTally(10, 3)),
            new PromisedRate(.5, new BinomialTally(15, 8)));
  }

  @Test
  void aBandPromisesTheMeanOverItsContacts() {
    ScoreTable bands = TABLE.inBands(30, 45, 60, 65, 90);

    assertThat(bands.levels()).extracting(ScoreLevel::score).containsExactly(30.0, 45.0, 65.0);
    ScoreLevel lowest = bands.levels().get(0);
    // 30 of 10% and 10 of 30%.
    assertThat(lowest.promised().expected()).isCloseTo(.15, within(1e-15));
    assertThat(lowest.tally()).isEqualTo(new BinomialTally(40, 6));
  }

  @Test
  void aScoreBelowEveryBandAndBandsThatFallAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TABLE.inBands(40, 60))
        .withMessage("The score 35.0 lies below every band; begin the first at or below it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TABLE.inBands(0, 60, 60))
        .withMessage("The bands begin at 60.0 and then at 60.0; give lower bounds that rise");
  }

  @Test
  void aScoreThatIsThereTwiceIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ScoreTable.of(List.of(ScoreLevel.of(0.0, 2, 1, .1), ScoreLevel.of(-0.0, 2, 1, .1))))
        .withMessage("The score 0.0 is there twice; add up its contacts and events first");
  }

  @Test
  void aTableWithoutAScoreAndALevelWithoutAContactAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoreTable.of(List.of()))
        .withMessage("A table of scores without a score says nothing; give at least one level");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoreLevel.of(10, 0, 0, .2))
        .withMessage("Of the expected probability 0.2 there is no contact; leave such rows out");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoreLevel.of(Double.NaN, 5, 1, .2))
        .withMessage("NaN points are no score");
  }
}
