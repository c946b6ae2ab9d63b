package io.requalify.statistics.counterfactual;

import io.requalify.statistics.ClusterMoments;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Sums of vectors of whole numbers and of the products of every two of their components. Exact, in
 * whatever order the vectors come.
 */
final class ProductSums implements Serializable {
  private static final long serialVersionUID = 1;

  private long clusters;
  private final WideSum[] sums;

  /** In row r the products of component r with those from r on. */
  private final WideSum[][] products;

  /** Sums of nothing. */
  ProductSums(int components) {
    sums = zeros(components);
    products = new WideSum[components][];
    Arrays.setAll(products, row -> zeros(components - row));
  }

  private static WideSum[] zeros(int size) {
    WideSum[] zeros = new WideSum[size];
    Arrays.setAll(zeros, place -> new WideSum());
    return zeros;
  }

  /**
   * Adds a vector.
   *
   * @param observed whether something was observed of it, so that it counts as a cluster
   */
  void add(long[] vector, boolean observed) {
    clusters += observed ? 1 : 0;
    for (int row = 0; row < sums.length; row++) {
      if (vector[row] != 0) {
        sums[row].addProduct(vector[row], 1);
        for (int column = row; column < sums.length; column++) {
          products[row][column - row].addProduct(vector[row], vector[column]);
        }
      }
    }
  }

  void add(ProductSums others) {
    clusters = Math.addExact(clusters, others.clusters);
    for (int row = 0; row < sums.length; row++) {
      sums[row].add(others.sums[row]);
      for (int place = 0; place < products[row].length; place++) {
        products[row][place].add(others.products[row][place]);
      }
    }
  }

  /**
   * The moments.
   *
   * @param scales how many of a component make 1, by component
   */
  ClusterMoments moments(double[] scales) {
    double[] scaledSums = new double[sums.length];
    double[][] scaledProducts = new double[sums.length][sums.length];
    for (int row = 0; row < sums.length; row++) {
      scaledSums[row] = sums[row].doubleValue() / scales[row];
      for (int column = 0; column < sums.length; column++) {
        int least = Math.min(row, column);
        int most = Math.max(row, column);
        scaledProducts[row][column] =
            products[least][most - least].doubleValue() / (scales[row] * scales[column]);
      }
    }
    return ClusterMoments.of(clusters, scaledSums, scaledProducts);
  }
}
