package io.requalify.decisions;

import io.requalify.statistics.proposals.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody decided.
 *
 * @param review name of the review on which it was decided
 * @param version the candidate
 * @param by who signs; not blank
 * @param note why, where there is something to say
 * @param at when
 */
public record Decision(
    String review, String version, Verdict decision, String by, Optional<String> note, Instant at) {
  public Decision {
    by = by.strip();
    note = note.map(String::strip).filter(text -> !text.isEmpty());
    if (by.isEmpty()) {
      throw new IllegalArgumentException("Nobody signs; give a name");
    }
  }
}
