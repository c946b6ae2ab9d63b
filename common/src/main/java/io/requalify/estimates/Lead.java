package io.requalify.estimates;

import java.util.OptionalDouble;

/**
 * How much sooner a candidate qualifies the contacts that production qualifies, too.
 *
 * @param shiftedEarlier contacts that it qualifies more than 7 days before production, and not by
 *     the same decision
 * @param shiftedLater contacts that it qualifies more than 7 days after production, likewise
 * @param seconds sum of the seconds that it is earlier; below 0 where it is later
 */
record Lead(long shiftedEarlier, long shiftedLater, long seconds) {
  static final Lead NONE = new Lead(0, 0, 0);
  private static final double SECONDS_OF_A_DAY = 86_400;

  /** Days that it is earlier on average; none where both qualify nobody. */
  OptionalDouble meanDays(long contacts) {
    return contacts == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(seconds / SECONDS_OF_A_DAY / contacts);
  }
}
