package io.requalify.statistics.counterfactual;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * For how long a unit was followed, and what was known of it by then; in days of 24 hours from the
 * decision, of which the {@code n}th of one followed for {@code n} days is over.
 *
 * @param horizonDays days within which an outcome counts
 * @param days days that were over, at most the horizon
 * @param knownOn by the end of which day it was known what came of the unit: that of its
 *     conversion, else the horizon; none where it was not worked or is not known yet
 * @param converted true when it is known to have converted
 */
public record FollowUp(int horizonDays, int days, OptionalInt knownOn, boolean converted) {
  public FollowUp {
    requireNonNull(knownOn, "knownOn");
    if (days < 0 || days > horizonDays || knownOn.orElse(0) < 0 || knownOn.orElse(0) > days) {
      throw new IllegalArgumentException(
          "Followed for %d of %d days, known on %s".formatted(days, horizonDays, knownOn));
    }
    if (converted && knownOn.isEmpty()) {
      throw new IllegalArgumentException("Converted, but nothing is known yet");
    }
  }

  /**
   * The follow-up of a unit that was worked. A conversion in the day that is not over is not known
   * yet: the share of units that are followed for as long is known of whole days.
   *
   * @param days from the decision to the review, 0 or more
   * @param convertedAfter days from the decision to the conversion; none where none was seen
   */
  public static FollowUp ofWorked(int horizonDays, double days, OptionalDouble convertedAfter) {
    int over = daysOver(horizonDays, days);
    if (convertedAfter.isPresent()) {
      int day = (int) Math.ceil(convertedAfter.getAsDouble());
      return day <= over
          ? new FollowUp(horizonDays, over, OptionalInt.of(day), true)
          : new FollowUp(horizonDays, over, OptionalInt.empty(), false);
    }
    OptionalInt knownOn = over == horizonDays ? OptionalInt.of(horizonDays) : OptionalInt.empty();
    return new FollowUp(horizonDays, over, knownOn, false);
  }

  /**
   * The follow-up of a unit that was not worked, so that nobody knows what would have come of it.
   *
   * @param days from the entry to the review, 0 or more
   */
  public static FollowUp ofUnworked(int horizonDays, double days) {
    return new FollowUp(horizonDays, daysOver(horizonDays, days), OptionalInt.empty(), false);
  }

  private static int daysOver(int horizonDays, double days) {
    return (int) Math.min(horizonDays, Math.floor(days));
  }

  /** True when the horizon is over. */
  public boolean due() {
    return days == horizonDays;
  }

  /** True when it was worked and it is known what came of it. */
  public boolean known() {
    return knownOn.isPresent();
  }
}
