package io.requalify.statistics;

import io.requalify.statistics.SwapEvidence.Term;
import java.util.Optional;
import java.util.OptionalDouble;

/** Over which units an estimator sums. */
enum Cohorts {
  /** Those whose horizon is over. */
  DUE(Term.CANDIDATE_SUPPORTED, Term.PRODUCTION_SUPPORTED, "contacts whose horizon is over"),
  /** Those whose horizon is not over, too. */
  ALL(Term.CANDIDATE_ALL_SUPPORTED, Term.PRODUCTION_ALL_SUPPORTED, "contacts of all cohorts");

  /** What swap-ins with evidence are called in a reason. */
  static final String KIND = "explored or formerly worked";

  private final Term candidateSupported;
  private final Term productionSupported;
  private final String text;

  Cohorts(Term candidateSupported, Term productionSupported, String text) {
    this.candidateSupported = candidateSupported;
    this.productionSupported = productionSupported;
    this.text = text;
  }

  /** Number of the candidate's units with evidence. */
  Term candidateSupported() {
    return candidateSupported;
  }

  /** Number of production's units with evidence. */
  Term productionSupported() {
    return productionSupported;
  }

  /** What the units are called in a reason. */
  String text() {
    return text;
  }

  GradedVolume candidate(GradedEvidence units) {
    return switch (this) {
      case DUE -> units.candidate();
      case ALL -> units.allCohorts().candidate();
    };
  }

  GradedVolume production(GradedEvidence units) {
    return switch (this) {
      case DUE -> units.production();
      case ALL -> units.allCohorts().production();
    };
  }

  /** Swap-ins for whom others have to stand, with evidence or without. */
  long swapIns(SwapEvidence evidence) {
    return switch (this) {
      case DUE -> evidence.exploration().due();
      case ALL -> evidence.swapInsSeen() ? 0 : evidence.swapIn().contacts();
    };
  }

  /** Weights of the swap-ins with evidence, drawn at random or worked in cells with a history. */
  WeightSums swapInWeights(SwapEvidence evidence, GradedEvidence units) {
    return switch (this) {
      case DUE -> evidence.supportedSwapInWeights(units);
      case ALL -> units.allCohorts().swapIns();
    };
  }

  /** Contacts whose known outcome speaks for itself: both qualify them, or people did by hand. */
  long knownAgreeIn(SwapEvidence evidence) {
    return switch (this) {
      case DUE -> evidence.seenWithoutWeight();
      case ALL -> evidence.graded().map(units -> units.allCohorts().knownAgreeIn()).orElse(0L);
    };
  }

  /** Contacts that production alone qualifies whose outcome is known. */
  long knownSwapOut(SwapEvidence evidence) {
    return switch (this) {
      case DUE -> evidence.swapOut().mature();
      case ALL -> evidence.graded().map(units -> units.allCohorts().knownSwapOut()).orElse(0L);
    };
  }

  /** True where the swap-ins with evidence are enough for a number to be given. */
  boolean swapInsAreEnough(SwapEvidence evidence, GradedEvidence units, TrustGates gates) {
    return swapInWeights(evidence, units).effectiveSample() >= gates.givenFromEffectiveSample();
  }

  /** Why no number is given. */
  String tooFewSwapIns(SwapEvidence evidence, GradedEvidence units, TrustGates gates) {
    return "only %d effective %s contacts stand for the swap-ins; at least %.0f are needed"
        .formatted(
            (long) swapInWeights(evidence, units).effectiveSample(),
            KIND,
            gates.givenFromEffectiveSample());
  }

  /** What stands behind a figure of the candidate. */
  Support support(SwapEvidence evidence, long observedBeside) {
    long contacts = evidence.candidateContacts();
    Optional<GradedEvidence> graded = evidence.graded();
    if (graded.isEmpty() || candidate(graded.get()).due() == 0) {
      return new Support(
          contacts,
          knownAgreeIn(evidence) + observedBeside,
          OptionalDouble.empty(),
          contacts == 0 ? OptionalDouble.empty() : OptionalDouble.of(0),
          OptionalDouble.empty());
    }
    GradedEvidence units = graded.get();
    WeightSums weights = swapInWeights(evidence, units);
    return new Support(
        contacts,
        knownAgreeIn(evidence) + weights.contacts() + observedBeside,
        swapIns(evidence) == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(weights.effectiveSample()),
        OptionalDouble.of(candidate(units).supportedShare()),
        weights.contacts() == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(weights.largestShare()));
  }
}
