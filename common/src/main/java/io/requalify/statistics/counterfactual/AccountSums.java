package io.requalify.statistics.counterfactual;

import io.requalify.statistics.ClusterMoments;
import io.requalify.statistics.SwapEvidence.Term;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums over the contacts of each account: counts as such, all else in whole millionths. */
final class AccountSums {
  private static final int TERMS = Term.values().length;

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

  /**
   * Adds a unit of any cohort with evidence.
   *
   * @param expected what the model expects, in millionths
   * @param worked one over the probability of being worked, in millionths; 0 where it was not
   * @param weight the same times that of being known; 0 where it is not known what came of it
   */
  void addCohort(DecisionUnit unit, CohortTerms terms, long expected, long worked, long weight) {
    boolean converted = unit.followUp().converted();
    add(unit, terms.supported(), 1);
    add(unit, terms.doublyRobust(), Millionths.doublyRobust(expected, weight, converted));
    add(unit, terms.surplus(), weight - worked);
  }

  /** The moments over the accounts. */
  ClusterMoments moments() {
    TermSums sums = new TermSums();
    accounts.values().forEach(sums::add);
    return sums.moments();
  }
}
