package io.requalify.simulation;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A logged decision to hand a contact to sales; a contact has one at most.
 *
 * @param propensity with which the contact was to be worked by this route; none for a hand raise,
 *     where nobody knows it
 * @param firstTouchAt none where sales never worked the contact
 */
record Routing(
    String contactId,
    long decidedAt,
    double score,
    Route route,
    OptionalDouble propensity,
    OptionalLong firstTouchAt) {

  /** Why the contact was handed over. */
  enum Route {
    RULE("rule", "reached the threshold"),
    EXPLORATION("exploration", "drawn below the threshold"),
    HAND_RAISE("hand_raise", "asked sales for a call");

    private final String label;
    private final String reason;

    Route(String label, String reason) {
      this.label = label;
      this.reason = reason;
    }

    String label() {
      return label;
    }

    String reason() {
      return reason;
    }
  }

  boolean worked() {
    return firstTouchAt.isPresent();
  }
}
