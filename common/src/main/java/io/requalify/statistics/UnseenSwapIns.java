package io.requalify.statistics;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * The due swap-ins without evidence, and how many of them convert at most where conversion does not
 * fall as production's score rises.
 *
 * @param contacts those near production's threshold and those of whom nothing is known; 0 where
 *     they were not counted
 * @param upperShare no larger share of them converts, from 0 to 1, with the error of what was seen
 *     above the threshold; empty where nothing bounds it
 * @param refusal why nothing bounds it, in words; empty where something does
 */
public record UnseenSwapIns(long contacts, OptionalDouble upperShare, String refusal) {
  /** Of a slice in which nobody asked who is how far above production's threshold. */
  public static final UnseenSwapIns NOT_COUNTED =
      unbounded(
          "contacts above production's threshold are counted for the whole, for channels and for segments only");

  /** Everyone has evidence. */
  public static final UnseenSwapIns NOBODY =
      unbounded("no swap-in here is without evidence, so there is nothing to bound");

  public UnseenSwapIns {
    requireNonNull(upperShare, "upperShare");
    if (upperShare.isPresent() != refusal.isEmpty() || upperShare.isPresent() != contacts > 0) {
      throw new IllegalArgumentException(
          "%d unseen swap-ins, at most %s of them: %s".formatted(contacts, upperShare, refusal));
    }
    if (!(upperShare.orElse(0) >= 0 && upperShare.orElse(1) <= 1)) {
      throw new IllegalArgumentException("Not a share: " + upperShare.getAsDouble());
    }
  }

  /** So many of whom at most this share converts. */
  public static UnseenSwapIns of(long contacts, double upperShare) {
    return new UnseenSwapIns(contacts, OptionalDouble.of(upperShare), "");
  }

  /** Nothing is said of them. */
  public static UnseenSwapIns unbounded(String why) {
    return new UnseenSwapIns(0, OptionalDouble.empty(), why);
  }
}
