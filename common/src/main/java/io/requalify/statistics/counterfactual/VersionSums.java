package io.requalify.statistics.counterfactual;

import io.requalify.statistics.ClusterMoments;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Sums over accounts of what every version has of them, and of the products of every two versions:
 * due contacts with evidence, and the doubly robust sum over these in whole millionths. Exact, in
 * whatever order the accounts come. So the figures of all versions can be compared at once.
 */
public final class VersionSums implements Serializable {
  private static final long serialVersionUID = 1;

  /** Numbers of a version in the vector of an account. */
  private static final int OF_A_VERSION = 2;

  private long clusters;
  private final WideSum[] sums;

  /** In row r the products of number r with those from r on. */
  private final WideSum[][] products;

  /**
   * Sums of nothing.
   *
   * @param versions how many versions are summed
   */
  public VersionSums(int versions) {
    int size = versions * OF_A_VERSION;
    sums = zeros(size);
    products = new WideSum[size][];
    Arrays.setAll(products, row -> zeros(size - row));
  }

  private static WideSum[] zeros(int size) {
    WideSum[] zeros = new WideSum[size];
    Arrays.setAll(zeros, place -> new WideSum());
    return zeros;
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
    clusters++;
    for (int row = 0; row < sums.length; row++) {
      if (account[row] != 0) {
        sums[row].addProduct(account[row], 1);
        for (int column = row; column < sums.length; column++) {
          products[row][column - row].addProduct(account[row], account[column]);
        }
      }
    }
  }

  /** Adds other accounts. */
  public void add(VersionSums others) {
    clusters = Math.addExact(clusters, others.clusters);
    for (int row = 0; row < sums.length; row++) {
      sums[row].add(others.sums[row]);
      for (int place = 0; place < products[row].length; place++) {
        products[row][place].add(others.products[row][place]);
      }
    }
  }

  /** The moments over accounts, contacts as such and doubly robust sums in conversions. */
  public ClusterMoments moments() {
    int size = sums.length;
    double[] scaledSums = new double[size];
    double[][] scaledProducts = new double[size][size];
    for (int row = 0; row < size; row++) {
      scaledSums[row] = sums[row].doubleValue() / scale(row);
      for (int column = row; column < size; column++) {
        double product = products[row][column - row].doubleValue() / (scale(row) * scale(column));
        scaledProducts[row][column] = product;
        scaledProducts[column][row] = product;
      }
    }
    return ClusterMoments.of(clusters, scaledSums, scaledProducts);
  }

  private static double scale(int place) {
    return place % OF_A_VERSION == 0 ? 1 : Millionths.ONE;
  }
}
