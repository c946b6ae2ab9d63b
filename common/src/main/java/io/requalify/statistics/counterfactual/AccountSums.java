package io.requalify.statistics.counterfactual;

import io.requalify.statistics.ClusterMoments;
import io.requalify.statistics.SwapEvidence.Term;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums over the contacts of each account: counts as such, all else in whole millionths. */
final class AccountSums {
  private static final int TERMS = Term.values().length;

  private static final List<Term> OBSERVED =
      List.of(Term.AGREE_IN_MATURE, Term.SWAP_IN_MATURE, Term.PRODUCTION_MATURE);

  private final SortedMap<String, long[]> accounts = new TreeMap<>();

  void add(DecisionUnit unit, Term term, long value) {
    accounts.computeIfAbsent(unit.account(), name -> new long[TERMS])[term.component()] += value;
  }

  /** Counts a unit if what came of it is known. */
  void addMature(DecisionUnit unit, Term converted, Term mature) {
    if (unit.mature()) {
      add(unit, converted, unit.converted() ? 1 : 0);
      add(unit, mature, 1);
    }
  }

  /**
   * Adds a unit with evidence.
   *
   * @param expected what the model expects, in millionths
   * @param weight in millionths; 0 where it was not worked
   */
  void addGraded(DecisionUnit unit, GradedTerms terms, long expected, long weight) {
    add(unit, terms.supported(), 1);
    add(unit, terms.doublyRobust(), Millionths.doublyRobust(expected, weight, unit.converted()));
    add(unit, terms.model(), expected);
    add(unit, terms.weightedConverted(), unit.converted() ? weight : 0);
    add(unit, terms.weight(), weight);
  }

  /** The moments; clusters are the accounts of whom something was observed. */
  ClusterMoments moments() {
    WideSum[] sums = zeros();
    WideSum[][] products = new WideSum[TERMS][];
    Arrays.setAll(products, row -> zeros());
    long clusters = 0;
    for (long[] account : accounts.values()) {
      clusters += observed(account) ? 1 : 0;
      for (int row = 0; row < TERMS; row++) {
        if (account[row] != 0) {
          sums[row].addProduct(account[row], 1);
          addProducts(products[row], account, row);
        }
      }
    }
    return moments(clusters, sums, products);
  }

  private static WideSum[] zeros() {
    WideSum[] zeros = new WideSum[TERMS];
    Arrays.setAll(zeros, place -> new WideSum());
    return zeros;
  }

  private static boolean observed(long[] account) {
    return OBSERVED.stream().anyMatch(term -> account[term.component()] > 0);
  }

  private static void addProducts(WideSum[] products, long[] account, int row) {
    for (int column = row; column < TERMS; column++) {
      products[column].addProduct(account[row], account[column]);
    }
  }

  private static ClusterMoments moments(long clusters, WideSum[] sums, WideSum[][] products) {
    double[] scaledSums = new double[TERMS];
    double[][] scaledProducts = new double[TERMS][TERMS];
    for (Term row : Term.values()) {
      int place = row.component();
      scaledSums[place] = sums[place].doubleValue() / one(row);
      for (Term column : Term.values()) {
        int other = column.component();
        WideSum product = products[Math.min(place, other)][Math.max(place, other)];
        scaledProducts[place][other] = product.doubleValue() / (one(row) * one(column));
      }
    }
    return ClusterMoments.of(clusters, scaledSums, scaledProducts);
  }

  private static double one(Term term) {
    return term.isCount() ? 1 : Millionths.ONE;
  }
}
