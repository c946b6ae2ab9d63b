package io.requalify.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class DrawnTallyTest {
  private static final PoissonBootstrap BOOTSTRAP = new PoissonBootstrap(3, 100);

  @Test
  void eachDrawCountsAccountsAsOftenAsTheBootstrapSays() {
    DrawnTally tally = new DrawnTally(100);
    for (long account = 0; account < 50; account++) {
      tally.add(BOOTSTRAP, account, new BinomialTally(3, account % 4));
    }

    assertThat(tally.accounts()).isEqualTo(50);
    assertThat(tally.observed()).isEqualTo(new BinomialTally(150, 73));
    for (int draw = 0; draw < 100; draw++) {
      long trials = 0;
      long successes = 0;
      for (long account = 0; account < 50; account++) {
        trials += 3L * BOOTSTRAP.weight(account, draw);
        successes += account % 4 * BOOTSTRAP.weight(account, draw);
      }
      assertThat(tally.drawn(draw)).isEqualTo(new BinomialTally(trials, successes));
    }
  }

  @Test
  void partsAddUpToTheWhole() {
    DrawnTally whole = new DrawnTally(100);
    DrawnTally even = new DrawnTally(100);
    DrawnTally odd = new DrawnTally(100);
    for (long account = 0; account < 20; account++) {
      BinomialTally tally = new BinomialTally(account, account / 2);
      whole.add(BOOTSTRAP, account, tally);
      (account % 2 == 0 ? even : odd).add(BOOTSTRAP, account, tally);
    }
    odd.add(even);

    assertThat(odd.observed()).isEqualTo(whole.observed());
    assertThat(odd.drawn(99)).isEqualTo(whole.drawn(99));
    assertThat(odd.accounts()).isEqualTo(20);
  }

  @Test
  void otherBootstrapsDoNotGoTogether() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DrawnTally(200).add(BOOTSTRAP, 1, new BinomialTally(1, 1)))
        .withMessage("Sums of 200 draws and of 100 do not go together");
  }
}
