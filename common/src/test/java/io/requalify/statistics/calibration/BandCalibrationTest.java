package io.requalify.statistics.calibration;

import static io.requalify.statistics.calibration.MadeScores.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.BinomialInterval.Wilson;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.calibration.BandCalibration.Band;
import io.requalify.statistics.calibration.BandCalibration.HosmerLemeshow;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.junit.jupiter.api.Test;

final class BandCalibrationTest {
  private static final double[] EXPECTED = {.7400826, .6069830, .3750350, .2516151, .1537853, .05};
  private static final long[] CONTACTS = {47, 35, 93, 53, 131, 141};
  private static final long[] EVENTS = {36, 21, 37, 15, 22, 11};

  /** What R's PDtoolkit prints of six rating bands. */
  @Test
  void referenceCaseBandsBinomialAndJeffreysTest() {
    double[] binomial = {.4159984, .6059111, .3613128, .3479606, .3621511, .0966087};
    double[] jeffreys = {.35159815, .53854844, .32231637, .29276184, .31876653, .07085215};

    BandCalibration calibration = BandCalibration.of(sixBands(), .95);

    for (int band = 0; band < 6; band++) {
      assertThat(calibration.bands().get(band).more().binomial())
          .isCloseTo(binomial[band], within(1e-6));
      assertThat(calibration.bands().get(band).more().jeffreys())
          .isCloseTo(jeffreys[band], within(1e-6));
    }
  }

  @Test
  void referenceCaseBandsHosmerAndLemeshow() {
    HosmerLemeshow all = said(BandCalibration.of(sixBands(), .95).hosmerLemeshow());

    assertThat(all.probability()).isCloseTo(.7851538, within(1e-6));
    assertThat(all.degreesOfFreedom()).isEqualTo(6);
  }

  private static ScoreTable sixBands() {
    List<ScoreLevel> levels = new ArrayList<>();
    for (int band = 0; band < 6; band++) {
      levels.add(ScoreLevel.of(band, CONTACTS[band], EVENTS[band], EXPECTED[band]));
    }
    return ScoreTable.of(levels);
  }

  @Test
  void theBinomialTestSumsTheTailOfTheDistribution() {
    for (int trials = 1; trials <= 12; trials++) {
      for (int events = 0; events <= trials; events++) {
        for (double expected : new double[] {0, .1, .5, .93, 1}) {
          BinomialDistribution chance = new BinomialDistribution(trials, expected);

          Band band = band(trials, events, expected);

          assertThat(band.more().binomial())
              .isCloseTo(1 - chance.cumulativeProbability(events - 1), within(1e-12));
          assertThat(band.fewer().binomial())
              .isCloseTo(chance.cumulativeProbability(events), within(1e-12));
        }
      }
    }
  }

  @Test
  void jeffreysTestLiesBetweenTheExactOnesAndItsSidesMakeOne() {
    for (int events = 0; events <= 20; events++) {
      Band band = band(20, events, .3);

      // Of more than came and of at least what came.
      double strictlyMore = 1 - band.fewer().binomial();
      assertThat(band.more().jeffreys()).isBetween(strictlyMore, band.more().binomial());
      assertThat(band.more().jeffreys() + band.fewer().jeffreys()).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void aBandShowsItsIntervalAndWhatCameOfWhatWasPromised() {
    Band band = band(20, 4, .1);

    assertThat(band.observedOverExpected()).isCloseTo(2, within(1e-15));
    assertThat(band.interval()).isEqualTo(new Wilson().around(new BinomialTally(20, 4), .95));
    assertThat(band(20, 4, 0).observedOverExpected()).isInfinite();
    assertThat(band(20, 0, 0).observedOverExpected()).isNaN();
  }

  @Test
  void aCertaintyHasNoHosmerAndLemeshow() {
    ScoreTable table =
        ScoreTable.of(List.of(ScoreLevel.of(10, 8, 0, 0), ScoreLevel.of(20, 8, 4, .5)));

    assertThat(BandCalibration.of(table, .95).hosmerLemeshow().reason())
        .isEqualTo(
            "the band from 10.0 points was promised with certainty, 0.0, which leaves nothing to chance");
  }

  private static Band band(long contacts, long events, double expected) {
    ScoreTable table = ScoreTable.of(List.of(ScoreLevel.of(10, contacts, events, expected)));
    return BandCalibration.of(table, .95).bands().get(0);
  }
}
