package io.requalify.statistics.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.BinomialInterval.Wilson;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Interval;
import io.requalify.statistics.channels.DealCounts.DealValue;
import org.junit.jupiter.api.Test;

final class StepCountsTest {
  @Test
  void contactsOfTheirOwnHaveTheIntervalOfWilson() {
    // 40 of 100 contacts, each an account: the factor G/(G-1) alone makes the effect 100/99.
    StepRate rate = rate(new StepCounts(100, 100, 40, 100, 40, 40));

    Interval wilson = new Wilson().around(new BinomialTally(99, 40), 0.95);
    assertThat(rate.rate()).isEqualTo(0.4);
    assertThat(rate.interval().width()).isCloseTo(wilson.width(), within(1e-3));
    assertThat(rate.lagMonths()).isEqualTo(2);
  }

  @Test
  void contactsThatGoOnTogetherSayAsMuchAsTheirAccounts() {
    // Ten contacts in each of 40 accounts; in 16 of them all went on, in the others nobody.
    StepRate together = rate(new StepCounts(40, 400, 160, 4_000, 1_600, 1_600));
    StepRate ofAccounts = rate(new StepCounts(40, 40, 16, 40, 16, 16));

    assertThat(together.interval().lower()).isCloseTo(ofAccounts.interval().lower(), within(1e-12));
    assertThat(together.interval().upper()).isCloseTo(ofAccounts.interval().upper(), within(1e-12));
  }

  @Test
  void whereEverybodyWentOnEachAccountIsOneContact() {
    StepRate rate = rate(new StepCounts(10, 50, 50, 250, 250, 250));

    Interval wilson = new Wilson().around(new BinomialTally(10, 10), 0.95);
    assertThat(rate.interval().lower()).isCloseTo(wilson.lower(), within(1e-12));
    assertThat(rate.interval().upper()).isEqualTo(1);
  }

  @Test
  void tooFewContactsHaveNoRate() {
    assertThat(new StepCounts(29, 29, 20, 29, 20, 20).rate(0, 0.95).reason())
        .isEqualTo("29 contacts, at least 30 are needed");
    assertThat(new StepCounts(30, 30, 4, 30, 4, 4).rate(0, 0.95).reason())
        .isEqualTo("4 of 30 contacts went on, at least 5 are needed");
  }

  @Test
  void valueOfAWinHasAnIntervalBetweenAccounts() {
    // Twenty accounts with a win of 100 and twenty with one of 300.
    DealValue value =
        new DealCounts(40, 40, 8_000, 40, 8_000, 20 * 10_000 + 20 * 90_000)
            .value(0.95)
            .value()
            .orElseThrow();

    // s = sqrt(40/39 · 40 · 100² / 40²) = 16.013, and 1.96 s / 200 = 0.1569.
    assertThat(value.mean()).isEqualTo(200);
    assertThat(value.interval().lower()).isCloseTo(200 * Math.exp(-0.15693), within(0.01));
    assertThat(value.interval().upper()).isCloseTo(200 * Math.exp(0.15693), within(0.01));
    assertThat(new DealCounts(29, 29, 100, 29, 100, 400).value(0.95).reason())
        .isEqualTo("29 wins have an amount, at least 30 are needed");
  }

  private static StepRate rate(StepCounts counts) {
    return counts.rate(2, 0.95).value().orElseThrow();
  }
}
