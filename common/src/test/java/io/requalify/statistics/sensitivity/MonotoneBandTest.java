package io.requalify.statistics.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.BinomialInterval.Wilson;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Interval;
import io.requalify.statistics.sensitivity.MonotoneBand.Cell;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class MonotoneBandTest {
  @Test
  void theUpperEndIsTheRateJustAboveByTheUnseenOfEachCell() {
    MonotoneBand band =
        new MonotoneBand(
            List.of(
                new Cell(30, new BinomialTally(100, 50)), new Cell(10, new BinomialTally(40, 8))));

    assertThat(band.upperRate()).isCloseTo(0.75 * 0.5 + 0.25 * 0.2, within(1e-15));
    assertThat(band.bounds(0.95).lower()).isZero();
    assertThat(band.bounds(0.95).upper()).isGreaterThan(band.upperRate());
  }

  @Test
  void ofOneCellTheUpperEndIsTheOneSidedBoundOfWilson() {
    BinomialTally above = new BinomialTally(40, 8);

    assertThat(new MonotoneBand(List.of(new Cell(7, above))).bounds(0.95).upper())
        .isCloseTo(new Wilson().around(above, 0.9).upper(), within(1e-15));
  }

  @Test
  void whereNobodyWasWorkedJustAboveNothingBoundsTheRate() {
    MonotoneBand band = new MonotoneBand(List.of(new Cell(5, new BinomialTally(0, 0))));

    assertThat(band.bounds(0.95)).isEqualTo(new Interval(0, 1));
  }

  @Test
  void aRateOfNoneAboveIsNotTakenForCertain() {
    MonotoneBand band = new MonotoneBand(List.of(new Cell(5, new BinomialTally(20, 0))));

    assertThat(band.upperRate()).isZero();
    assertThat(band.bounds(0.95).upper()).isBetween(0.1, 0.2);
  }

  @Test
  void withItsErrorTheBoundHoldsWhereItHardlyDoesWithout() {
    // Just below the threshold the truth is as high as just above it: the worst that is allowed.
    double[] rates = {0.15, 0.3, 0.5};
    int[] unseen = {50, 30, 20};
    double truth = (50 * 0.15 + 30 * 0.3 + 20 * 0.5) / 100;
    SplittableRandom random = new SplittableRandom(41);
    int with = 0;
    int without = 0;
    for (int sample = 0; sample < 5_000; sample++) {
      Cell[] cells = new Cell[3];
      for (int place = 0; place < 3; place++) {
        int converted = 0;
        for (int contact = 0; contact < 40; contact++) {
          converted += random.nextDouble() < rates[place] ? 1 : 0;
        }
        cells[place] = new Cell(unseen[place], new BinomialTally(40, converted));
      }
      MonotoneBand band = new MonotoneBand(List.of(cells));
      with += band.bounds(0.95).contains(truth) ? 1 : 0;
      without += truth <= band.upperRate() ? 1 : 0;
    }

    assertThat(with / 5_000.0).isBetween(0.94, 0.975);
    assertThat(without / 5_000.0).isLessThan(0.6);
  }

  @Test
  void whatHasNothingToBoundIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MonotoneBand(List.of()))
        .withMessageContaining("nothing to bound");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cell(0, new BinomialTally(3, 1)))
        .withMessageContaining("leave it out");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new MonotoneBand(List.of(new Cell(1, new BinomialTally(3, 1)))).bounds(0.5))
        .withMessageContaining("between 0.5 and 1");
  }
}
