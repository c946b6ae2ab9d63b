package io.requalify.statistics.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.junit.jupiter.api.Test;

final class ConsistencyBandTest {
  private static final double[] PROMISES = {.05, .1, .2, .3, .45, .6};

  @Test
  void anyRunAndAnyOrderOfTheRowsGiveTheSameBand() {
    SplittableRandom random = new SplittableRandom(41);
    List<ScoreLevel> levels = MadeScores.random(random);

    ConsistencyBand band = ConsistencyBand.of(ScoreTable.of(levels), .9);

    assertThat(ConsistencyBand.of(ScoreTable.of(levels), .9)).isEqualTo(band);
    assertThat(ConsistencyBand.of(ScoreTable.of(MadeScores.shuffled(levels, random)), .9))
        .isEqualTo(band);
  }

  @Test
  void keptPromisesLieWithinTheBandAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(42);
    int tables = 300;
    int within = 0;
    int called = 0;
    for (int table = 0; table < tables; table++) {
      ConsistencyBand band =
          ConsistencyBand.of(ScoreTable.of(MadeScores.drawn(PROMISES, PROMISES, 120, random)), .9);
      within += (int) band.points().stream().filter(ConsistencyBand.Point::consistent).count();
      called += band.probability() <= .1 ? 1 : 0;
    }

    // Counts are whole, so a band that holds its ends holds a little more than it says.
    assertThat((double) within / (tables * PROMISES.length)).isBetween(.88, .96);
    assertThat((double) called / tables).isBetween(.05, .15);
  }

  @Test
  void promisesThatLieTooFarApartLeaveTheBandAtBothEnds() {
    double[] truth = {.15, .17, .22, .28, .33, .38};
    ScoreTable table =
        ScoreTable.of(MadeScores.drawn(PROMISES, truth, 400, new SplittableRandom(43)));

    ConsistencyBand band = ConsistencyBand.of(table, .9);

    assertThat(band.probability()).isEqualTo(1.0 / 1_001);
    assertThat(band.miscalibration()).isGreaterThan(5 * band.miscalibrationByChance());
    ConsistencyBand.Point lowest = band.points().get(0);
    ConsistencyBand.Point highest = band.points().get(PROMISES.length - 1);
    assertThat(lowest.recalibrated()).isGreaterThan(lowest.upper());
    assertThat(highest.recalibrated()).isLessThan(highest.lower());
  }

  @Test
  void theBandOfOnePromiseIsThatOfItsBinomialDistribution() {
    ScoreTable table = ScoreTable.of(List.of(ScoreLevel.of(10, 200, 60, .3)));
    BinomialDistribution chance = new BinomialDistribution(200, .3);

    ConsistencyBand.Point point = ConsistencyBand.of(table, .9).points().get(0);

    // 5% of the draws may lie off by two events.
    assertThat(point.lower())
        .isCloseTo(chance.inverseCumulativeProbability(.05) / 200.0, within(.0101));
    assertThat(point.upper())
        .isCloseTo(chance.inverseCumulativeProbability(.95) / 200.0, within(.0101));
  }

  @Test
  void otherDrawsMakeLittleDifference() {
    ScoreTable table =
        ScoreTable.of(MadeScores.drawn(PROMISES, PROMISES, 300, new SplittableRandom(44)));
    ConsistencyBand band = ConsistencyBand.of(table, .9);
    for (long seed = 1; seed <= 5; seed++) {
      ConsistencyBand other = ConsistencyBand.of(table, .9, seed);

      assertThat(other.probability()).isCloseTo(band.probability(), within(.07));
      assertThat(other.points()).isNotEqualTo(band.points());
    }
  }

  @Test
  void certaintiesLeaveNothingToChance() {
    ScoreTable table =
        ScoreTable.of(List.of(ScoreLevel.of(10, 8, 0, 0), ScoreLevel.of(20, 8, 8, 1)));

    ConsistencyBand band = ConsistencyBand.of(table, .9);

    assertThat(band.points())
        .containsExactly(
            new ConsistencyBand.Point(0, 0, 0, 0), new ConsistencyBand.Point(1, 1, 1, 1));
    assertThat(band.miscalibrationByChance()).isZero();
    assertThat(band.probability()).isEqualTo(1);
  }

  @Test
  void howeverLowTheLevelTheEndsKeepTheirOrder() {
    ScoreTable table = ScoreTable.of(List.of(ScoreLevel.of(10, 200, 60, .3)));

    ConsistencyBand.Point point = ConsistencyBand.of(table, 1e-6).points().get(0);

    assertThat(point.lower()).isLessThanOrEqualTo(point.upper());
  }

  @Test
  void drawsHaveTheDistributionFunctionThatTheyWereMadeOf() {
    CountDraws draws = new CountDraws(new BinomialDistribution(40, .15));
    BinomialDistribution chance = new BinomialDistribution(40, .15);
    for (double uniform = 0.0005; uniform < 1; uniform += .001) {
      assertThat(draws.draw(uniform)).isEqualTo(chance.inverseCumulativeProbability(uniform));
    }
  }

  @Test
  void whatIsNoLevelIsRefused() {
    ScoreTable table = ScoreTable.of(List.of(ScoreLevel.of(10, 200, 60, .3)));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConsistencyBand.of(table, 90))
        .withMessage("Not a level of a band: 90.0; it lies between 0 and 1, such as 0.9");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ConsistencyBand.of(
                    ScoreTable.of(List.of(ScoreLevel.of(10, 3_000_000_000L, 7, .5))), .9))
        .withMessage(
            "3000000000 contacts with the expected probability 0.5 are more than can be drawn, 2147483647; judge them in parts");
  }
}
