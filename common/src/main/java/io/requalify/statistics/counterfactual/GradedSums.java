package io.requalify.statistics.counterfactual;

import io.requalify.statistics.GradedVolume;
import io.requalify.statistics.WeightSums;
import io.requalify.statistics.counterfactual.Cell.Quadrant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Grades the due units of one version, and sums those with evidence: the second pass. */
final class GradedSums {
  private final double smallestPropensity;
  private final Optional<OutcomeModel> model;
  private final Propensities propensities;
  private final GradedTerms terms;
  private final AccountSums sums;
  private final Map<Grade, Long> volumes = new EnumMap<>(Grade.class);
  private final WeightTotals history = new WeightTotals();

  /**
   * Sums of nothing yet.
   *
   * @param counted what was counted of the version; without a model no unit has evidence
   * @param terms those of the version
   */
  GradedSums(CountedModel counted, double smallestPropensity, GradedTerms terms, AccountSums sums) {
    this.smallestPropensity = smallestPropensity;
    model = counted.model();
    propensities = counted.ofDue();
    this.terms = terms;
    this.sums = sums;
  }

  /**
   * Adds a unit.
   *
   * @param counts false where nothing that is known of it speaks of this version
   */
  void add(Quadrant quadrant, DecisionUnit unit, boolean counts) {
    if (!unit.due()) {
      return;
    }
    Cell cell = unit.cell(quadrant);
    Grade grade = grade(cell, unit, counts);
    volumes.merge(grade, 1L, Long::sum);
    if (grade.supported()) {
      long expected = model.orElseThrow().expected(unit.fold(), cell);
      long weight = propensities.weight(grade, cell, unit, smallestPropensity);
      sums.addGraded(unit, terms, expected, weight);
      if (grade == Grade.HISTORY && unit.worked()) {
        history.add(1, weight);
      }
    }
  }

  private Grade grade(Cell cell, DecisionUnit unit, boolean counts) {
    return counts && model.isPresent()
        ? propensities.grade(cell, unit.week(), unit.nearThreshold())
        : Grade.NONE;
  }

  /** The weight of a due unit with evidence, in millionths; none of another. */
  OptionalLong weight(Quadrant quadrant, DecisionUnit unit, boolean counts) {
    Cell cell = unit.cell(quadrant);
    Grade grade = unit.due() ? grade(cell, unit, counts) : Grade.NONE;
    return grade.supported()
        ? OptionalLong.of(propensities.weight(grade, cell, unit, smallestPropensity))
        : OptionalLong.empty();
  }

  GradedVolume volume() {
    return volume(volumes);
  }

  /** Units by grade; a grade that is missing has none. */
  static GradedVolume volume(Map<Grade, Long> volumes) {
    return GradedVolume.of(
        volumes.getOrDefault(Grade.OBSERVED, 0L),
        volumes.getOrDefault(Grade.HISTORY, 0L),
        volumes.getOrDefault(Grade.EXPLORED, 0L),
        volumes.getOrDefault(Grade.NEAR_THRESHOLD, 0L),
        volumes.getOrDefault(Grade.NONE, 0L));
  }

  /** Weights of those worked in cells with a history. */
  WeightSums history() {
    return history.sums();
  }
}
