package io.requalify.statistics.decomposition;

import io.requalify.statistics.PoissonBootstrap;
import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * How many contacts reached each stage, and their money, as they are and in every draw of a {@link
 * PoissonBootstrap}: {@link AccountFunnels} for more accounts than can be kept. Sums are of whole
 * numbers, so neither the order of accounts nor how they are split up changes them.
 */
public final class DrawnFunnel implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  private final int stages;

  /** First as they are, then by draw; of each the stages and the money. */
  private final long[] sums;

  private final int draws;
  private long accounts;

  /**
   * Nobody yet.
   *
   * @param stages how many there are, that of all leads among them
   * @param draws as many as the bootstrap has
   */
  public DrawnFunnel(int stages, int draws) {
    this.stages = stages;
    this.draws = draws;
    this.sums = new long[(draws + 1) * (stages + 1)];
  }

  /**
   * Adds what an account has; to be called once for each account.
   *
   * @param account a hash of its id, the same in every run
   * @param counts contacts that reached each stage, then money in hundredths
   */
  public void add(PoissonBootstrap bootstrap, long account, long[] counts) {
    int width = stages + 1;
    if (counts.length != width || bootstrap.draws() != draws) {
      throw new IllegalArgumentException(
          "%d counts in %d draws do not go together with %d stages, their money and %d draws"
              .formatted(counts.length, bootstrap.draws(), stages, draws));
    }
    accounts++;
    for (int place = 0; place < width; place++) {
      sums[place] += counts[place];
    }
    for (int draw = 0; draw < draws; draw++) {
      int times = bootstrap.weight(account, draw);
      for (int place = 0; place < width; place++) {
        sums[(draw + 1) * width + place] += times * counts[place];
      }
    }
  }

  /** Adds other accounts. */
  public void add(DrawnFunnel other) {
    long both = accounts + other.accounts;
    addContacts(other);
    accounts = both;
  }

  /** Adds other contacts, of accounts some of which may be in already. */
  public void addContacts(DrawnFunnel other) {
    if (other.stages != stages || other.draws != draws) {
      throw new IllegalArgumentException(
          "Sums of %d stages in %d draws and of %d in %d do not go together"
              .formatted(stages, draws, other.stages, other.draws));
    }
    accounts = Math.max(accounts, other.accounts);
    for (int place = 0; place < sums.length; place++) {
      sums[place] += other.sums[place];
    }
  }

  /** The same with one unit of money for each contact that reached the last stage. */
  public DrawnFunnel countingTheLast() {
    DrawnFunnel counting = new DrawnFunnel(stages, draws);
    counting.add(this);
    for (int start = 0; start < sums.length; start += stages + 1) {
      counting.sums[start + stages] = 100 * sums[start + stages - 1];
    }
    return counting;
  }

  /** Accounts that were added, or at least so many where contacts were added. */
  public long accounts() {
    return accounts;
  }

  /** Draws of the bootstrap. */
  public int draws() {
    return draws;
  }

  /** Contacts that reached a stage, as they are. */
  public long reached(int stage) {
    return sums[stage];
  }

  /** Their money in hundredths, as it is. */
  public long value() {
    return sums[stages];
  }

  /** The cohort as it is. */
  public FunnelCounts observed(List<String> names) {
    return counts(names, 0);
  }

  /** The cohort of a draw. */
  public FunnelCounts drawn(List<String> names, int draw) {
    return counts(names, (draw + 1) * (stages + 1));
  }

  private FunnelCounts counts(List<String> names, int start) {
    return new FunnelCounts(
        names, Arrays.stream(sums, start, start + stages).boxed().toList(), sums[start + stages]);
  }
}
