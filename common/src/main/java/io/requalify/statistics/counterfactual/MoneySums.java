package io.requalify.statistics.counterfactual;

import io.requalify.statistics.MoneyEvidence;
import io.requalify.statistics.MoneyEvidence.Term;
import io.requalify.statistics.SwapEvidence;
import java.io.Serializable;
import java.util.List;

/**
 * Sums over accounts of the terms of money and of the products of every two, money in whole
 * hundredths, and what the account with the most of it has. Exact, in whatever order the accounts
 * come.
 */
public final class MoneySums implements Serializable {
  /** So many make one unit of the currency. */
  public static final double HUNDREDTHS = 100;

  private static final long serialVersionUID = 1;
  private static final int TERMS = Term.values().length;

  /** With one of these above 0 something was observed of an account. */
  private static final List<Term> OBSERVED =
      List.of(Term.AGREE_IN_MATURE, Term.SWAP_IN_MATURE, Term.PRODUCTION_MATURE);

  private final ProductSums sums = new ProductSums(TERMS);
  private final Largest seen = new Largest();
  private final Largest weighted = new Largest();

  /** The largest of some numbers by their absolute value, beside the sum of all of them. */
  private static final class Largest implements Serializable {
    private static final long serialVersionUID = 1;

    private final WideSum all = new WideSum();
    private long largest;

    void add(long number) {
      long absolute = Math.absExact(number);
      all.addProduct(absolute, 1);
      largest = Math.max(largest, absolute);
    }

    void add(Largest others) {
      all.add(others.all);
      largest = Math.max(largest, others.largest);
    }

    double share() {
      return largest == 0 ? 0 : largest / all.doubleValue();
    }
  }

  /**
   * Adds an account.
   *
   * @param account its terms, by their components
   */
  public void add(long[] account) {
    sums.add(account, OBSERVED.stream().anyMatch(term -> account[term.component()] > 0));
    seen.add(
        Math.addExact(
            account[Term.AGREE_IN_MONEY.component()], account[Term.SWAP_IN_MONEY.component()]));
    weighted.add(account[Term.CANDIDATE_WEIGHTED.component()]);
  }

  /** Adds other accounts. */
  public void add(MoneySums others) {
    sums.add(others.sums);
    seen.add(others.seen);
    weighted.add(others.weighted);
  }

  /**
   * What the sums say, in units of the currency.
   *
   * @param contacts the evidence of the same contacts without money
   */
  public MoneyEvidence evidence(SwapEvidence contacts) {
    double[] scales = new double[TERMS];
    for (Term term : Term.values()) {
      scales[term.component()] = term.isCount() ? 1 : HUNDREDTHS;
    }
    return new MoneyEvidence(contacts, sums.moments(scales), seen.share(), weighted.share());
  }
}
