package io.requalify.scoring;

import io.requalify.rules.CellAxis;
import io.requalify.rules.Requirement;
import io.requalify.rules.Requirement.Comparison;
import io.requalify.rules.Requirement.InCells;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import java.util.List;
import java.util.Optional;

/**
 * Whether a score fulfils a requirement.
 *
 * @param measures what is read of the dimensions in their order, and last of the total
 */
record OracleRequirement(RuleVersion version, List<Long> measures) {
  boolean holds(Requirement requirement) {
    if (requirement instanceof Requirement.All all) {
      return all.parts().stream().allMatch(this::holds);
    }
    if (requirement instanceof Requirement.Any any) {
      return any.parts().stream().anyMatch(this::holds);
    }
    if (requirement instanceof InCells in) {
      return cell().stream().anyMatch(in.cells()::contains);
    }
    return holds((Comparison) requirement);
  }

  private boolean holds(Comparison comparison) {
    int sign = Long.compare(measure(comparison.measure()), comparison.threshold().millionths());
    return switch (comparison.operator()) {
      case AT_LEAST -> sign >= 0;
      case ABOVE -> sign > 0;
      case AT_MOST -> sign <= 0;
      case BELOW -> sign < 0;
    };
  }

  /** Name of the cell that the score lies in, if it lies in one. */
  private Optional<String> cell() {
    StringBuilder name = new StringBuilder();
    for (CellAxis axis : version.cells()) {
      Optional<CellAxis.Band> band =
          axis.bands().stream()
              .filter(each -> measure(axis.dimension()) >= each.from().millionths())
              .findFirst();
      if (band.isEmpty()) {
        return Optional.empty();
      }
      name.append(band.get().label());
    }
    return Optional.of(name.toString());
  }

  private long measure(String name) {
    List<String> names = version.dimensions().stream().map(Dimension::name).toList();
    int place = name.equals(Comparison.TOTAL) ? names.size() : names.indexOf(name);
    return measures.get(place);
  }
}
