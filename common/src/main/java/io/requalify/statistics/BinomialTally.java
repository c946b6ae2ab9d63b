package io.requalify.statistics;

/**
 * How often something happened among how many.
 *
 * @param trials how many could have
 * @param successes how many did, at most {@code trials}
 */
public record BinomialTally(long trials, long successes) {
  /** Of nobody. */
  public static final BinomialTally NONE = new BinomialTally(0, 0);

  public BinomialTally {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException("%d successes in %d trials".formatted(successes, trials));
    }
  }

  /**
   * Successes over trials.
   *
   * @throws IllegalStateException when there was no trial
   */
  public double rate() {
    if (trials == 0) {
      throw new IllegalStateException("Nothing was tried, so there is no rate");
    }
    return (double) successes / trials;
  }

  /** These and others, none of whom is in both. */
  public BinomialTally plus(BinomialTally others) {
    return new BinomialTally(trials + others.trials, successes + others.successes);
  }

  long failures() {
    return trials - successes;
  }
}
