package io.requalify.outcomes;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Which decisions are looked at, and what is asked of each.
 *
 * @param from start of the window of decisions, UTC
 * @param to end of the window, exclusive; not after {@code asOf}
 * @param asOf nothing known later is used
 * @param outcome accepted, opportunity or won
 * @param horizonDays days of 24 hours that the outcome has to come, from the decision on
 */
public record DecisionWindow(
    Instant from, Instant to, Instant asOf, String outcome, int horizonDays) {
  public DecisionWindow {
    requireNonNull(outcome, "outcome");
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "The window is empty: it starts at %s and ends at %s".formatted(from, to));
    }
    if (to.isAfter(asOf)) {
      throw new IllegalArgumentException(
          "The window ends at %s, after %s, as of which is asked".formatted(to, asOf));
    }
    if (horizonDays < 1) {
      throw new IllegalArgumentException("A horizon of %d days".formatted(horizonDays));
    }
  }
}
