package io.requalify.statistics.monitoring;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.ClusterMoments;
import io.requalify.statistics.LinearisedEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Qualified contacts of two periods by the time to their first touch by sales, account by account.
 *
 * @param bands names of the bands of time to first touch, such as "up to 1 hour"; each once
 * @param accounts all with a qualified contact in either period
 */
public record FollowUpCounts(List<String> bands, List<Account> accounts) {
  /**
   * Contacts of one account that qualified in one period and whose horizon is over.
   *
   * @param touched for each band the contacts that were first touched in it, and how many of them
   *     were accepted
   * @param untouched contacts that nobody touched; what would have become of them is not known
   */
  public record Period(List<BinomialTally> touched, long untouched) {
    public Period {
      touched = List.copyOf(touched);
      if (untouched < 0) {
        throw new IllegalArgumentException(
            "%d contacts were not touched; count 0 or more".formatted(untouched));
      }
    }
  }

  /**
   * An account.
   *
   * @param before contacts of the earlier period
   * @param now contacts of the later period
   */
  public record Account(Period before, Period now) {}

  /**
   * Counts.
   *
   * @throws IllegalArgumentException when there is no band, a band is there twice, or an account
   *     has not one tally for each band
   */
  public FollowUpCounts {
    bands = List.copyOf(bands);
    accounts = List.copyOf(accounts);
    if (bands.isEmpty() || bands.stream().distinct().count() < bands.size()) {
      throw new IllegalArgumentException(
          "The bands are %s; there must be one or more, each once".formatted(bands));
    }
    for (int place = 0; place < accounts.size(); place++) {
      int before = accounts.get(place).before().touched().size();
      int now = accounts.get(place).now().touched().size();
      if (before != bands.size() || now != bands.size()) {
        throw new IllegalArgumentException(
            "Account %d has tallies for %d bands before and %d now; give one for each of %s"
                .formatted(place, before, now, bands));
      }
    }
  }

  /** Sums and products over accounts, with the components that the methods below name. */
  ClusterMoments moments() {
    int size = 4 * bands.size() + 2;
    List<double[]> vectors = new ArrayList<>();
    for (Account account : accounts) {
      double[] vector = new double[size];
      add(vector, account.before(), 0);
      add(vector, account.now(), 1);
      vectors.add(vector);
    }
    return ClusterMoments.ofClusters(size, vectors);
  }

  private void add(double[] vector, Period contacts, int period) {
    for (int band = 0; band < bands.size(); band++) {
      BinomialTally tally = contacts.touched().get(band);
      vector[touched(period, band)] = tally.trials();
      vector[accepted(period, band)] = tally.successes();
    }
    vector[untouched(period)] = contacts.untouched();
  }

  private int touched(int period, int band) {
    return 2 * (period * bands.size() + band);
  }

  private int accepted(int period, int band) {
    return touched(period, band) + 1;
  }

  private int untouched(int period) {
    return 4 * bands.size() + period;
  }

  /** Touched contacts of a period, 0 before and 1 now, in one band. */
  double touchedContacts(ClusterMoments moments, int period, int band) {
    return moments.sum(touched(period, band));
  }

  /** Share of the touched contacts of a period that were touched in a band. */
  LinearisedEstimate share(ClusterMoments moments, int period, int band) {
    return LinearisedEstimate.ratio(moments, new int[] {touched(period, band)}, allTouched(period));
  }

  /** Share of the contacts of a period that were touched in a band that were accepted. */
  LinearisedEstimate rate(ClusterMoments moments, int period, int band) {
    return LinearisedEstimate.ratio(
        moments, new int[] {accepted(period, band)}, new int[] {touched(period, band)});
  }

  /** Share of the touched contacts of a period that were accepted. */
  LinearisedEstimate rate(ClusterMoments moments, int period) {
    int[] accepted = IntStream.range(0, bands.size()).map(band -> accepted(period, band)).toArray();
    return LinearisedEstimate.ratio(moments, accepted, allTouched(period));
  }

  /** Share of the qualified contacts of a period that were touched at all. */
  LinearisedEstimate touchedShare(ClusterMoments moments, int period) {
    int[] touched = allTouched(period);
    int[] all = IntStream.concat(IntStream.of(touched), IntStream.of(untouched(period))).toArray();
    return LinearisedEstimate.ratio(moments, touched, all);
  }

  private int[] allTouched(int period) {
    return IntStream.range(0, bands.size()).map(band -> touched(period, band)).toArray();
  }
}
