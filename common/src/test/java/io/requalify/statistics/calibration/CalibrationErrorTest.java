package io.requalify.statistics.calibration;

import static io.requalify.statistics.calibration.MadeScores.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.calibration.Binning.EachProbability;
import io.requalify.statistics.calibration.Binning.EqualMass;
import io.requalify.statistics.calibration.Binning.EqualWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CalibrationErrorTest {
  private static final ScoreTable FOUR =
      MadeScores.singles(new double[] {.6, .7, .8, .9}, 0, 0, 1, 1);

  @Test
  void referenceCaseEceOfTwoBinsOfEqualWidth() {
    CalibrationError error = CalibrationError.of(FOUR, new EqualWidth(2));

    assertThat(error.mean()).isCloseTo(.25, within(1e-12));
    assertThat(error.bins()).hasSize(1);
  }

  @Test
  void referenceCaseEceOfTwoBinsOfEqualMass() {
    CalibrationError error = CalibrationError.of(FOUR, new EqualMass(2));

    assertThat(error.mean()).isCloseTo(.4, within(1e-12));
    assertThat(error.largest()).isCloseTo(.65, within(1e-12));
  }

  @Test
  void aProbabilityAtTheEndOfABinBelongsToTheNext() {
    // 0.29 times 100 is 28.999999999999996.
    List<ScoreLevel> levels = new ArrayList<>();
    for (int percent = 0; percent <= 100; percent++) {
      levels.add(ScoreLevel.of(percent, 1, 0, percent / 100.0));
    }

    List<PromisedRate> bins = new EqualWidth(100).bins(ScoreTable.of(levels));

    // Each percentage is by itself; only 0.99 and 1 share the last bin.
    assertThat(bins).hasSize(100);
    assertThat(bins.get(29).expected()).isEqualTo(.29);
    assertThat(bins.get(99).tally()).isEqualTo(new BinomialTally(2, 0));
  }

  @Test
  void contactsWithOnePromiseStayTogether() {
    ScoreTable lumpy =
        ScoreTable.of(
            List.of(
                ScoreLevel.of(10, 70, 7, .1),
                ScoreLevel.of(20, 10, 2, .2),
                ScoreLevel.of(30, 20, 8, .3)));

    // The midst of the first is at 35 of 100 contacts, of the second at 75, of the third at 90.
    assertThat(new EqualMass(4).bins(lumpy))
        .extracting(bin -> bin.tally().trials())
        .containsExactly(70L, 30L);
  }

  @Test
  void chanceThatMakesTheErrorLargerIsTakenOut() {
    double[] expected = {.1, .3, .5, .7};
    double[] truth = {.15, .3, .4, .7};
    double squared = (.05 * .05 + .1 * .1) / 4;
    SplittableRandom random = new SplittableRandom(31);
    int repetitions = 4_000;
    double sum = 0;
    double squares = 0;
    double plugIn = 0;
    for (int repetition = 0; repetition < repetitions; repetition++) {
      ScoreTable table = ScoreTable.of(MadeScores.drawn(expected, truth, 40, random));
      CalibrationError error = CalibrationError.of(table, new EachProbability());
      double debiased = said(error.debiasedSquare());
      sum += debiased;
      squares += debiased * debiased;
      for (PromisedRate bin : error.bins()) {
        plugIn += Math.pow(bin.expected() - bin.observed(), 2) / 4;
      }
    }
    double mean = sum / repetitions;
    double noise = Math.sqrt((squares / repetitions - mean * mean) / repetitions);

    assertThat(mean).isCloseTo(squared, within(4 * noise));
    assertThat(plugIn / repetitions).isGreaterThan(2 * squared);
  }

  @Test
  void promisesThatAreKeptByChanceComeOutBelowNothing() {
    ScoreTable kept =
        ScoreTable.of(List.of(ScoreLevel.of(10, 11, 5, 5.0 / 11), ScoreLevel.of(20, 10, 9, .9)));

    // -(11/21 (30/121)/10 + 10/21 (.09)/9).
    assertThat(said(CalibrationError.of(kept, new EachProbability()).debiasedSquare()))
        .isCloseTo(-(3.0 / 231 + .1 / 21), within(1e-15));
  }

  @Test
  void theChanceOfOneContactCannotBeJudged() {
    assertThat(CalibrationError.of(FOUR, new EqualWidth(4)).debiasedSquare().reason())
        .isEqualTo("");
    assertThat(CalibrationError.of(FOUR, new EachProbability()).debiasedSquare().reason())
        .isEqualTo(
            "a bin with the expected probability 0.6 has one contact only, whose chance cannot be judged; take fewer bins");
  }

  @Test
  void noBinsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EqualWidth(0))
        .withMessage("0 bins hold nothing; give at least 1, such as 10");
    assertThatIllegalArgumentException().isThrownBy(() -> new EqualMass(-1));
  }

  @Test
  void shortNamesAreStable() {
    assertThat(List.<Binning>of(new EqualWidth(2), new EqualMass(2), new EachProbability()))
        .extracting(Binning::shortName)
        .containsExactly("equal_width", "equal_mass", "each_probability");
  }
}
