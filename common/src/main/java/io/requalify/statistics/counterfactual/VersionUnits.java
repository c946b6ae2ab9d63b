package io.requalify.statistics.counterfactual;

import io.requalify.statistics.GradedVolume;
import io.requalify.statistics.counterfactual.Cell.Quadrant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The due units of one version: counted by cell, then graded and summed. */
final class VersionUnits {
  private record Placed(Cell cell, DecisionUnit unit) {}

  private final double smallestPropensity;
  private final List<Placed> units = new ArrayList<>();
  private final CellTable table = new CellTable();

  VersionUnits(double smallestPropensity) {
    this.smallestPropensity = smallestPropensity;
  }

  void add(Quadrant quadrant, DecisionUnit unit) {
    if (!unit.due()) {
      return;
    }
    Cell cell = new Cell(quadrant, unit.channel(), unit.segment(), unit.scoreBand());
    units.add(new Placed(cell, unit));
    long worked = unit.worked() ? 1 : 0;
    boolean drawn = quadrant == Quadrant.SWAP_IN && unit.drawn(smallestPropensity);
    table.add(
        unit.fold(), cell, new CellCounts(1, worked, unit.converted() ? 1 : 0, drawn ? 1 : 0));
    if (quadrant == Quadrant.AGREE_IN) {
      table.addWeek(unit.week(), new WeekCounts(1, worked));
    }
  }

  CellTable table() {
    return table;
  }

  long due(Predicate<DecisionUnit> asked) {
    return units.stream().map(Placed::unit).filter(asked).count();
  }

  Optional<OutcomeModel> model() {
    return OutcomeModel.of(table);
  }

  Propensities propensities() {
    return Propensities.of(table, smallestPropensity);
  }

  /**
   * Grades the units, and adds those with evidence to the sums.
   *
   * @param terms those of this version
   * @param asked other units have a part in the model and in the grades only
   */
  GradedVolume sum(
      OutcomeModel model, GradedTerms terms, AccountSums sums, Predicate<DecisionUnit> asked) {
    Propensities propensities = propensities();
    Map<Grade, Long> volumes = new EnumMap<>(Grade.class);
    for (Placed placed : units) {
      DecisionUnit unit = placed.unit();
      if (!asked.test(unit)) {
        continue;
      }
      Grade grade = propensities.grade(placed.cell(), unit.week(), unit.nearThreshold());
      volumes.merge(grade, 1L, Long::sum);
      if (grade.supported()) {
        long expected = model.expected(unit.fold(), placed.cell());
        long weight = weight(propensities, grade, placed);
        sums.addGraded(unit, terms, expected, weight);
      }
    }
    return GradedVolume.of(
        volumes.getOrDefault(Grade.OBSERVED, 0L),
        volumes.getOrDefault(Grade.HISTORY, 0L),
        volumes.getOrDefault(Grade.EXPLORED, 0L),
        volumes.getOrDefault(Grade.NEAR_THRESHOLD, 0L),
        volumes.getOrDefault(Grade.NONE, 0L));
  }

  /** In millionths; 0 where sales did not work the unit in the way that its grade asks for. */
  private long weight(Propensities propensities, Grade grade, Placed placed) {
    DecisionUnit unit = placed.unit();
    return switch (grade) {
      case OBSERVED -> unit.worked() ? propensities.weekWeights().get(unit.week()) : 0;
      case EXPLORED -> unit.drawn(smallestPropensity) ? unit.drawWeight() : 0;
      case HISTORY ->
          unit.worked() ? propensities.historyWeights().get(placed.cell().supportCell()) : 0;
      case NEAR_THRESHOLD, NONE ->
          throw new IllegalArgumentException("Units of grade %s have no weight".formatted(grade));
    };
  }
}
