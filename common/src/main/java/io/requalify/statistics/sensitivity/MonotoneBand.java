package io.requalify.statistics.sensitivity;

import io.requalify.statistics.BinomialInterval.Wilson;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Interval;
import java.util.List;

/**
 * Bounds for swap-ins whom nobody worked: from 0 to the rate just above production's threshold, in
 * each cell of one channel and one band of the candidate's score by itself; {@code [0, Sum n p /
 * Sum n]}, with the upper end raised by its sampling error.
 *
 * <p>It assumes that within such a cell conversion does not fall as production's score rises. Only
 * within a cell: over all contacts it is wrong, because swap-ins are chosen by the candidate's
 * score, and one who is far above its threshold may well convert better than the average contact
 * just above production's. In simulated worlds the bounds without the sampling error held the truth
 * in 65 to 90% of samples only, hence the raised end. Contacts of one account that hang together
 * ruin that error. Manski and Pepper 2000, Econometrica 68, 997-1010 (monotone instrumental
 * variables); the sum of the one-sided Wilson bounds by Zou and Donner 2008, Statistics in Medicine
 * 27, 1693-1702.
 */
public final class MonotoneBand {
  private final List<Cell> cells;
  private final double unseen;

  /**
   * One channel in one band of the candidate's score.
   *
   * @param unseen swap-ins of the cell that nobody worked, at least 1
   * @param above those of the same cell just above production's threshold who were worked, and who
   *     of them converted; none where there are none
   */
  public record Cell(long unseen, BinomialTally above) {
    public Cell {
      if (unseen < 1) {
        throw new IllegalArgumentException(
            "A cell of %d unseen swap-ins has nothing to bound; leave it out".formatted(unseen));
      }
    }

    /** Where nobody was worked just above, nothing bounds the rate. */
    private double rate() {
      return above.trials() == 0 ? 1 : above.rate();
    }

    /** By how much a one-sided bound of the rate lies above it. */
    private double reach(double level) {
      // The upper end of an interval with equal tails of 1 - level each.
      return above.trials() == 0
          ? 0
          : new Wilson().around(above, 2 * level - 1).upper() - above.rate();
    }
  }

  /**
   * Unseen swap-ins of all cells.
   *
   * @param cells at least one
   */
  public MonotoneBand(List<Cell> cells) {
    if (cells.isEmpty()) {
      throw new IllegalArgumentException("Without an unseen swap-in there is nothing to bound");
    }
    this.cells = List.copyOf(cells);
    this.unseen = cells.stream().mapToLong(Cell::unseen).sum();
  }

  /** The upper bound as estimated, without its sampling error. */
  public double upperRate() {
    double sum = 0;
    for (Cell cell : cells) {
      sum += cell.unseen() * cell.rate();
    }
    return sum / unseen;
  }

  /**
   * The bounds with the sampling error of the upper one: {@code rate + sqrt(Sum (n/N)² (u - p)²)}
   * with the one-sided Wilson bound {@code u} of each cell.
   *
   * @param level share of samples in which the upper bound should hold, from above 0.5 to below 1,
   *     such as 0.95
   */
  public Interval bounds(double level) {
    if (!(level > 0.5 && level < 1)) {
      throw new IllegalArgumentException(
          "Not a level of a one-sided bound: %s; it lies between 0.5 and 1, such as 0.95"
              .formatted(level));
    }
    double squares = 0;
    for (Cell cell : cells) {
      double reach = cell.unseen() / unseen * cell.reach(level);
      squares += reach * reach;
    }
    return new Interval(0, Math.min(1, upperRate() + Math.sqrt(squares)));
  }
}
