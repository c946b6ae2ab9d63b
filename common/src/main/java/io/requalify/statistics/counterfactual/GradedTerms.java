package io.requalify.statistics.counterfactual;

import io.requalify.statistics.SwapEvidence.Term;

/** The terms of one version that are summed over its units with evidence. */
record GradedTerms(
    Term supported, Term doublyRobust, Term model, Term weightedConverted, Term weight) {
  static final GradedTerms OF_CANDIDATE =
      new GradedTerms(
          Term.CANDIDATE_SUPPORTED,
          Term.CANDIDATE_DOUBLY_ROBUST,
          Term.CANDIDATE_MODEL,
          Term.CANDIDATE_WEIGHTED_CONVERTED,
          Term.CANDIDATE_WEIGHT);

  static final GradedTerms OF_PRODUCTION =
      new GradedTerms(
          Term.PRODUCTION_SUPPORTED,
          Term.PRODUCTION_DOUBLY_ROBUST,
          Term.PRODUCTION_MODEL,
          Term.PRODUCTION_WEIGHTED_CONVERTED,
          Term.PRODUCTION_WEIGHT);
}
