package io.requalify.statistics;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What an outcome model and propensities make of the units: how many have which evidence. It stands
 * beside the terms of {@link SwapEvidence.Term} that need a model.
 *
 * @param candidate units of the candidate
 * @param production units of production, which are observed or without support
 * @param history weights of the swap-ins that were worked in cells with a history; those of the
 *     random draw are in {@link Exploration}
 * @param allCohorts the units whose horizon is not over, too
 * @param unusedHistory why what former rules worked is no evidence for this version; none where it
 *     is, or where there is none
 * @param unseen the candidate's swap-ins without evidence, as far as they were counted
 */
public record GradedEvidence(
    GradedVolume candidate,
    GradedVolume production,
    WeightSums history,
    AllCohorts allCohorts,
    Optional<String> unusedHistory,
    UnseenSwapIns unseen) {
  public GradedEvidence {
    requireNonNull(history, "history");
    requireNonNull(allCohorts, "allCohorts");
    requireNonNull(unusedHistory, "unusedHistory");
    requireNonNull(unseen, "unseen");
    if (production.history() + production.explored() + production.nearThreshold() > 0) {
      throw new IllegalArgumentException(
          "Production's own contacts are observed or not, but here are %s".formatted(production));
    }
    if (history.contacts() > candidate.history()) {
      throw new IllegalArgumentException(
          "%d worked of %d with a history".formatted(history.contacts(), candidate.history()));
    }
    if (unseen.contacts() > candidate.unsupported()) {
      throw new IllegalArgumentException(
          "%d unseen swap-ins of %d contacts without evidence"
              .formatted(unseen.contacts(), candidate.unsupported()));
    }
  }

  /** The same with other units of the candidate. */
  GradedEvidence with(GradedVolume units) {
    return new GradedEvidence(units, production, history, allCohorts, unusedHistory, unseen);
  }

  /** The same where this is known of the swap-ins without evidence. */
  GradedEvidence with(UnseenSwapIns counted) {
    return new GradedEvidence(candidate, production, history, allCohorts, unusedHistory, counted);
  }
}
