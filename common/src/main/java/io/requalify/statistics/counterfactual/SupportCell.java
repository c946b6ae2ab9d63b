package io.requalify.statistics.counterfactual;

import java.util.Comparator;

/**
 * Swap-ins that the same exploration and the same former rules could reach.
 *
 * @param segment of the contact
 * @param scoreBand see {@link Cell#scoreBand}
 */
public record SupportCell(String segment, int scoreBand) implements Comparable<SupportCell> {
  private static final Comparator<SupportCell> ORDER =
      Comparator.comparing(SupportCell::segment).thenComparingInt(SupportCell::scoreBand);

  @Override
  public int compareTo(SupportCell other) {
    return ORDER.compare(this, other);
  }
}
