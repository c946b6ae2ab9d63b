package io.requalify.statistics.counterfactual;

import io.requalify.statistics.ClusterMoments;
import java.io.Serializable;

/**
 * Sums over accounts of what every version has of them, and of the products of every two versions:
 * due contacts with evidence, and the doubly robust sum over these in whole millionths. Exact, in
 * whatever order the accounts come. So the figures of all versions can be compared at once.
 */
public final class VersionSums implements Serializable {
  private static final long serialVersionUID = 1;

  /** Numbers of a version in the vector of an account. */
  private static final int OF_A_VERSION = 2;

  private final int versions;
  private final ProductSums sums;

  /**
   * Sums of nothing.
   *
   * @param versions how many versions are summed
   */
  public VersionSums(int versions) {
    this.versions = versions;
    this.sums = new ProductSums(versions * OF_A_VERSION);
  }

  /** Place of the number of contacts with evidence of a version, from 0. */
  public static int supported(int version) {
    return version * OF_A_VERSION;
  }

  /** Place of the doubly robust sum of a version, from 0. */
  public static int doublyRobust(int version) {
    return version * OF_A_VERSION + 1;
  }

  /**
   * Adds an account of whom some version has a contact with evidence.
   *
   * @param account by {@link #supported} and {@link #doublyRobust}
   */
  public void add(long[] account) {
    sums.add(account, true);
  }

  /** Adds other accounts. */
  public void add(VersionSums others) {
    sums.add(others.sums);
  }

  /** The moments over accounts, contacts as such and doubly robust sums in conversions. */
  public ClusterMoments moments() {
    double[] scales = new double[versions * OF_A_VERSION];
    for (int version = 0; version < versions; version++) {
      scales[supported(version)] = 1;
      scales[doublyRobust(version)] = Millionths.ONE;
    }
    return sums.moments(scales);
  }
}
