package io.requalify.statistics.monitoring;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Contacts of which some won, in the order in which the signals have their scores.
 *
 * <p>All must have been known for as long as they were followed: a contact of last week has had no
 * time to win, and as a loser it would make every early signal look poor.
 */
public final class WonContacts {
  private final boolean[] won;
  private final int[] accounts;
  private final double[] cycleDays;
  private final double followedDays;

  /**
   * Contacts.
   *
   * @param won for each contact whether it won within the days it was followed
   * @param accounts for each contact the number of its account, from 0
   * @param cycleDays for each contact that won, in any order, the days from becoming known to the
   *     win, 0 or more
   * @param followedDays how long every contact was followed at least, above 0
   * @throws IllegalArgumentException when there is not one account for each contact and one cycle
   *     for each win, or a cycle is longer than the contacts were followed
   */
  public WonContacts(boolean[] won, int[] accounts, double[] cycleDays, double followedDays) {
    if (won.length != accounts.length) {
      throw new IllegalArgumentException(
          "%d contacts, but accounts of %d".formatted(won.length, accounts.length));
    }
    if (!(followedDays > 0) || !Double.isFinite(followedDays)) {
      throw new IllegalArgumentException(
          "Contacts that were followed for %s days cannot win; give the days above 0"
              .formatted(followedDays));
    }
    this.won = won.clone();
    this.accounts = accounts.clone();
    this.cycleDays = cycleDays.clone();
    this.followedDays = followedDays;
    Arrays.sort(this.cycleDays);
    if (wins() != cycleDays.length) {
      throw new IllegalArgumentException(
          "%d contacts won, but the cycles of %d are given".formatted(wins(), cycleDays.length));
    }
    for (double days : cycleDays) {
      if (!(days >= 0 && days <= followedDays)) {
        throw new IllegalArgumentException(
            "A cycle of %s days, where contacts were followed for %s; count a later win as none"
                .formatted(days, followedDays));
      }
    }
  }

  int size() {
    return won.length;
  }

  int wins() {
    return (int) IntStream.range(0, won.length).filter(contact -> won[contact]).count();
  }

  long accountsSeen() {
    return IntStream.of(accounts).distinct().count();
  }

  boolean[] won() {
    return won.clone();
  }

  int[] accounts() {
    return accounts.clone();
  }

  double followedDays() {
    return followedDays;
  }

  /** The days in which this share of the wins came; there must be one. */
  double cycle(double share) {
    return Signal.quantile(cycleDays, share);
  }
}
