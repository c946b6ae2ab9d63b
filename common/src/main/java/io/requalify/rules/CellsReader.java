package io.requalify.rules;

import io.requalify.documents.YamlMap;
import io.requalify.rules.CellAxis.Band;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the bands of dimensions whose labels make the names of cells. */
final class CellsReader {
  private static final String CELLS = "cells";
  private static final int MOST_AXES = 4;
  private static final int MOST_BANDS = 20;

  private CellsReader() {}

  static Cells read(YamlMap root, Set<String> dimensions) {
    if (!root.has(CELLS)) {
      return Cells.NONE;
    }

    List<CellAxis> axes = new ArrayList<>();
    Optional<YamlMap> map = root.map(CELLS);
    map.ifPresent(
        cells ->
            cells
                .values()
                .keySet()
                .forEach(key -> axis(cells, key, dimensions).ifPresent(axes::add)));
    boolean whole =
        !axes.isEmpty()
            && axes.size() <= MOST_AXES
            && axes.size() == map.orElseThrow().values().size();
    return new Cells(axes, whole ? names(root, axes) : Optional.empty());
  }

  private static Optional<CellAxis> axis(YamlMap cells, String name, Set<String> dimensions) {
    return DimensionName.checkKey(cells, name, dimensions)
        ? cells.map(name).flatMap(CellsReader::bands).map(bands -> new CellAxis(name, bands))
        : Optional.empty();
  }

  /** From the highest to the lowest, however the file has them. */
  private static Optional<List<Band>> bands(YamlMap map) {
    List<Band> bands = new ArrayList<>();
    Map<Points, String> labels = new HashMap<>();
    for (String label : map.values().keySet()) {
      Optional<Points> from = CapReader.points(map, label);
      String other = from.map(points -> labels.putIfAbsent(points, label)).orElse(null);
      if (other != null) {
        map.fault(
            label,
            "bands '%s' and '%s' begin at one score".formatted(other, label),
            "give each band its own lowest score");
      } else if (from.isPresent()) {
        bands.add(new Band(label, from.get()));
      }
    }
    bands.sort(Comparator.comparing(Band::from).reversed());
    boolean whole = !bands.isEmpty() && bands.size() == map.values().size();
    return whole && bands.size() <= MOST_BANDS ? Optional.of(bands) : Optional.empty();
  }

  private static Optional<Set<String>> names(YamlMap root, List<CellAxis> axes) {
    List<String> names = List.of("");
    for (CellAxis axis : axes) {
      names =
          names.stream()
              .flatMap(start -> axis.bands().stream().map(band -> start + band.label()))
              .toList();
    }

    Set<String> distinct = new HashSet<>();
    for (String name : names) {
      if (!distinct.add(name)) {
        root.faultAtKey(
            CELLS,
            "two cells are named '" + name + "'",
            "change a label, so that each name is that of one cell");
        return Optional.empty();
      }
    }

    return Optional.of(distinct);
  }
}
