package io.requalify.scoring;

import io.requalify.rules.CellAxis;
import io.requalify.rules.RuleVersion;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names the cell of a version in which the scores of some dimensions lie. */
final class CellNames implements Serializable {
  private static final double MILLIONTHS = 1_000_000;

  /**
   * One axis.
   *
   * @param dimension place of the dimension in the version
   * @param labels of its bands, from the highest to the lowest
   * @param from lowest millionths of each band
   */
  private record Axis(int dimension, ArrayList<String> labels, ArrayList<Long> from)
      implements Serializable {
    Optional<String> label(double[] scores) {
      long reading = Math.round(scores[dimension] * MILLIONTHS);
      for (int band = 0; band < labels.size(); band++) {
        if (reading >= from.get(band)) {
          return Optional.of(labels.get(band));
        }
      }
      return Optional.empty();
    }
  }

  private final ArrayList<Axis> axes = new ArrayList<>();

  CellNames(RuleVersion version) {
    List<String> dimensions =
        version.dimensions().stream().map(RuleVersion.Dimension::name).toList();
    for (CellAxis axis : version.cells()) {
      axes.add(
          new Axis(
              dimensions.indexOf(axis.dimension()),
              new ArrayList<>(axis.bands().stream().map(CellAxis.Band::label).toList()),
              new ArrayList<>(
                  axis.bands().stream().map(band -> band.from().millionths()).toList())));
    }
  }

  /** Name of the cell; none where the version has no cells, or the scores lie below all bands. */
  Optional<String> of(double[] dimensionScores) {
    StringBuilder name = new StringBuilder();
    for (Axis axis : axes) {
      Optional<String> label = axis.label(dimensionScores);
      if (label.isEmpty()) {
        return Optional.empty();
      }
      name.append(label.get());
    }
    return axes.isEmpty() ? Optional.empty() : Optional.of(name.toString());
  }
}
