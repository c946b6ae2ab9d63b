package io.requalify.statistics.decomposition;

import io.requalify.statistics.BinomialTally;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whom a period consists of: how many contacts are in each cell (such as channel and segment), and
 * at which rate they convert.
 */
public final class Composition {
  /** Cells in the order of their values, the first dimension first. */
  static final Comparator<List<String>> ORDER = Composition::compare;

  /** One factor less than a decomposition can have, for the rates are one. */
  private static final int MOST_DIMENSIONS = Decomposition.MOST_FACTORS - 1;

  private final List<String> dimensions;
  private final SortedMap<List<String>, Cell> cells;

  /** For each set of dimensions, as bits, the size of everything with the same values in them. */
  private final List<Map<List<String>, Double>> margins;

  /**
   * One cell with somebody in it.
   *
   * @param size how many, or any share of them; above 0
   * @param rate of their conversion, or any mean over them; finite
   */
  public record Cell(double size, double rate) {
    public Cell {
      if (!(size > 0) || !Double.isFinite(size) || !Double.isFinite(rate)) {
        throw new IllegalArgumentException(
            "A cell of the size %s with the rate %s: leave empty cells out".formatted(size, rate));
      }
    }
  }

  private Composition(List<String> dimensions, SortedMap<List<String>, Cell> cells) {
    this.dimensions = dimensions;
    this.cells = cells;
    this.margins = margins(dimensions.size(), cells);
  }

  /**
   * The composition of cells.
   *
   * @param dimensions their names, from 1 to 9, each once
   * @param cells by their values, one for each dimension; at least one cell
   * @throws IllegalArgumentException when they are not as said
   */
  public static Composition of(List<String> dimensions, Map<List<String>, Cell> cells) {
    int count = dimensions.size();
    if (count < 1 || count > MOST_DIMENSIONS || new HashSet<>(dimensions).size() != count) {
      throw new IllegalArgumentException(
          "%s: give 1 to %d dimensions, each under its own name"
              .formatted(dimensions, MOST_DIMENSIONS));
    }
    if (cells.isEmpty()) {
      throw new IllegalArgumentException("A period without a contact has no composition");
    }
    SortedMap<List<String>, Cell> sorted = new TreeMap<>(ORDER);
    for (Map.Entry<List<String>, Cell> entry : cells.entrySet()) {
      if (entry.getKey().size() != dimensions.size()) {
        throw new IllegalArgumentException(
            "The cell %s should have one value for each of %s"
                .formatted(entry.getKey(), dimensions));
      }
      sorted.put(List.copyOf(entry.getKey()), entry.getValue());
    }
    return new Composition(List.copyOf(dimensions), sorted);
  }

  /**
   * The composition of counted contacts; cells without a contact are passed over.
   *
   * @param tallies contacts and conversions by cell
   * @throws IllegalArgumentException as above, and when no cell has a contact
   */
  public static Composition ofTallies(
      List<String> dimensions, Map<List<String>, BinomialTally> tallies) {
    Map<List<String>, Cell> cells = new HashMap<>();
    tallies.forEach(
        (values, tally) -> {
          if (tally.trials() > 0) {
            cells.put(values, new Cell((double) tally.trials(), tally.rate()));
          }
        });
    return of(dimensions, cells);
  }

  /** The names of the dimensions. */
  public List<String> dimensions() {
    return dimensions;
  }

  /** The cells with somebody in them, by their values. */
  public SortedMap<List<String>, Cell> cells() {
    return Collections.unmodifiableSortedMap(cells);
  }

  Optional<Cell> cell(List<String> values) {
    return Optional.ofNullable(cells.get(values));
  }

  /**
   * What one dimension has in the share of a cell; the product over the dimensions is the share.
   * The geometric mean, over all orders in which the dimensions can be told one after the other, of
   * the share of its value among what the earlier ones leave: {@code Product (N(U with it) /
   * N(U))^(u! (K-1-u)!/K!)} over the sets U of other dimensions. Das Gupta 1993, equation 5.36.
   *
   * <p>Of a cell without anybody some factor is 0. Where the earlier dimensions leave nobody, there
   * is no share of anything, and the mean is over the other orders: so a new channel moves the part
   * of the channels and not that of the segments.
   */
  double shareFactor(List<String> values, int dimension) {
    int itself = 1 << dimension;
    double factor = 1;
    double told = 0;
    boolean always = true;
    for (int set = 0; set < margins.size(); set++) {
      if ((set & itself) == 0) {
        double left = margin(set, values);
        double weight = weight(Integer.bitCount(set), dimensions.size());
        if (left > 0) {
          // StrictMath gives the same bits on every machine.
          factor *= StrictMath.pow(margin(set | itself, values) / left, weight);
          told += weight;
        } else {
          always = false;
        }
      }
    }
    return always ? factor : StrictMath.pow(factor, 1 / told);
  }

  private double margin(int set, List<String> values) {
    return margins.get(set).getOrDefault(projected(values, set), 0.0);
  }

  /** {@code u! (K-1-u)! / K!}, which is one over K times the number of such sets. */
  private static double weight(int size, int dimensions) {
    double sets = 1;
    for (int place = 0; place < size; place++) {
      sets = sets * (dimensions - 1 - place) / (place + 1);
    }
    return 1 / (dimensions * sets);
  }

  private static List<Map<List<String>, Double>> margins(
      int dimensions, SortedMap<List<String>, Cell> cells) {
    List<Map<List<String>, Double>> margins = new ArrayList<>();
    for (int set = 0; set < (1 << dimensions); set++) {
      Map<List<String>, Double> sizes = new HashMap<>();
      for (Map.Entry<List<String>, Cell> entry : cells.entrySet()) {
        sizes.merge(projected(entry.getKey(), set), entry.getValue().size(), Double::sum);
      }
      margins.add(sizes);
    }
    return margins;
  }

  private static List<String> projected(List<String> values, int set) {
    List<String> kept = new ArrayList<>();
    for (int dimension = 0; dimension < values.size(); dimension++) {
      if (((set >> dimension) & 1) == 1) {
        kept.add(values.get(dimension));
      }
    }
    return kept;
  }

  /** The cells of several compositions, in order, each once. */
  static List<List<String>> union(Collection<Composition> compositions) {
    SortedSet<List<String>> all = new TreeSet<>(ORDER);
    for (Composition composition : compositions) {
      all.addAll(composition.cells.keySet());
    }
    return List.copyOf(all);
  }

  private static int compare(List<String> one, List<String> other) {
    for (int place = 0; place < Math.min(one.size(), other.size()); place++) {
      int order = one.get(place).compareTo(other.get(place));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }
}
