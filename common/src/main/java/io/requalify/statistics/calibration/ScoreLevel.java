package io.requalify.statistics.calibration;

import static java.util.Objects.requireNonNull;

import io.requalify.statistics.BinomialTally;

/**
 * Contacts with one score, or in one band of scores.
 *
 * @param score in points; of a band its lowest
 * @param promised what was expected of them, and what became of them
 */
public record ScoreLevel(double score, PromisedRate promised) {
  public ScoreLevel {
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException("%s points are no score".formatted(score));
    }
    requireNonNull(promised, "promised");
    // Minus nought is the same score as nought, but sorts apart from it.
    score = score + 0.0;
  }

  /**
   * A level.
   *
   * @param contacts whose outcome is known, at least 1
   * @param events how many of them had the event
   * @param expected the probability that was promised, 0 to 1
   */
  public static ScoreLevel of(double score, long contacts, long events, double expected) {
    return new ScoreLevel(score, new PromisedRate(expected, new BinomialTally(contacts, events)));
  }

  /** Contacts, and how many of them had the event. */
  public BinomialTally tally() {
    return promised.tally();
  }
}
