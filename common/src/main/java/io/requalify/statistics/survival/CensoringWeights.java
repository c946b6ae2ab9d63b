package io.requalify.statistics.survival;

import io.requalify.statistics.Answer;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Inverse probability of censoring weights, where censoring is administrative: how long a contact
 * could be followed is the time from its decision to the as-of date, and so is known of everybody.
 *
 * <p>With {@code G(t)} the share of contacts whose follow-up is at least {@code t} days, {@code T}
 * the day of leaving and {@code h} the horizon, a contact weighs {@code known / G(min(T, h))}: 0
 * while its outcome within the horizon is not known, and else as many as it stands for. The mean of
 * the weights is one in expectation, and weighted sums over all cohorts have the expectation of
 * sums with every outcome known. In a doubly robust estimate the residual of a contact is
 * multiplied by it. Robins and Rotnitzky 1992; van der Laan and Robins 2003.
 *
 * <p>Right where follow-up tells nothing of the delay and the outcome. Cohorts that convert faster
 * or slower than others ruin it: the young ones are judged by what the old ones did. {@link
 * LogRank} between them tells. The counts must be of the contacts that are weighed, and of all of
 * them.
 */
public final class CensoringWeights {
  private final SortedMap<Integer, Long> contactsByFollowUp;

  /** Contacts whose follow-up is at least so many days, up to the horizon. */
  private final long[] followedAtLeast;

  private CensoringWeights(SortedMap<Integer, Long> contactsByFollowUp, long[] followedAtLeast) {
    this.contactsByFollowUp = contactsByFollowUp;
    this.followedAtLeast = followedAtLeast;
  }

  /**
   * The weights of a follow-up and a horizon; refused where nobody was followed to the horizon.
   *
   * @param contactsByFollowUp for each number of days from a decision to the as-of date, 0 or more,
   *     how many contacts have it; the {@code n}th day of one followed for {@code n} days is over,
   *     and what was seen of a day that is not over is left out
   * @param horizon days after the decision within which an outcome counts, 0 or more
   * @throws IllegalArgumentException when a number of days or of contacts, or the horizon, is
   *     negative
   */
  public static Answer<CensoringWeights> of(
      SortedMap<Integer, Long> contactsByFollowUp, int horizon) {
    if (horizon < 0) {
      throw new IllegalArgumentException(
          "The horizon of %d days lies before the decision".formatted(horizon));
    }
    long[] atLeast = new long[horizon + 1];
    int longest = -1;
    for (Map.Entry<Integer, Long> entry : contactsByFollowUp.entrySet()) {
      requireCount("a follow-up of", entry.getKey(), entry.getValue());
      if (entry.getValue() > 0) {
        longest = entry.getKey();
      }
      atLeast[Math.min(horizon, entry.getKey())] += entry.getValue();
    }
    for (int day = horizon - 1; day >= 0; day--) {
      atLeast[day] += atLeast[day + 1];
    }
    if (atLeast[horizon] == 0) {
      return Answer.refused(
          longest < 0
              ? "there is no contact to be weighed"
              : "no contact was followed for %d days, the longest for %d, so no weight makes up for those that are not known yet: take a horizon of at most %d days, or wait"
                  .formatted(horizon, longest, longest));
    }
    return Answer.of(
        new CensoringWeights(
            Collections.unmodifiableSortedMap(new TreeMap<>(contactsByFollowUp)), atLeast));
  }

  static void requireCount(String what, int days, long contacts) {
    if (days < 0 || contacts < 0) {
      throw new IllegalArgumentException(
          "%d contacts with %s %d days: neither can be negative".formatted(contacts, what, days));
    }
  }

  /** Days after the decision within which an outcome counts. */
  public int horizon() {
    return followedAtLeast.length - 1;
  }

  /** All contacts, whatever their follow-up. */
  public long contacts() {
    return followedAtLeast[0];
  }

  /**
   * {@code G}: share of contacts whose follow-up is at least so many days, above 0.
   *
   * @param days 0 to the horizon
   * @throws IllegalArgumentException when the day lies outside of that
   */
  public double shareFollowed(int days) {
    return (double) contactsFollowed(days) / contacts();
  }

  long contactsFollowed(int days) {
    if (days < 0 || days > horizon()) {
      throw new IllegalArgumentException(
          "Day %d does not lie within 0 to %d, the horizon".formatted(days, horizon()));
    }
    return followedAtLeast[days];
  }

  SortedMap<Integer, Long> contactsByFollowUp() {
    return contactsByFollowUp;
  }

  /**
   * The weight of one contact: 0 where it is not known yet whether and how it leaves within the
   * horizon.
   *
   * @param left day after the decision at which it left, whatever the cause; none where it has not
   * @param followUp days to which it was followed, 0 or more
   * @throws IllegalArgumentException when it left on a negative day, or later than it was followed
   */
  public double weight(OptionalInt left, int followUp) {
    if (left.isPresent() && (left.getAsInt() < 0 || left.getAsInt() > followUp)) {
      throw new IllegalArgumentException(
          "A contact that was followed for %d days is not known to leave on day %d"
              .formatted(followUp, left.getAsInt()));
    }
    int known = Math.min(left.orElse(horizon()), horizon());
    return followUp < known ? 0 : 1 / shareFollowed(known);
  }
}
