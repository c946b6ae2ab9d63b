package io.requalify.statistics;

import static java.util.Objects.requireNonNull;

/**
 * What is known of the units of all cohorts, those whose horizon is not over among them. Beside one
 * over the probability of being worked, a unit whose outcome is known weighs one over the
 * probability of its being known by now; see {@link DoublyRobustAllCohorts}.
 *
 * @param candidate units of the candidate, due or not, by evidence
 * @param production units of production, which are observed or without support
 * @param swapIns weights of the swap-ins with evidence whose outcome is known
 * @param knownAgreeIn contacts that both qualify whose outcome is known under the candidate
 * @param knownSwapOut contacts that production alone qualifies whose outcome is known
 */
public record AllCohorts(
    GradedVolume candidate,
    GradedVolume production,
    WeightSums swapIns,
    long knownAgreeIn,
    long knownSwapOut) {
  /** Nobody qualifies. */
  public static final AllCohorts NOBODY =
      new AllCohorts(GradedVolume.NOBODY, GradedVolume.NOBODY, WeightSums.NONE, 0, 0);

  public AllCohorts {
    requireNonNull(candidate, "candidate");
    requireNonNull(production, "production");
    if (knownAgreeIn < 0 || knownSwapOut < 0) {
      throw new IllegalArgumentException(
          "%d known of the agree-in and %d of the swap-out".formatted(knownAgreeIn, knownSwapOut));
    }
    if (swapIns.contacts() > candidate.history() + candidate.explored()) {
      throw new IllegalArgumentException(
          "%d swap-ins with a known outcome, but %d with evidence"
              .formatted(swapIns.contacts(), candidate.history() + candidate.explored()));
    }
  }
}
