package io.requalify.statistics.counterfactual;

import io.requalify.statistics.GradedVolume;
import io.requalify.statistics.WeightSums;
import io.requalify.statistics.counterfactual.Cell.Quadrant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Grades the units of one version, due or not, and sums those with evidence: the second pass. */
final class CohortSums {
  private final double smallestPropensity;
  private final Optional<OutcomeModel> model;
  private final CohortWeights weights;
  private final CohortTerms terms;
  private final AccountSums sums;
  private final Map<Grade, Long> volumes = new EnumMap<>(Grade.class);
  private final WeightTotals swapIns = new WeightTotals();

  /**
   * Sums of nothing yet.
   *
   * @param counted what was counted of the version; without a model no unit has evidence
   * @param terms those of the version
   */
  CohortSums(CountedModel counted, double smallestPropensity, CohortTerms terms, AccountSums sums) {
    this.smallestPropensity = smallestPropensity;
    model = counted.model();
    weights = counted.ofAll();
    this.terms = terms;
    this.sums = sums;
  }

  /**
   * Adds a unit.
   *
   * @param counts false where nothing that is known of it speaks of this version
   */
  void add(Quadrant quadrant, DecisionUnit unit, boolean counts) {
    Cell cell = unit.cell(quadrant);
    Grade grade =
        counts && model.isPresent()
            ? weights.grade(cell, unit.week(), unit.nearThreshold())
            : Grade.NONE;
    volumes.merge(grade, 1L, Long::sum);
    if (grade.supported()) {
      long expected = model.orElseThrow().expected(unit.fold(), cell);
      long worked = weights.worked(grade, cell, unit, smallestPropensity);
      long weight =
          unit.followUp().known()
              ? weights.weight(grade, worked, unit.followUp().knownOn().orElseThrow())
              : 0;
      sums.addCohort(unit, terms, expected, worked, weight);
      if (quadrant == Quadrant.SWAP_IN && weight > 0) {
        swapIns.add(1, weight);
      }
    }
  }

  GradedVolume volume() {
    return GradedSums.volume(volumes);
  }

  /** Weights of the swap-ins whose outcome is known. */
  WeightSums swapIns() {
    return swapIns.sums();
  }
}
