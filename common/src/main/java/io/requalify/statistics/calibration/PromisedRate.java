package io.requalify.statistics.calibration;

import io.requalify.statistics.BinomialTally;

/**
 * Contacts of whom a probability was promised, and what became of them.
 *
 * @param expected the probability of the event that was promised, 0 to 1; where probabilities were
 *     pooled, their mean over the contacts
 * @param tally contacts whose outcome is known, at least 1, and how many of them had the event
 */
public record PromisedRate(double expected, BinomialTally tally) {
  public PromisedRate {
    if (!(expected >= 0 && expected <= 1)) {
      throw new IllegalArgumentException(
          "The expected probability %s is none; give a share from 0 to 1, not a percentage"
              .formatted(expected));
    }
    if (tally.trials() < 1) {
      throw new IllegalArgumentException(
          "Of the expected probability %s there is no contact; leave such rows out"
              .formatted(expected));
    }
    // Minus nought is the same promise as nought, but sorts apart from it.
    expected = expected + 0.0;
  }

  /** Share of the contacts that had the event. */
  public double observed() {
    return tally.rate();
  }

  /** Number of events that were to be expected. */
  public double expectedEvents() {
    return expected * tally.trials();
  }

  /** Contacts without the event. */
  long withoutEvent() {
    return tally.trials() - tally.successes();
  }
}
