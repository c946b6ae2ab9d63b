package io.requalify.statistics.calibration;

import static io.requalify.statistics.calibration.MadeScores.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.calibration.ProperScore.Brier;
import io.requalify.statistics.calibration.ProperScore.LogLoss;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

final class ReliabilityCurveTest {
  private static final List<ProperScore> BOTH = List.of(new Brier(), new LogLoss());

  private static final double[] SMALL = {.4, .3, .2, .1, .5, .9};

  @Test
  void referenceCaseCorpSmallBrierScore() {
    ReliabilityCurve curve = ReliabilityCurve.of(MadeScores.singles(SMALL, 0, 0, 0, 1, 1, 1));

    ScoreDecomposition brier = said(curve.decompose(new Brier()));
    assertThat(brier.score()).isCloseTo(.2266667, within(1e-6));
    assertThat(brier.miscalibration()).isCloseTo(.1016667, within(1e-6));
    assertThat(brier.discrimination()).isCloseTo(.125, within(1e-6));
    assertThat(brier.uncertainty()).isCloseTo(.25, within(1e-6));
    // The 1 at .1 and the three 0 above it become one block of 1/4.
    assertThat(curve.points())
        .extracting(ReliabilityCurve.Point::recalibrated)
        .containsExactly(.25, .25, .25, .25, 1.0, 1.0);
  }

  @Test
  void referenceCaseCorpSmallLogLoss() {
    ReliabilityCurve curve = ReliabilityCurve.of(MadeScores.singles(SMALL, 0, 0, 0, 1, 1, 1));

    ScoreDecomposition logLoss = said(curve.decompose(new LogLoss()));
    assertThat(logLoss.score()).isCloseTo(.6986228, within(1e-6));
    assertThat(logLoss.miscalibration()).isCloseTo(.3237327, within(1e-6));
    assertThat(logLoss.discrimination()).isCloseTo(.3182571, within(1e-6));
    assertThat(logLoss.uncertainty()).isCloseTo(.6931472, within(1e-6));
  }

  /** What R's reliabilitydiag prints of 92 forecasts of rain in Niamey. */
  @Test
  void referenceCaseCorpRain() throws IOException {
    List<CSVRecord> days = MadeScores.reference("precipitation_forecast.csv");
    double[] expected = days.stream().mapToDouble(day -> Double.parseDouble(day.get(0))).toArray();
    int[] rained = days.stream().mapToInt(day -> Integer.parseInt(day.get(1))).toArray();

    ScoreDecomposition brier =
        said(ReliabilityCurve.of(MadeScores.singles(expected, rained)).decompose(new Brier()));

    assertThat(days).hasSize(92);
    assertThat(brier.score()).isCloseTo(.232, within(5e-4));
    assertThat(brier.miscalibration()).isCloseTo(.0183, within(5e-5));
    assertThat(brier.discrimination()).isCloseTo(.0305, within(5e-5));
    assertThat(brier.uncertainty()).isCloseTo(.244, within(5e-4));
  }

  @Test
  void miscalibrationLessDiscriminationAndUncertaintyAreTheScore() {
    SplittableRandom random = new SplittableRandom(21);
    for (int draw = 0; draw < 500; draw++) {
      ReliabilityCurve curve = ReliabilityCurve.of(ScoreTable.of(MadeScores.random(random)));
      for (ProperScore kind : BOTH) {
        ScoreDecomposition parts = said(curve.decompose(kind));

        assertThat(parts.miscalibration() - parts.discrimination() + parts.uncertainty())
            .isCloseTo(parts.score(), within(1e-12));
      }
    }
  }

  @Test
  void forecastsThatKnowAllHaveNothingButDiscrimination() {
    ScoreTable table =
        ScoreTable.of(List.of(ScoreLevel.of(10, 30, 0, 0), ScoreLevel.of(20, 10, 10, 1)));

    for (ProperScore kind : BOTH) {
      ScoreDecomposition parts = said(ReliabilityCurve.of(table).decompose(kind));

      assertThat(parts.score()).isZero();
      assertThat(parts.miscalibration()).isZero();
      assertThat(parts.discrimination()).isEqualTo(parts.uncertainty()).isPositive();
    }
  }

