package io.requalify.statistics;

import java.io.Serial;
import java.io.Serializable;

/**
 * Contacts and conversions of one cell as they are, and in every draw of a {@link
 * PoissonBootstrap}: what intervals between accounts need where the accounts themselves are too
 * many to be kept. Sums are of whole numbers, so neither the order of accounts nor how they are
 * split up changes them.
 */
public final class DrawnTally implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  private final long[] trials;
  private final long[] successes;
  private long accounts;
  private long observedTrials;
  private long observedSuccesses;

  /**
   * Nobody yet.
   *
   * @param draws as many as the bootstrap has
   */
  public DrawnTally(int draws) {
    this.trials = new long[draws];
    this.successes = new long[draws];
  }

  /**
   * Adds what an account has in the cell; to be called once for each account.
   *
   * @param account a hash of its id, the same in every run
   */
  public void add(PoissonBootstrap bootstrap, long account, BinomialTally tally) {
    requireDraws(bootstrap.draws());
    accounts++;
    observedTrials += tally.trials();
    observedSuccesses += tally.successes();
    for (int draw = 0; draw < trials.length; draw++) {
      int times = bootstrap.weight(account, draw);
      trials[draw] += times * tally.trials();
      successes[draw] += times * tally.successes();
    }
  }

  /** Adds other accounts, or the same accounts in another cell. */
  public void add(DrawnTally other) {
    requireDraws(other.trials.length);
    accounts += other.accounts;
    observedTrials += other.observedTrials;
    observedSuccesses += other.observedSuccesses;
    for (int draw = 0; draw < trials.length; draw++) {
      trials[draw] += other.trials[draw];
      successes[draw] += other.successes[draw];
    }
  }

  private void requireDraws(int draws) {
    if (draws != trials.length) {
      throw new IllegalArgumentException(
          "Sums of %d draws and of %d do not go together".formatted(trials.length, draws));
    }
  }

  /** Draws of the bootstrap. */
  public int draws() {
    return trials.length;
  }

  /** Accounts that were added. */
  public long accounts() {
    return accounts;
  }

  /** Contacts and conversions as they are. */
  public BinomialTally observed() {
    return new BinomialTally(observedTrials, observedSuccesses);
  }

  /** Contacts and conversions of a draw. */
  public BinomialTally drawn(int draw) {
    return new BinomialTally(trials[draw], successes[draw]);
  }
}
