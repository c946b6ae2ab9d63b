package io.requalify.simulation;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A stage that a contact or its opportunity reached.
 *
 * @param knownAt not before {@code occurredAt}
 * @param amount in the currency of the world; none where the stage has none
 */
record StageChange(
    String subjectId,
    String contactId,
    String stage,
    long occurredAt,
    long knownAt,
    Optional<BigDecimal> amount,
    Optional<BigDecimal> margin,
    Optional<String> reason) {
  static final String ACCEPTED = "accepted";
  static final String REJECTED = "rejected";
  static final String RECYCLED = "recycled";
  static final String OPPORTUNITY = "opportunity";
  static final String WON = "won";
  static final String LOST = "lost";
}
