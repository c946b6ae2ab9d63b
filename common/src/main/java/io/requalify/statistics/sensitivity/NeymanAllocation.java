package io.requalify.statistics.sensitivity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a number of draws is best shared out among cells: in proportion to {@code N sqrt(p (1 - p))},
 * no more than a cell has, in whole numbers by the largest remainders.
 *
 * <p>No other shares make the variance of the mean over all cells smaller, where the rates are
 * right. Rates of a few contacts ruin it, above all 0 and 1, which ask for no draws: take rates
 * that are shrunk to those of all cells. Neyman 1934, Journal of the Royal Statistical Society 97,
 * 558-625.
 */
public final class NeymanAllocation {
  private NeymanAllocation() {}

  /**
   * Those who can be drawn in one cell.
   *
   * @param contacts at least 1
   * @param rate guess of their conversion, from 0 to 1
   */
  public record Cell(long contacts, double rate) {
    public Cell {
      if (contacts < 1 || !(rate >= 0 && rate <= 1)) {
        throw new IllegalArgumentException(
            "%d contacts cannot convert at the rate %s".formatted(contacts, rate));
      }
    }

    private double spread() {
      return contacts * Math.sqrt(rate * (1 - rate));
    }
  }

  /**
   * The draws of each cell. A cell with a rate of 0 or 1 is drawn from only where all others are
   * drawn wholly.
   *
   * @param cells in any order; of equal remainders the first cell has the draw
   * @param draws how many in all, from 0 to all contacts
   * @return one number for each cell; they add up to {@code draws}
   * @throws IllegalArgumentException when there are not so many to draw from
   */
  public static long[] of(List<Cell> cells, long draws) {
    long contacts = cells.stream().mapToLong(Cell::contacts).sum();
    if (draws < 0 || draws > contacts) {
      throw new IllegalArgumentException(
          "%d cannot be drawn from %d contacts; widen the cells or the time"
              .formatted(draws, contacts));
    }
    long[] drawn = new long[cells.size()];
    double[] spreads = cells.stream().mapToDouble(Cell::spread).toArray();
    long left = share(cells, drawn, draws, spreads);
    double[] sizes = cells.stream().mapToDouble(Cell::contacts).toArray();
    share(cells, drawn, left, sizes);
    return drawn;
  }

  /** Shares out among the cells with some weight that have not been drawn from; what is left. */
  private static long share(List<Cell> cells, long[] drawn, long draws, double[] weights) {
    List<Integer> open =
        IntStream.range(0, weights.length)
            .filter(cell -> drawn[cell] == 0 && weights[cell] > 0)
            .boxed()
            .toList();
    long left = draws;
    boolean filled = true;
    while (filled && !open.isEmpty()) {
      double unit = left / total(open, weights);
      List<Integer> roomy = new ArrayList<>();
      for (int cell : open) {
        long contacts = cells.get(cell).contacts();
        if (unit * weights[cell] >= contacts) {
          drawn[cell] = contacts;
          left -= contacts;
        } else {
          roomy.add(cell);
        }
      }
      filled = roomy.size() < open.size();
      open = roomy;
    }
    if (open.isEmpty()) {
      return left;
    }
    shareWithRoom(open, drawn, left, weights);
    return 0;
  }

  /** Rounds down, then gives one each to those that lost most by it. */
  private static void shareWithRoom(
      List<Integer> open, long[] drawn, long draws, double[] weights) {
    double unit = draws / total(open, weights);
    long left = draws;
    for (int cell : open) {
      drawn[cell] = (long) (unit * weights[cell]);
      left -= drawn[cell];
    }
    List<Integer> neediest =
        open.stream()
            .sorted(Comparator.comparingDouble(cell -> drawn[cell] - unit * weights[cell]))
            .limit(left)
            .toList();
    neediest.forEach(cell -> drawn[cell]++);
  }

  private static double total(List<Integer> open, double[] weights) {
    return open.stream().mapToDouble(cell -> weights[cell]).sum();
  }
}
