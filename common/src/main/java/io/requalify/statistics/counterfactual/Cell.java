package io.requalify.statistics.counterfactual;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * Units that are taken for alike in what they convert.
 *
 * @param quadrant whether production qualifies them, too
 * @param channel of the contact
 * @param segment of the contact
 * @param scoreBand production's score at the entry, in bands of {@link #BAND_WIDTH} points
 */
public record Cell(Quadrant quadrant, String channel, String segment, int scoreBand)
    implements Comparable<Cell> {
  /** Points of production's score in a band. */
  public static final int BAND_WIDTH = 10;

  private static final Comparator<Cell> ORDER =
      Comparator.comparing(Cell::quadrant)
          .thenComparing(Cell::channel)
          .thenComparing(Cell::segment)
          .thenComparingInt(Cell::scoreBand);

  /** Whether production qualifies a contact that the version qualifies. */
  public enum Quadrant {
    AGREE_IN,
    SWAP_IN
  }

  public Cell {
    requireNonNull(quadrant, "quadrant");
    requireNonNull(channel, "channel");
    requireNonNull(segment, "segment");
  }

  /** The band of a score of production, in points. */
  public static int band(double score) {
    return (int) Math.floor(score / BAND_WIDTH);
  }

  /** The cell of all channels: whether sales could work a unit depends on that alone. */
  SupportCell supportCell() {
    return new SupportCell(segment, scoreBand);
  }

  @Override
  public int compareTo(Cell other) {
    return ORDER.compare(this, other);
  }
}
