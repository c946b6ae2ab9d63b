package io.requalify.statistics.counterfactual;

import io.requalify.statistics.ClusterMoments;
import io.requalify.statistics.SwapEvidence.Term;
import java.io.Serializable;
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

  private final ProductSums sums = new ProductSums(TERMS);

  /**
   * Adds an account.
   *
   * @param account its terms, by their components
   */
  public void add(long[] account) {
    sums.add(account, OBSERVED.stream().anyMatch(term -> account[term.component()] > 0));
  }

  /** Adds other accounts. */
  public void add(TermSums others) {
    sums.add(others.sums);
  }

  /** The moments; clusters are the accounts of whom something was observed. */
  public ClusterMoments moments() {
    double[] scales = new double[TERMS];
    for (Term term : Term.values()) {
      scales[term.component()] = term.isCount() ? 1 : Millionths.ONE;
    }
    return sums.moments(scales);
  }
}