  @Test
  void promisesThatAreKeptExactlyHaveNoMiscalibration() {
    ScoreTable table =
        ScoreTable.of(
            List.of(
                ScoreLevel.of(10, 40, 4, .1),
                ScoreLevel.of(20, 40, 10, .25),
                ScoreLevel.of(30, 10, 6, .6)));

    for (ProperScore kind : BOTH) {
      assertThat(said(ReliabilityCurve.of(table).decompose(kind)).miscalibration()).isZero();
    }
  }

  @Test
  void promisingTheMeanRateToEverybodySaysNothing() {
    ScoreTable table =
        ScoreTable.of(List.of(ScoreLevel.of(10, 40, 4, .25), ScoreLevel.of(20, 40, 16, .25)));

    ScoreDecomposition parts = said(ReliabilityCurve.of(table).decompose(new Brier()));

    assertThat(parts)
        .isEqualTo(new ScoreDecomposition(parts.uncertainty(), 0, 0, parts.uncertainty()));
  }

  @Test
  void theRatesAreThoseOfTheFormulaOfTheLargestSmallestMean() {
    SplittableRandom random = new SplittableRandom(22);
    for (int draw = 0; draw < 300; draw++) {
      List<BinomialTally> tallies =
          MadeScores.random(random).stream().map(ScoreLevel::tally).toList();

      double[] rates = IsotonicRegression.risingRates(tallies);

      for (int place = 0; place < rates.length; place++) {
        double largest = 0;
        for (int first = 0; first <= place; first++) {
          double smallest = 1;
          for (int last = place; last < rates.length; last++) {
            smallest =
                Math.min(smallest, ScoreTable.total(tallies.subList(first, last + 1)).rate());
          }
          largest = Math.max(largest, smallest);
        }
        assertThat(rates[place]).isEqualTo(largest);
      }
    }
  }

  @Test
  void theOrderOfTheRowsLeavesNoTrace() {
    SplittableRandom random = new SplittableRandom(23);
    for (int draw = 0; draw < 100; draw++) {
      List<ScoreLevel> levels = MadeScores.random(random);
      ReliabilityCurve one = ReliabilityCurve.of(ScoreTable.of(levels));
      ReliabilityCurve other =
          ReliabilityCurve.of(ScoreTable.of(MadeScores.shuffled(levels, random)));

      assertThat(other.points()).isEqualTo(one.points());
      assertThat(other.decompose(new LogLoss())).isEqualTo(one.decompose(new LogLoss()));
    }
  }

  @Test
  void contactsOfOneScoreTellAsMuchAsOneByOne() {
    List<ScoreLevel> singles = new ArrayList<>();
    for (int contact = 0; contact < 30; contact++) {
      singles.add(ScoreLevel.of(contact, 1, contact % 3 == 0 ? 1 : 0, contact < 20 ? .3 : .6));
    }
    ScoreTable grouped =
        ScoreTable.of(List.of(ScoreLevel.of(0, 20, 7, .3), ScoreLevel.of(1, 10, 3, .6)));

    assertThat(ReliabilityCurve.of(ScoreTable.of(singles)).points())
        .isEqualTo(ReliabilityCurve.of(grouped).points());
  }

  @Test
  void aBrokenCertaintyHasNoLogLossButABrierScore() {
    ReliabilityCurve curve =
        ReliabilityCurve.of(
            ScoreTable.of(List.of(ScoreLevel.of(10, 8, 1, 0), ScoreLevel.of(20, 8, 4, .5))));

    assertThat(curve.decompose(new LogLoss()).reason())
        .isEqualTo(
            "of 8 contacts with the expected probability 0.0 1 had the event, which costs without bound; promise no certainties");
    // (1 + 8/4)/16.
    assertThat(said(curve.decompose(new Brier())).score()).isCloseTo(3.0 / 16, within(1e-15));
  }

  @Test
  void whatIsNoProbabilityIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoreLevel.of(10, 5, 1, 34.8))
        .withMessage(
            "The expected probability 34.8 is none; give a share from 0 to 1, not a percentage");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoreLevel.of(10, 5, 1, Double.NaN))
        .withMessageStartingWith("The expected probability NaN is none");
  }

  @Test
  void shortNamesAreStable() {
    assertThat(BOTH).extracting(ProperScore::shortName).containsExactly("brier", "log_loss");
  }
}
