package io.requalify.statistics;

import java.util.List;

/**
 * Sums over clusters (accounts) of a vector and of its products: all that the variance of a ratio,
 * of a weighted mean of ratios and of the difference of two needs. Adding the moments of disjoint
 * sets of clusters gives those of their union.
 */
public final class ClusterMoments {
  private final long clusters;
  private final double[] sums;
  private final double[][] products;

  private ClusterMoments(long clusters, double[] sums, double[][] products) {
    this.clusters = clusters;
    this.sums = sums;
    this.products = products;
  }

  /**
   * Moments that were summed elsewhere.
   *
   * @param clusters number of clusters with something observed
   * @param sums sum over clusters of each component
   * @param products sum over clusters of the product of each two components; symmetric
   */
  public static ClusterMoments of(long clusters, double[] sums, double[][] products) {
    int size = sums.length;
    if (clusters < 0 || products.length != size) {
      throw new IllegalArgumentException(
          "%d clusters, %d sums and %d rows of products"
              .formatted(clusters, size, products.length));
    }
    double[][] copy = new double[size][];
    for (int row = 0; row < size; row++) {
      if (products[row].length != size) {
        throw new IllegalArgumentException("Row %d of the products is short".formatted(row));
      }
      for (int column = 0; column < row; column++) {
        if (products[row][column] != products[column][row]) {
          throw new IllegalArgumentException(
              "The products of %d and %d differ by their order".formatted(row, column));
        }
      }
      copy[row] = products[row].clone();
    }
    return new ClusterMoments(clusters, sums.clone(), copy);
  }

  /**
   * The moments of these clusters.
   *
   * @param size number of components
   * @param vectors one for each cluster with something observed, of that size
   */
  public static ClusterMoments ofClusters(int size, List<double[]> vectors) {
    double[] sums = new double[size];
    double[][] products = new double[size][size];
    for (double[] vector : vectors) {
      for (int row = 0; row < size; row++) {
        sums[row] += vector[row];
        for (int column = 0; column < size; column++) {
          products[row][column] += vector[row] * vector[column];
        }
      }
    }
    return new ClusterMoments(vectors.size(), sums, products);
  }

  /** Number of clusters with something observed. */
  public long clusters() {
    return clusters;
  }

  /** Number of components. */
  public int size() {
    return sums.length;
  }

  /** Sum of one component over the clusters. */
  public double sum(int component) {
    return sums[component];
  }

  double product(int row, int column) {
    return products[row][column];
  }
}
