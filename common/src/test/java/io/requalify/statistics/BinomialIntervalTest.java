package io.requalify.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.BinomialInterval.ClopperPearson;
import io.requalify.statistics.BinomialInterval.Jeffreys;
import io.requalify.statistics.BinomialInterval.Wilson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reference case wilson: printed intervals of R and statsmodels. */
final class BinomialIntervalTest {
  @ParameterizedTest
  @CsvSource({
    "18, 20, .6989663547715128, .972133518786232, 1e-10",
    "4, 20, .0806576625797981, .4160174322518935, 1e-10",
    "4, 200, .00780442641634947, .05028708690582643, 1e-10",
    "81, 263, .2553, .3662, 5e-5",
    "15, 148, .0624, .1605, 5e-5",
    "0, 20, 0, .1611, 5e-5",
    "1, 29, .0061, .1718, 5e-5"
  })
  void referenceCaseWilson(
      long successes, long trials, double lower, double upper, double tolerance) {
    assertAround(new Wilson(), successes, trials, lower, upper, tolerance);
  }

  @Test
  void referenceCaseWilsonClopperPearson() {
    assertAround(new ClopperPearson(), 4, 20, .05733399705, .436614002997, 1e-10);
  }

  @Test
  void referenceCaseWilsonJeffreys() {
    assertAround(new Jeffreys(), 4, 20, .0715200525, .4082257625, 1e-10);
  }

  @Test
  void everyIntervalHoldsTheRateAndGrowsWithTheLevel() {
    for (BinomialInterval kind : List.of(new Wilson(), new ClopperPearson(), new Jeffreys())) {
      for (long successes = 0; successes <= 12; successes++) {
        BinomialTally tally = new BinomialTally(12, successes);
        Interval narrow = kind.around(tally, 0.80);
        Interval wide = kind.around(tally, 0.99);

        assertThat(narrow.contains(tally.rate())).as("%s of %s", kind, tally).isTrue();
        assertThat(wide.contains(narrow.lower()) && wide.contains(narrow.upper())).isTrue();
        assertThat(wide.lower()).isBetween(0.0, 1.0);
        assertThat(wide.upper()).isBetween(0.0, 1.0);
      }
    }
  }

  @Test
  void successAndFailureAreMirrored() {
    for (BinomialInterval kind : List.of(new Wilson(), new ClopperPearson(), new Jeffreys())) {
      Interval some = kind.around(new BinomialTally(30, 4), 0.95);
      Interval rest = kind.around(new BinomialTally(30, 26), 0.95);

      assertThat(some.lower()).isCloseTo(1 - rest.upper(), within(1e-12));
      assertThat(some.upper()).isCloseTo(1 - rest.lower(), within(1e-12));
    }
  }

  @Test
  void shortNamesAreStable() {
    assertThat(List.of(new Wilson(), new ClopperPearson(), new Jeffreys()))
        .extracting(BinomialInterval::shortName)
        .containsExactly("wilson", "clopper_pearson", "jeffreys");
  }

  @Test
  void noTrialsHaveNoInterval() {
    assertThatThrownBy(() -> new Wilson().around(new BinomialTally(0, 0), 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no trials");
  }

  @Test
  void moreSuccessesThanTrialsAreRefused() {
    assertThatThrownBy(() -> new BinomialTally(3, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 successes in 3 trials");
  }

  private static void assertAround(
      BinomialInterval kind,
      long successes,
      long trials,
      double lower,
      double upper,
      double tolerance) {
    Interval interval = kind.around(new BinomialTally(trials, successes), 0.95);
    assertThat(interval.lower()).isCloseTo(lower, within(tolerance));
    assertThat(interval.upper()).isCloseTo(upper, within(tolerance));
  }
}
