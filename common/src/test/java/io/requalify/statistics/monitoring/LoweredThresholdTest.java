package io.requalify.statistics.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.monitoring.LoweredThreshold.Account;
import io.requalify.statistics.monitoring.LoweredThreshold.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LoweredThresholdTest {
  @Test
  void noneOfSixtyAccountsLeavesTheUpperEndOfClopperAndPearson() {
    List<Account> accounts = new ArrayList<>();
    for (int account = 0; account < 60; account++) {
      accounts.add(new Account(new BinomialTally(3, 0), new BinomialTally(1, account % 2)));
    }
    double upper = 1 - Math.pow(0.025, 1.0 / 60);

    LoweredThreshold worth = judged(accounts, 0.10);

    // Each account counts once, though it has three contacts.
    assertThat(worth.letIn().interval().lower()).isZero();
    assertThat(worth.letIn().interval().upper()).isCloseTo(upper, within(1e-9));
    assertThat(worth.verdict()).isEqualTo(Verdict.WITHOUT_CONVERSION);
    assertThat(judged(accounts, 0.05).verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(worth.difference().orElseThrow().upper()).isLessThan(0);
    assertThat(worth.inWords())
        .isEqualTo(
            "the threshold was lowered without conversion, below the 10.0% that a call is worth: of 180 contacts let in 0.0% converted (0.0% to 6.0%), of those above 50.0%");
  }

  @Test
  void contactsLetInThatConvertMoreRarelyThanThoseAboveMayBeWorthACall() {
    LoweredThreshold lowered = judged(world(51, 0.25, 400), 0.15);

    assertThat(lowered.above().rate()).isGreaterThan(lowered.letIn().rate());
    assertThat(lowered.verdict()).isEqualTo(Verdict.WORTH_A_CALL);
  }

  @Test
  void contactsLetInThatConvertTooRarelyAreFound() {
    int found = 0;
    for (int world = 0; world < 300; world++) {
      found +=
          judged(world(1_000 + world, 0.08, 200), 0.15).verdict() == Verdict.WITHOUT_CONVERSION
              ? 1
              : 0;
    }

    assertThat(found).isGreaterThan(285);
  }

  @Test
  void whereTheyConvertJustAsOftenAsACallIsWorthOneInTwentyIsDecided() {
    int decided = 0;
    int worlds = 2_000;
    for (int world = 0; world < worlds; world++) {
      decided +=
          judged(world(5_000 + world, 0.15, 200), 0.15).verdict() == Verdict.UNDECIDED ? 0 : 1;
    }

    assertThat((double) decided / worlds).isBetween(0.035, 0.07);
  }

  /** Accounts of three contacts let in and two above, that are alike within the account. */
  private static List<Account> world(long seed, double rate, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Account> accounts = new ArrayList<>();
    for (int account = 0; account < size; account++) {
      double own = random.nextBoolean() ? 0.3 * rate : 1.7 * rate;
      accounts.add(new Account(drawn(random, 3, own), drawn(random, 2, 0.45)));
    }
    return accounts;
  }

  private static BinomialTally drawn(SplittableRandom random, int contacts, double rate) {
    long converted = 0;
    for (int contact = 0; contact < contacts; contact++) {
      converted += random.nextDouble() < rate ? 1 : 0;
    }
    return new BinomialTally(contacts, converted);
  }

  @Test
  void fewAccountsNothingAboveAndNonsenseAreRefused() {
    Account one = new Account(new BinomialTally(1, 0), new BinomialTally(0, 0));

    assertThat(LoweredThreshold.of(Collections.nCopies(29, one), 0.1, 0.95).reason())
        .isEqualTo(
            "contacts of 29 accounts were let in and worked long enough ago; at least 30 are needed");
    assertThat(LoweredThreshold.of(Collections.nCopies(30, one), 0.1, 0.95).reason())
        .startsWith("nobody above the former threshold was worked long enough ago");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoweredThreshold.of(List.of(one), 0, 0.95))
        .withMessageContaining("from the rate 0.0 on");
  }

  private static LoweredThreshold judged(List<Account> accounts, double leastUsefulRate) {
    return LoweredThreshold.of(accounts, leastUsefulRate, 0.95).value().orElseThrow();
  }
}
