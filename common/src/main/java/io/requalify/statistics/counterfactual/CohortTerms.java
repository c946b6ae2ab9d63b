package io.requalify.statistics.counterfactual;

import io.requalify.statistics.SwapEvidence.Term;

/** The terms of one version that are summed over its units of all cohorts with evidence. */
record CohortTerms(Term supported, Term doublyRobust, Term surplus) {
  static final CohortTerms OF_CANDIDATE =
      new CohortTerms(
          Term.CANDIDATE_ALL_SUPPORTED,
          Term.CANDIDATE_ALL_DOUBLY_ROBUST,
          Term.CANDIDATE_ALL_SURPLUS);

  static final CohortTerms OF_PRODUCTION =
      new CohortTerms(
          Term.PRODUCTION_ALL_SUPPORTED,
          Term.PRODUCTION_ALL_DOUBLY_ROBUST,
          Term.PRODUCTION_ALL_SURPLUS);
}
