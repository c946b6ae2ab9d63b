package io.requalify.statistics.monitoring;

import io.requalify.statistics.BinomialInterval.ClopperPearson;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.ClusterMoments;
import io.requalify.statistics.Interval;
import io.requalify.statistics.LinearisedEstimate;
import java.util.List;
import java.util.Optional;

/**
 * A rate of contacts that hang together by accounts, with its interval between accounts.
 *
 * <p>Where contacts converted in some accounts and not in others it is that of {@link
 * LinearisedEstimate}, cut at 0 and 1. Where all turned out alike that has no width; then each
 * account counts as one trial however many contacts it has, by Clopper and Pearson, which is wider
 * than needed and never too short.
 *
 * @param contacts whose outcome is known
 * @param accounts that have such contacts
 * @param interval round the rate
 */
public record ClusteredRate(BinomialTally contacts, long accounts, Interval interval) {
  /**
   * The rate.
   *
   * @param accounts contacts of each account, and how many of them converted; at least one contact
   *     in all
   * @param level share of samples whose interval should hold the truth, such as 0.95
   * @throws IllegalArgumentException when there is no contact
   */
  static ClusteredRate of(List<BinomialTally> accounts, double level) {
    List<BinomialTally> seen = accounts.stream().filter(each -> each.trials() > 0).toList();
    BinomialTally contacts =
        new BinomialTally(
            seen.stream().mapToLong(BinomialTally::trials).sum(),
            seen.stream().mapToLong(BinomialTally::successes).sum());
    if (seen.isEmpty()) {
      throw new IllegalArgumentException("There is no contact, so there is no rate");
    }
    ClusterMoments moments =
        ClusterMoments.ofClusters(
            2,
            seen.stream()
                .map(each -> new double[] {(double) each.successes(), (double) each.trials()})
                .toList());
    Optional<Interval> between =
        LinearisedEstimate.ratio(moments, new int[] {0}, new int[] {1}).interval(moments, level);
    Interval interval =
        between.isPresent()
            ? new Interval(Math.max(0, between.get().lower()), Math.min(1, between.get().upper()))
            : new ClopperPearson().around(asAccounts(contacts, seen.size()), level);
    return new ClusteredRate(contacts, seen.size(), interval);
  }

  /**
   * Each account as one contact. All accounts have the same rate then, so the rounding is one only
   * where that is neither 0 nor 1.
   */
  private static BinomialTally asAccounts(BinomialTally contacts, long accounts) {
    return new BinomialTally(accounts, Math.round(accounts * contacts.rate()));
  }

  /** Converted over all, 0 to 1. */
  public double rate() {
    return contacts.rate();
  }
}
