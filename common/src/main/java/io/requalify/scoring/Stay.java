package io.requalify.scoring;

import java.util.Comparator;
import java.util.Optional;

/**
 * A time in which a contact belongs to an account. Microseconds UTC.
 *
 * @param account id of the account
 * @param role what the contact is there, if that is known
 * @param from begin
 * @param to end, exclusive; {@link Long#MAX_VALUE} while it lasts
 */
public record Stay(String account, Optional<String> role, long from, long to) {
  /** Of several that hold at once, the one that began last holds, of equals the last by role. */
  static final Comparator<Stay> STRENGTH =
      Comparator.comparingLong(Stay::from).thenComparing(stay -> stay.role().orElse(""));

  /** Whether the contact belongs to the account at an instant. */
  boolean holdsAt(long instant) {
    return from <= instant && instant < to;
  }
}
