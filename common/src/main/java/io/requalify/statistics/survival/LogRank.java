package io.requalify.statistics.survival;

import io.requalify.statistics.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.special.Gamma;

/**
 * The log-rank test that several groups leave at the same rates at every time. At each time, {@code
 * d} leave of the {@code n} at risk, and of a group of {@code m} at risk {@code d m/n} would if
 * groups did not matter; the sums of what was observed less what was expected, in the metric of
 * their hypergeometric covariance, are chi-squared. Mantel 1966; Peto and Peto 1972; for more than
 * two groups Kalbfleisch and Prentice 2002, chapter 1.
 *
 * <p>Between older and newer cohorts it tells whether delays drift. It cannot tell a slower
 * conversion from a rarer one, for both are fewer conversions at a time; and rates that cross may
 * cancel. All tables must have the same buckets. Contacts of one account that leave together make
 * the probability too small.
 *
 * @param groups in the order in which they were given
 * @param chiSquared 0 or more
 * @param degreesOfFreedom one less than there are groups
 * @param probability of so large a chi-squared where all groups are alike
 */
public record LogRank(
    List<Compared> groups, double chiSquared, int degreesOfFreedom, double probability) {
  public LogRank {
    groups = List.copyOf(groups);
  }

  /**
   * A group to be compared.
   *
   * @param name for messages and results
   */
  public record Group(String name, RiskTable table) {}

  /**
   * What became of a group.
   *
   * @param observed contacts that left
   * @param expected contacts that would have left, were all groups alike
   */
  public record Compared(String group, long observed, double expected) {}

  /**
   * Compares the rates of leaving by any cause.
   *
   * @param groups two or more; refused where there are fewer, nobody left, a group had nobody at
   *     risk when somebody left, or all left at one time
   */
  public static Answer<LogRank> ofAnyCause(List<Group> groups) {
    return compare(
        groups,
        groups.stream()
            .<ToLongFunction<RiskTable.Row>>map(group -> RiskTable.Row::leftByAny)
            .toList());
  }

  /**
   * Compares the rates of leaving by one cause among those still at risk; who leaves by another is
   * at risk no more. This compares cause-specific hazards and not incidences: Prentice and others
   * 1978.
   *
   * @param groups as for {@link #ofAnyCause}
   * @throws IllegalArgumentException when a table has no such cause
   */
  public static Answer<LogRank> ofCause(String cause, List<Group> groups) {
    return compare(
        groups,
        groups.stream()
            .<ToLongFunction<RiskTable.Row>>map(
                group -> {
                  int place = group.table().cause(cause);
                  return row -> row.left().get(place);
                })
            .toList());
  }

  private static Answer<LogRank> compare(
      List<Group> groups, List<ToLongFunction<RiskTable.Row>> counts) {
    if (groups.size() < 2) {
      return Answer.refused(
          "only two or more groups can be compared, not %d".formatted(groups.size()));
    }
    Sums sums = new Sums(groups, counts);
    for (double time : times(groups, counts)) {
      sums.add(time);
    }
    return sums.conclude();
  }

  /** Times at which somebody left, in order. */
  private static SortedSet<Double> times(
      List<Group> groups, List<ToLongFunction<RiskTable.Row>> counts) {
    SortedSet<Double> times = new TreeSet<>();
    for (int place = 0; place < groups.size(); place++) {
      for (RiskTable.Row row : groups.get(place).table().rows()) {
        if (counts.get(place).applyAsLong(row) > 0) {
          times.add(row.time());
        }
      }
    }
    return times;
  }

  /** Sums over the times. */
  private static final class Sums {
    private final List<Group> groups;
    private final List<ToLongFunction<RiskTable.Row>> counts;
    private final long[] observed;
    private final double[] expected;
    private final double[][] covariance;

    Sums(List<Group> groups, List<ToLongFunction<RiskTable.Row>> counts) {
      this.groups = groups;
      this.counts = counts;
      this.observed = new long[groups.size()];
      this.expected = new double[groups.size()];
      this.covariance = new double[groups.size()][groups.size()];
    }

    void add(double time) {
      long[] atRisk = new long[groups.size()];
      double all = 0;
      double left = 0;
      for (int place = 0; place < atRisk.length; place++) {
        atRisk[place] = groups.get(place).table().atRiskAt(time);
        long leaving = leaving(place, time);
        observed[place] += leaving;
        all += atRisk[place];
        left += leaving;
      }
      // The last contact leaves for certain.
      double spread = all == 1 ? 0 : left * (all - left) / (all - 1);
      for (int row = 0; row < atRisk.length; row++) {
        double share = atRisk[row] / all;
        expected[row] += left * share;
        for (int column = 0; column < atRisk.length; column++) {
          covariance[row][column] +=
              spread * share * ((row == column ? 1 : 0) - atRisk[column] / all);
        }
      }
    }

    private long leaving(int place, double time) {
      RiskTable table = groups.get(place).table();
      int row = table.rowAt(time);
      return row < 0 || table.rows().get(row).time() < time
          ? 0
          : counts.get(place).applyAsLong(table.rows().get(row));
    }

    Answer<LogRank> conclude() {
      List<Compared> compared = new ArrayList<>();
      double variances = 0;
      double all = 0;
      for (int place = 0; place < observed.length; place++) {
        compared.add(new Compared(groups.get(place).name(), observed[place], expected[place]));
        variances += covariance[place][place];
        all += observed[place];
      }
      if (all == 0) {
        return Answer.refused("nobody left in any group, so there are no rates to compare");
      }
      for (Compared one : compared) {
        if (one.expected() == 0) {
          return Answer.refused(
              "nobody of '%s' was at risk when anybody left, so nothing is known of its rates"
                  .formatted(one.group()));
        }
      }
      if (variances == 0) {
        return Answer.refused("all who were at risk left at one time, so no group can differ");
      }
      double chiSquared = chiSquared();
      int degreesOfFreedom = observed.length - 1;
      return Answer.of(
          new LogRank(
              compared,
              chiSquared,
              degreesOfFreedom,
              Gamma.regularizedGammaQ(degreesOfFreedom / 2.0, chiSquared / 2)));
    }

    /**
     * The last group follows from the others, so it is left out. At the first time all groups have
     * somebody at risk and not all leave, or else it would have been refused: the matrix is
     * regular.
     */
    private double chiSquared() {
      int size = observed.length - 1;
      RealMatrix matrix = MatrixUtils.createRealMatrix(size, size);
      RealVector difference = new ArrayRealVector(size);
      for (int row = 0; row < size; row++) {
        difference.setEntry(row, observed[row] - expected[row]);
        for (int column = 0; column < size; column++) {
          matrix.setEntry(row, column, covariance[row][column]);
        }
      }
      return Math.max(
          0,
          difference.dotProduct(
              new LUDecomposition(matrix, Double.MIN_NORMAL).getSolver().solve(difference)));
    }
  }
}
