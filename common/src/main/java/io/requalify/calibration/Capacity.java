package io.requalify.calibration;

import io.requalify.scoring.Micros;
import io.requalify.tables.Review;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * How many contacts sales can work.
 *
 * @param contacts in the window; empty where nobody knows
 * @param source stated, production or unknown
 * @param weeks length of the window, in weeks of seven times 24 hours
 */
record Capacity(OptionalLong contacts, String source, double weeks) {
  /**
   * What the promotion rule of the review states, else as many as production qualifies.
   *
   * @param counts of all versions
   */
  static Capacity of(Review review, SortedMap<ScoreKey, LevelCounts> counts) {
    double weeks =
        (double) (Micros.of(review.to()) - Micros.of(review.from()))
            / Micros.of(Duration.ofDays(7));
    OptionalDouble stated = review.promotion().weeklyCapacity();
    if (stated.isPresent()) {
      long whole = (long) Math.floor(stated.getAsDouble() * weeks);
      return new Capacity(OptionalLong.of(whole), "stated", weeks);
    }
    // Whoever entered did so whatever outcome is asked for, so any one tells it.
    Optional<String> outcome = counts.keySet().stream().map(ScoreKey::outcome).findFirst();
    OptionalLong entered =
        counts.entrySet().stream()
            .filter(each -> review.production().equals(Optional.of(each.getKey().version())))
            .filter(each -> outcome.equals(Optional.of(each.getKey().outcome())))
            .mapToLong(each -> each.getValue().entered())
            .reduce(Long::sum);
    return new Capacity(entered, entered.isPresent() ? "production" : "unknown", weeks);
  }

  /** In a week; null where nobody knows. */
  Double weekly() {
    return contacts.isPresent() ? contacts.getAsLong() / weeks : null;
  }

  /** Share of it that some contacts of the window take; null where nobody knows it, or it is 0. */
  Double use(long some) {
    return contacts.isPresent() && contacts.getAsLong() > 0
        ? (double) some / contacts.getAsLong()
        : null;
  }
}
