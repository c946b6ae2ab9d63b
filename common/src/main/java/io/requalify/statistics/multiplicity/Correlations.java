package io.requalify.statistics.multiplicity;

import java.util.ArrayList;
import java.util.List;

/** How estimates hang together. */
final class Correlations {
  /** Estimates nearer to each other than this are one. */
  private static final double SAME = 1e-12;

  /** What is left of a variance of 1 once other estimates are known, where it is only rounding. */
  private static final double NOTHING_LEFT = 1e-12;

  /** What a matrix may lack of one that estimates can have. */
  private static final double ROUNDING = 1e-6;

  private final double[][] entries;

  private Correlations(double[][] entries) {
    this.entries = entries;
  }

  /**
   * Correlations of estimates.
   *
   * @throws IllegalArgumentException when the matrix is not square and symmetric, has something
   *     other than 1 on its diagonal or something beyond -1 and 1 elsewhere
   */
  static Correlations of(double[][] entries) {
    for (int row = 0; row < entries.length; row++) {
      if (entries[row].length != entries.length) {
        throw new IllegalArgumentException(
            "Row %d of %d correlations has %d".formatted(row, entries.length, entries[row].length));
      }
      for (int column = 0; column <= row; column++) {
        requireCorrelation(entries, row, column);
      }
    }
    return new Correlations(entries);
  }

  private static void requireCorrelation(double[][] entries, int row, int column) {
    double entry = entries[row][column];
    if (!(Math.abs(entry) <= 1 + ROUNDING)) {
      throw new IllegalArgumentException(
          "Estimates %d and %d cannot have the correlation %s; it lies between -1 and 1"
              .formatted(row, column, entry));
    }
    double wanted = row == column ? 1 : entries[column][row];
    if (Math.abs(entry - wanted) > ROUNDING) {
      throw new IllegalArgumentException(
          "The correlation of estimates %d and %d is %s, but must be %s"
              .formatted(row, column, entry, wanted));
    }
  }

  /** Number of estimates. */
  int size() {
    return entries.length;
  }

  /** Only the first of those that always lie out equally far. */
  Correlations distinct(Sides sides) {
    List<Integer> kept = new ArrayList<>();
    for (int row = 0; row < entries.length; row++) {
      double[] own = entries[row];
      if (kept.stream().noneMatch(other -> sides.distance(own[other]) >= 1 - SAME)) {
        kept.add(row);
      }
    }
    double[][] left = new double[kept.size()][kept.size()];
    for (int row = 0; row < left.length; row++) {
      for (int column = 0; column < left.length; column++) {
        left[row][column] = entries[kept.get(row)][kept.get(column)];
      }
    }
    return new Correlations(left);
  }

  /**
   * Cholesky's factor, a lower triangle that times its transpose gives the correlations, also where
   * some estimates are sums of others. The columns of such are 0. Neither pivots nor eigenvectors
   * are used: they would jump to others when the correlations differ by a rounding.
   *
   * @throws IllegalArgumentException when no estimates can have these correlations
   */
  double[][] factor() {
    int size = entries.length;
    double[][] factor = new double[size][size];
    for (int column = 0; column < size; column++) {
      double left = entries[column][column] - product(factor, column, column, column);
      if (left < -ROUNDING) {
        throw impossible(column);
      }
      if (left <= NOTHING_LEFT) {
        requireExplained(factor, column);
        continue;
      }
      factor[column][column] = Math.sqrt(left);
      for (int row = column + 1; row < size; row++) {
        double rest = entries[row][column] - product(factor, row, column, column);
        factor[row][column] = rest / factor[column][column];
      }
    }
    return factor;
  }

  /** What those before an estimate tell wholly can have no part in those after it. */
  private void requireExplained(double[][] factor, int column) {
    for (int row = column + 1; row < entries.length; row++) {
      double rest = entries[row][column] - product(factor, row, column, column);
      // Of two variances of 1 and 1e-12 the covariance is at most their geometric mean.
      if (Math.abs(rest) > 2 * ROUNDING) {
        throw impossible(row);
      }
    }
  }

  private static IllegalArgumentException impossible(int estimate) {
    return new IllegalArgumentException(
        "No estimates can have these correlations: those of estimate %d and of the ones before it contradict each other; take all of them from the same observations"
            .formatted(estimate));
  }

  private static double product(double[][] factor, int row, int column, int terms) {
    double sum = 0;
    for (int term = 0; term < terms; term++) {
      sum += factor[row][term] * factor[column][term];
    }
    return sum;
  }
}
