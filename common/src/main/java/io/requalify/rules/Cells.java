package io.requalify.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The cells of a version, as requirements can name them.
 *
 * @param axes axes in the order in which their labels make a name
 * @param names name of every cell; empty where the cells have a fault, so that nothing can be said
 *     of a name
 */
record Cells(List<CellAxis> axes, Optional<Set<String>> names) {
  Cells {
    axes = List.copyOf(axes);
  }

  /** The version has no cells. */
  static final Cells NONE = new Cells(List.of(), Optional.of(Set.of()));

  /** Whether the version declares none, not even such as have a fault. */
  boolean areNone() {
    return names.filter(Set::isEmpty).isPresent();
  }
}
