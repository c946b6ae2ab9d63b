package io.requalify.statistics.counterfactual;

import io.requalify.statistics.ClusterMoments;
import io.requalify.statistics.SwapEvidence.Term;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Sums over accounts of the terms and of the products of every two: counts as such, all else in
 * whole millionths. Exact, in whatever order the accounts come.
 */
public final class TermSums implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int TERMS = Term.values().length;

  /** With one of these above 0 something was observed of an account. */
  private static final List<Term> OBSERVED =
      List.of(Term.AGREE_IN_MATURE, Term.SWAP_IN_MATURE, Term.PRODUCTION_MATURE);

  private long clusters;
  private final WideSum[] sums = zeros(TERMS);

  /** In row r the products of term r with those from r on. */
  private final WideSum[][] products = new WideSum[TERMS][];

  /** Sums of nothing. */
  public TermSums() {
    Arrays.setAll(products, row -> zeros(TERMS - row));
  }

  private static WideSum[] zeros(int size) {
    WideSum[] zeros = new WideSum[size];
    Arrays.setAll(zeros, place -> new WideSum());
    return zeros;
  }

  /**
   * Adds an account.
   *
   * @param account its terms, by their components
   */
  public void add(long[] account) {
    if (OBSERVED.stream().anyMatch(term -> account[term.component()] > 0)) {
      clusters++;
    }
    for (int row = 0; row < TERMS; row++) {
      if (account[row] != 0) {
        sums[row].addProduct(account[row], 1);
        for (int column = row; column < TERMS; column++) {
          products[row][column - row].addProduct(account[row], account[column]);
        }
      }
    }
  }

  /** Adds other accounts. */
  public void add(TermSums others) {
    clusters = Math.addExact(clusters, others.clusters);
    for (int row = 0; row < TERMS; row++) {
      sums[row].add(others.sums[row]);
      for (int place = 0; place < products[row].length; place++) {
        products[row][place].add(others.products[row][place]);
      }
    }
  }

  /** The moments; clusters are the accounts of whom something was observed. */
  public ClusterMoments moments() {
    double[] scaledSums = new double[TERMS];
    double[][] scaledProducts = new double[TERMS][TERMS];
    for (Term one : Term.values()) {
      int row = one.component();
      scaledSums[row] = sums[row].doubleValue() / scale(one);
      for (Term other : Term.values()) {
        int least = Math.min(row, other.component());
        int most = Math.max(row, other.component());
        scaledProducts[row][other.component()] =
            products[least][most - least].doubleValue() / (scale(one) * scale(other));
      }
    }
    return ClusterMoments.of(clusters, scaledSums, scaledProducts);
  }

  private static double scale(Term term) {
    return term.isCount() ? 1 : Millionths.ONE;
  }
}
