package io.requalify.statistics.counterfactual;

import java.util.Optional;

/**
 * What follows from the first pass over the units of a version and outcome.
 *
 * @param model what share of each cell is expected to convert; none where too little was worked
 * @param ofDue grades and weights of the units whose horizon is over
 * @param ofAll grades and weights of all units
 * @param unusedHistory why what former rules worked is no evidence; none where it is, or where
 *     there is none
 */
public record CountedModel(
    Optional<OutcomeModel> model,
    Propensities ofDue,
    CohortWeights ofAll,
    Optional<String> unusedHistory) {
  /**
   * The model of these counts.
   *
   * @param smallest a smaller probability of being worked is no support, in (0, 1]
   * @param test that of {@link StabilityScores}; none where there is nothing to test
   */
  public static CountedModel of(
      CountedUnits counted, double smallest, Optional<StabilityTest> test) {
    Optional<String> unusedHistory = test.flatMap(StabilityTest::refusal);
    Propensities ofDue;
    Propensities ofAll;
    if (unusedHistory.isPresent()) {
      ofDue = Propensities.withoutHistory(counted.due(), smallest);
      ofAll = Propensities.withoutHistory(counted.all(), smallest);
    } else {
      ofDue = Propensities.of(counted.due(), smallest);
      ofAll = Propensities.of(counted.all(), smallest);
    }
    return new CountedModel(
        OutcomeModel.of(counted.due()),
        ofDue,
        CohortWeights.of(counted, smallest, ofAll),
        unusedHistory);
  }
}
