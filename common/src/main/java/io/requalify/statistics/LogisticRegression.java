package io.requalify.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;

/**
 * Weighted logistic regression with an intercept, with or without the bound that no coefficient
 * falls below 0: minimises {@code Sum w (log(1 + e^h) - y h)} over {@code h = offset + a + Sum b
 * z}.
 *
 * <p>By projected Newton: what lies at its bound and is pushed against it stays there, the others
 * take a Newton step that is cut back until the loss falls. Bertsekas 1982, SIAM Journal on Control
 * and Optimization 20, 221-246. The loss is convex, so what is found is the best there is; a fit is
 * only given once the conditions of Karush, Kuhn and Tucker hold.
 *
 * <p>With weights of one over the probability of being drawn the coefficients estimate those of all
 * from whom was drawn. Ruined by <em>separation</em>: where a predictor has only conversions, every
 * larger coefficient is better and none is best. This is reported, not smoothed over.
 */
public final class LogisticRegression {
  /** Each score equation holds to this share of the sum of its terms' sizes. */
  static final double TOLERANCE = 1e-10;

  /**
   * A coefficient that makes the odds of a typical bearer of its predictor e^20 = 500 million times
   * as high can come from no sample of this size, but only from separation.
   */
  private static final double LARGEST_EFFECT = 20;

  private static final int MOST_STEPS = 200;
  private static final int MOST_HALVINGS = 60;
  private static final double SUFFICIENT_DECREASE = 1e-4;

  /** What the loss loses to rounding, so that the last steps are not held for rises. */
  private static final double ROUNDING = 1e-14;

  /** Added to the diagonal for steps only, so that predictors which cannot be told apart share. */
  private static final double DAMPING = 1e-10;

  private final boolean bounded;

  private LogisticRegression(boolean bounded) {
    this.bounded = bounded;
  }

  /** Coefficients of any sign. */
  public static LogisticRegression unbounded() {
    return new LogisticRegression(false);
  }

  /** Coefficients of 0 or more; the intercept is free. */
  public static LogisticRegression nonNegative() {
    return new LogisticRegression(true);
  }

  /** What came of a fit. */
  public sealed interface Result permits LogisticFit, Separated {}

  /**
   * There is no best coefficient: the larger that of this predictor, the better.
   *
   * @param column place of the predictor, from 0
   */
  public record Separated(int column) implements Result {}

  /**
   * Fits the coefficients.
   *
   * @throws IllegalArgumentException when nothing or everything converted, or a predictor is 0
   *     throughout: then no coefficient means anything
   * @throws IllegalStateException when the search did not end, which is a fault of this class
   */
  public Result fit(LogisticSample sample) {
    requireBothOutcomes(sample);
    LogisticLoss loss = new LogisticLoss(sample);
    double[] point = new double[sample.columns() + 1];
    for (int step = 0; step < MOST_STEPS; step++) {
      LogisticLoss.Shape shape = loss.shape(point);
      if (distance(point, shape.gradient()) <= TOLERANCE) {
        return LogisticFit.of(sample, loss.intercept(point), loss.coefficients(point), bounded);
      }
      int extreme = loss.largestEffect(point);
      if (extreme >= 0 && loss.effect(point, extreme) > LARGEST_EFFECT) {
        return new Separated(extreme);
      }
      point = next(loss, shape, point);
    }
    throw new IllegalStateException(
        "The logistic regression of %d observations on %d predictors has not ended after %d steps"
            .formatted(sample.size(), sample.columns(), MOST_STEPS));
  }

  private static void requireBothOutcomes(LogisticSample sample) {
    boolean anyConverted = false;
    boolean anyNot = false;
    for (int row = 0; row < sample.size(); row++) {
      anyConverted |= sample.converted(row);
      anyNot |= !sample.converted(row);
    }
    if (!anyConverted || !anyNot) {
      throw new IllegalArgumentException(
          "Of %d observations %s converted, so there is nothing to tell apart"
              .formatted(sample.size(), anyConverted ? "all" : "none"));
    }
  }

  /** How far a step against the gradient would move within the bounds; 0 at the best point. */
  private double distance(double[] point, double[] gradient) {
    double largest = 0;
    for (int place = 0; place < point.length; place++) {
      double moved = projected(place, point[place] - gradient[place]);
      largest = Math.max(largest, Math.abs(point[place] - moved));
    }
    return largest;
  }

  private double projected(int place, double value) {
    return bounded && place > 0 ? Math.max(0, value) : value;
  }

  private double[] next(LogisticLoss loss, LogisticLoss.Shape shape, double[] point) {
    boolean[] held = held(point, shape.gradient());
    double[] direction = direction(shape, held);
    double length = 1;
    for (int halving = 0; halving < MOST_HALVINGS; halving++) {
      double[] tried = new double[point.length];
      double promised = 0;
      for (int place = 0; place < point.length; place++) {
        tried[place] = projected(place, point[place] + length * direction[place]);
        promised +=
            held[place]
                ? shape.gradient()[place] * (point[place] - tried[place])
                : -length * shape.gradient()[place] * direction[place];
      }
      double allowed = shape.value() - SUFFICIENT_DECREASE * promised;
      if (loss.value(tried) <= allowed + ROUNDING * (1 + shape.value())) {
        return tried;
      }
      length /= 2;
    }
    throw new IllegalStateException("No step along a direction of descent lowers the loss");
  }

  /** What stands at its bound, or as good as, and is pushed against it. */
  private boolean[] held(double[] point, double[] gradient) {
    double near = Math.min(1e-6, distance(point, gradient));
    boolean[] held = new boolean[point.length];
    for (int place = 1; place < point.length; place++) {
      held[place] = bounded && point[place] <= near && gradient[place] > 0;
    }
    return held;
  }

  /** The Newton step of what is free; against the gradient for what is held. */
  private static double[] direction(LogisticLoss.Shape shape, boolean[] held) {
    int[] free = IntStream.range(0, held.length).filter(place -> !held[place]).toArray();
    Array2DRowRealMatrix curvature = new Array2DRowRealMatrix(free.length, free.length);
    double[] slope = new double[free.length];
    for (int row = 0; row < free.length; row++) {
      slope[row] = -shape.gradient()[free[row]];
      for (int column = 0; column < free.length; column++) {
        double entry = shape.curvature()[free[row]][free[column]];
        curvature.setEntry(row, column, row == column ? damped(entry) : entry);
      }
    }
    double[] newton =
        new CholeskyDecomposition(curvature, 1e-8, 0)
            .getSolver()
            .solve(new ArrayRealVector(slope))
            .toArray();
    double[] direction = new double[held.length];
    Arrays.setAll(direction, place -> -shape.gradient()[place]);
    for (int row = 0; row < free.length; row++) {
      direction[free[row]] = newton[row];
    }
    return direction;
  }

  private static double damped(double diagonal) {
    // The second term is for what is so surely converted that its curvature has rounded to nothing.
    return diagonal * (1 + DAMPING) + Double.MIN_NORMAL;
  }
}
