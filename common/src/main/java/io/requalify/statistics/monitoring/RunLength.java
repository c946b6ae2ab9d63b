package io.requalify.statistics.monitoring;

import io.requalify.statistics.BinomialTally;
import java.util.Arrays;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * The sum of a chart as a Markov chain: its values below the limit are rounded to so many states,
 * and beyond the limit it ends. With the chances {@code R} of going from state to state, the mean
 * number of weeks to the end {@code m} fulfils {@code (I - R) m = 1}.
 */
final class RunLength {
  /** Many beside the weeks to an alarm; the equations are solved some forty times for a design. */
  private static final int STATES = 200;

  private final BinomialCusum chart;
  private final double rate;
  private final int weeklyDecisions;

  RunLength(BinomialCusum chart, double rate, int weeklyDecisions) {
    this.chart = chart;
    this.rate = rate;
    this.weeklyDecisions = weeklyDecisions;
  }

  /** In weeks, from a sum of 0. */
  double average() {
    // The last state ends at the limit, and 0 is the middle of the first.
    double width = chart.limit() / (STATES - 0.5);
    RealMatrix equations = MatrixUtils.createRealIdentityMatrix(STATES);
    BinomialDistribution accepted = new BinomialDistribution(weeklyDecisions, rate);
    for (int successes = 0; successes <= weeklyDecisions; successes++) {
      double chance = accepted.probability(successes);
      double moved = chart.evidence(new BinomialTally(weeklyDecisions, successes)) / width;
      for (int from = 0; from < STATES; from++) {
        double to = Math.max(0, Math.rint(from + moved));
        if (to < STATES) {
          equations.addToEntry(from, (int) to, -chance);
        }
      }
    }
    double[] ones = new double[STATES];
    Arrays.fill(ones, 1);
    return new LUDecomposition(equations, Double.MIN_NORMAL)
        .getSolver()
        .solve(new ArrayRealVector(ones))
        .getEntry(0);
  }
}
