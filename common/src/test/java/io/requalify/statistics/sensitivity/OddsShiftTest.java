package io.requalify.statistics.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.Interval;
import io.requalify.statistics.sensitivity.OddsShift.Cell;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class OddsShiftTest {
  @Test
  void oneCellLiesBetweenTheRatesOfOddsDividedAndMultiplied() {
    // Odds of 1/4, halved and doubled: 1/8 and 1/2.
    Interval bounds = new OddsShift(0, 0, List.of(new Cell(10, 0.2))).conversion(2);

    assertThat(bounds.lower()).isCloseTo(1.0 / 9, within(1e-15));
    assertThat(bounds.upper()).isCloseTo(1.0 / 3, within(1e-15));
  }

  @Test
  void whatIsFixedAndTheCellsCountByTheirContacts() {
    OddsShift shift = new OddsShift(60, 24, List.of(new Cell(30, 0.5), new Cell(10, 0.2)));

    Interval bounds = shift.conversion(3);

    assertThat(bounds.lower()).isCloseTo((24 + 30 * 0.25 + 10 * (0.2 / 2.6)) / 100, within(1e-15));
    assertThat(bounds.upper()).isCloseTo((24 + 30 * 0.75 + 10 * (0.6 / 1.4)) / 100, within(1e-15));
  }

  @Test
  void withoutAShiftTheBoundsAreTheEstimateAndTheyWidenWithTheShift() {
    SplittableRandom random = new SplittableRandom(12);
    for (int repetition = 0; repetition < 300; repetition++) {
      Cell one = new Cell(1 + random.nextInt(50), random.nextDouble());
      Cell other = new Cell(1 + random.nextInt(50), random.nextDouble());
      OddsShift shift = new OddsShift(40, 13.5, List.of(one, other));
      double estimate =
          (13.5 + one.contacts() * one.rate() + other.contacts() * other.rate())
              / (40 + one.contacts() + other.contacts());

      Interval narrow = shift.conversion(1);
      assertThat(narrow.lower()).isCloseTo(estimate, within(1e-12));
      assertThat(narrow.upper()).isCloseTo(estimate, within(1e-12));
      for (double gamma : new double[] {1 + 1e-15, 1.1, 2, 30, 1e9}) {
        Interval wide = shift.conversion(gamma);
        assertThat(wide.lower()).isLessThanOrEqualTo(narrow.lower());
        assertThat(wide.upper()).isGreaterThanOrEqualTo(narrow.upper());
        narrow = wide;
      }
    }
  }

  @Test
  void aLargeShiftComesNearToTheWorstCase() {
    Interval bounds = new OddsShift(70, 35, List.of(new Cell(30, 0.4))).conversion(1e12);

    assertThat(bounds.lower()).isCloseTo(0.35, within(1e-9));
    assertThat(bounds.upper()).isCloseTo(0.65, within(1e-9));
  }

  @Test
  void atTheTippingShiftTheMarginIsJustCrossed() {
    OddsShift shift = new OddsShift(700, 315, List.of(new Cell(200, 0.4), new Cell(100, 0.3)));

    double below = shift.tippingBelow(0.40, 100).orElseThrow();
    double above = shift.tippingAbove(0.45, 100).orElseThrow();

    assertThat(shift.conversion(below).lower()).isLessThan(0.40);
    assertThat(shift.conversion(below - 1e-9).lower()).isGreaterThanOrEqualTo(0.40);
    assertThat(shift.conversion(above).upper()).isGreaterThan(0.45);
    assertThat(shift.conversion(above - 1e-9).upper()).isLessThanOrEqualTo(0.45);
  }

  @Test
  void ofOneCellTheTippingShiftIsTheRatioOfTheOdds() {
    OddsShift shift = new OddsShift(0, 0, List.of(new Cell(8, 0.5)));

    // From odds of 1 to odds of 1/3 and of 4.
    assertThat(shift.tippingBelow(0.25, 100)).hasValueCloseTo(3.0, within(1e-9));
    assertThat(shift.tippingAbove(0.8, 100)).hasValueCloseTo(4.0, within(1e-9));
  }

  @Test
  void aMarginThatIsCrossedAlreadyTipsAtOneAndOneOutOfReachNever() {
    OddsShift shift = new OddsShift(70, 35, List.of(new Cell(30, 0.5)));

    assertThat(shift.tippingBelow(0.6, 100)).hasValue(1);
    assertThat(shift.tippingAbove(0.4, 100)).hasValue(1);
    assertThat(shift.tippingBelow(0.34, 100)).isEmpty();
    assertThat(shift.tippingBelow(0.4, 1.5)).isEmpty();
    assertThat(shift.tippingBelow(0.4, 100)).isPresent();
  }

  @Test
  void cellsInWhichAllOrNoneConvertedDoNotMove() {
    Interval bounds = new OddsShift(0, 0, List.of(new Cell(5, 0), new Cell(15, 1))).conversion(50);

    assertThat(bounds).isEqualTo(new Interval(0.75, 0.75));
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OddsShift(0, 0, List.of()))
        .withMessage("A version without contacts has no conversion");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OddsShift(3, 4, List.of()))
        .withMessageContaining("4.0 conversions of 3 contacts");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cell(3, 1.2))
        .withMessageContaining("at the rate 1.2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OddsShift(3, 1, List.of()).conversion(0.5))
        .withMessageContaining("give 1 or more");
  }
}
