package io.requalify.channels;

import java.util.Comparator;
import java.util.List;

/**
 * Contacts that are taken for alike.
 *
 * @param later whether they entered in the later half of the window's months
 * @param values channel and segment
 */
record MixCell(boolean later, List<String> values) implements Comparable<MixCell> {
  /** The dimensions of the values. */
  static final List<String> DIMENSIONS = List.of("channel", "segment");

  private static final Comparator<MixCell> ORDER =
      Comparator.comparing(MixCell::later)
          .thenComparing(cell -> cell.values().get(0))
          .thenComparing(cell -> cell.values().get(1));

  MixCell {
    values = List.copyOf(values);
  }

  @Override
  public int compareTo(MixCell other) {
    return ORDER.compare(this, other);
  }
}
