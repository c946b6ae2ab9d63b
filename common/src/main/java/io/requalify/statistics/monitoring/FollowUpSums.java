package io.requalify.statistics.monitoring;

import io.requalify.statistics.Answer;
import io.requalify.statistics.ClusterMoments;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Sums over accounts of qualified contacts by the time to their first touch, and of the products of
 * every two, of whole numbers: exact, in whatever order the accounts come. What {@link
 * FollowUpSplit} needs without a list of the accounts.
 *
 * <p>Bands that have contacts in one period alone are joined with the next slower ones, since the
 * rate of the other period is not known there. Not so who was never touched: sales accepts hardly
 * any of them in whatever period, so the rate of the one stands for that of the other.
 */
public final class FollowUpSums implements Serializable {
  private static final long serialVersionUID = 1;

  private final int bands;
  private long accounts;
  private final long[] sums;
  private final long[][] products;

  /** Of whom the conversion is split. */
  public enum Base {
    /** Contacts that sales touched: whom nobody touched is missing. */
    TOUCHED,
    /**
     * All qualified contacts: not to be touched at all is the slowest follow-up, and what it brings
     * is seen.
     */
    QUALIFIED
  }

  /**
   * Sums of nothing.
   *
   * @param bands how many bands of time to first touch there are, from the quickest to the slowest,
   *     at least one beside the last, which is that nobody touched the contact
   */
  public FollowUpSums(int bands) {
    if (bands < 2) {
      throw new IllegalArgumentException(
          "%d bands: give one of time, and the last for who was not touched".formatted(bands));
    }
    this.bands = bands;
    this.sums = new long[4 * bands];
    this.products = new long[4 * bands][4 * bands];
  }

  /** Place of the number of contacts of a band in a period, 0 before and 1 now, from 0. */
  public int contacts(int period, int band) {
    return 2 * (period * bands + band);
  }

  /** Place of the number of those that were accepted. */
  public int accepted(int period, int band) {
    return contacts(period, band) + 1;
  }

  /**
   * Adds an account that has a qualified contact in either period.
   *
   * @param account by {@link #contacts} and {@link #accepted}
   */
  public void add(long[] account) {
    accounts++;
    for (int row = 0; row < sums.length; row++) {
      sums[row] = Math.addExact(sums[row], account[row]);
      for (int column = 0; column < sums.length; column++) {
        products[row][column] =
            Math.addExact(products[row][column], Math.multiplyExact(account[row], account[column]));
      }
    }
  }

  /** Adds other accounts. */
  public void add(FollowUpSums others) {
    accounts = Math.addExact(accounts, others.accounts);
    for (int row = 0; row < sums.length; row++) {
      sums[row] = Math.addExact(sums[row], others.sums[row]);
      for (int column = 0; column < sums.length; column++) {
        products[row][column] = Math.addExact(products[row][column], others.products[row][column]);
      }
    }
  }

  /** Contacts of a period, in all bands but the last where only the touched are asked for. */
  public long contacts(int period, Base base) {
    long contacts = 0;
    for (int band = 0; band < included(base); band++) {
      contacts += sums[contacts(period, band)];
    }
    return contacts;
  }

  /**
   * Why the conversion of these contacts moved.
   *
   * @param names of the bands, in their order
   * @param level share of samples whose interval should hold the truth, such as 0.95
   */
  public Answer<FollowUpSplit> split(List<String> names, Base base, double level) {
    long before = contacts(0, base);
    long now = contacts(1, base);
    if (Math.min(before, now) < FollowUpSplit.FEWEST) {
      return Answer.refused(
          String.format(
              Locale.ROOT,
              "there are %d %s contacts before and %d now whose horizon is over; at least %d of each are needed",
              before,
              base.name().toLowerCase(Locale.ROOT),
              now,
              FollowUpSplit.FEWEST));
    }
    int[] groups = groups(base);
    List<String> joined = joined(names, groups);
    return FollowUpSplit.of(
        new FollowUpCounts(joined, List.of()),
        moments(groups, joined.size()),
        base == Base.QUALIFIED ? OptionalInt.of(joined.size() - 1) : OptionalInt.empty(),
        level);
  }

  private int included(Base base) {
    return base == Base.TOUCHED ? bands - 1 : bands;
  }

  /** The group of each included band, from 0; who was never touched is a group of its own. */
  private int[] groups(Base base) {
    int[] groups = new int[included(base)];
    int group = 0;
    long before = 0;
    long now = 0;
    for (int band = 0; band < bands - 1; band++) {
      if (before > 0 && now > 0) {
        group++;
        before = 0;
        now = 0;
      }
      groups[band] = group;
      before += sums[contacts(0, band)];
      now += sums[contacts(1, band)];
    }
    if (group > 0 && (before == 0 || now == 0)) {
      group--;
      int last = group;
      Arrays.setAll(groups, band -> Math.min(groups[band], last));
    }
    if (base == Base.QUALIFIED) {
      groups[bands - 1] = group + 1;
    }
    return groups;
  }

  private static List<String> joined(List<String> names, int[] groups) {
    List<String> joined = new ArrayList<>();
    for (int band = 0; band < groups.length; band++) {
      if (groups[band] == joined.size()) {
        joined.add(names.get(band));
      } else {
        joined.set(groups[band], joined.get(groups[band]) + ", " + names.get(band));
      }
    }
    return joined;
  }

  /** Moments in the places of {@link FollowUpCounts}; a band that is not included is untouched. */
  private ClusterMoments moments(int[] groups, int size) {
    int[] places = new int[sums.length];
    Arrays.fill(places, -1);
    for (int period = 0; period < 2; period++) {
      for (int band = 0; band < bands; band++) {
        if (band < groups.length) {
          places[contacts(period, band)] = 2 * (period * size + groups[band]);
          places[accepted(period, band)] = 2 * (period * size + groups[band]) + 1;
        } else {
          places[contacts(period, band)] = 4 * size + period;
        }
      }
    }
    double[] gathered = new double[4 * size + 2];
    double[][] gatheredProducts = new double[gathered.length][gathered.length];
    for (int row = 0; row < sums.length; row++) {
      if (places[row] >= 0) {
        gathered[places[row]] += sums[row];
        for (int column = 0; column < sums.length; column++) {
          if (places[column] >= 0) {
            gatheredProducts[places[row]][places[column]] += products[row][column];
          }
        }
      }
    }
    return ClusterMoments.of(accounts, gathered, gatheredProducts);
  }
}
