package io.requalify.statistics.calibration;

import java.util.ArrayList;
import java.util.List;

/** A way to put promised probabilities into bins. */
public sealed interface Binning {
  /** Stable name in tables and reports. */
  String shortName();

  /**
   * The bins of a table with a contact in them, the lowest promise first, each with the mean of its
   * promises over the contacts.
   */
  List<PromisedRate> bins(ScoreTable table);

  /**
   * Bins of the same width from 0 to 1; each holds its lower end, the last its upper end, too.
   *
   * @param count of bins, at least 1
   */
  record EqualWidth(int count) implements Binning {
    public EqualWidth {
      requireBins(count);
    }

    @Override
    public String shortName() {
      return "equal_width";
    }

    @Override
    public List<PromisedRate> bins(ScoreTable table) {
      List<PromisedRate> rising = table.byExpected();
      return grouped(
          rising, rising.stream().mapToInt(promised -> bin(promised.expected())).toArray());
    }

    private int bin(double expected) {
      int bin = Math.min(count - 1, (int) (expected * count));
      // The product may be rounded over an end or short of it; 0.29 times 100 is below 29.
      while (bin > 0 && expected < (double) bin / count) {
        bin--;
      }
      while (bin < count - 1 && expected >= (bin + 1.0) / count) {
        bin++;
      }
      return bin;
    }
  }

  /**
   * Bins of as nearly the same number of contacts as scores allow: contacts with one promise stay
   * together, in the bin where the midst of them belongs. Lumpy scores leave bins uneven or empty.
   *
   * @param count of bins, at least 1
   */
  record EqualMass(int count) implements Binning {
    public EqualMass {
      requireBins(count);
    }

    @Override
    public String shortName() {
      return "equal_mass";
    }

    @Override
    public List<PromisedRate> bins(ScoreTable table) {
      List<PromisedRate> rising = table.byExpected();
      double contacts = table.total().trials();
      int[] bins = new int[rising.size()];
      long below = 0;
      for (int place = 0; place < bins.length; place++) {
        long here = rising.get(place).tally().trials();
        double midst = below + here / 2.0;
        bins[place] = Math.min(count - 1, (int) (midst * count / contacts));
        below += here;
      }
      return grouped(rising, bins);
    }
  }

  /** Every promised probability by itself: for scores with many contacts each. */
  record EachProbability() implements Binning {
    @Override
    public String shortName() {
      return "each_probability";
    }

    @Override
    public List<PromisedRate> bins(ScoreTable table) {
      return table.byExpected();
    }
  }

  private static void requireBins(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "%d bins hold nothing; give at least 1, such as 10".formatted(count));
    }
  }

  /** Neighbours with the same number of a bin as one. */
  private static List<PromisedRate> grouped(List<PromisedRate> rising, int[] bins) {
    List<PromisedRate> grouped = new ArrayList<>();
    int start = 0;
    for (int place = 1; place <= bins.length; place++) {
      if (place == bins.length || bins[place] != bins[start]) {
        grouped.add(ScoreTable.pooled(rising.subList(start, place)));
        start = place;
      }
    }
    return List.copyOf(grouped);
  }
}
