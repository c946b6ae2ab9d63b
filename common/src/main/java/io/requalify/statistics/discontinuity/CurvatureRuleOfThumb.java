package io.requalify.statistics.discontinuity;

import java.util.Optional;
import java.util.OptionalDouble;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealVector;

/**
 * A bound on the second derivative of the mean outcome by the score, read off the data: a
 * polynomial of the fourth degree through all scores of a side, {@code m(x) = Sum b_j x^j}, and the
 * largest {@code |m''(x)| = |2 b_2 + 6 b_3 x + 12 b_4 x²|} between its outermost scores.
 *
 * <p>A start for a talk about the bound, not a proof of one: no data can show that a curve never
 * bends more than it was seen to. Right where the mean bends near the cutoff no more than the
 * polynomial does over the whole side. A bend at the cutoff alone ruins it (too small); noise and
 * few scores ruin it the other way (too large). Armstrong and Kolesár 2020, Quantitative Economics
 * 11, 1-39 (their rule of thumb, computed as in RDHonest).
 */
public final class CurvatureRuleOfThumb {
  private static final int DEGREE = 4;

  private CurvatureRuleOfThumb() {}

  /**
   * What came of it.
   *
   * @param curvature in units of the outcome per squared point; none where the scores do not tell
   * @param reason why there is none, in words; empty where there is one
   */
  public record Bound(OptionalDouble curvature, String reason) {
    public Bound {
      if (curvature.isPresent() != reason.isEmpty()) {
        throw new IllegalArgumentException("Either a bound or a reason: " + reason);
      }
    }
  }

  /** The larger bound of the two sides, for a jump. */
  public static Bound ofBothSides(OutcomesByScore outcomes) {
    Bound below = ofSide(outcomes.below(), "below", outcomes.cutoff());
    Bound above = ofTheSideAbove(outcomes);
    if (below.curvature().isEmpty() || above.curvature().isEmpty()) {
      return below.curvature().isEmpty() ? below : above;
    }
    double larger = Math.max(below.curvature().getAsDouble(), above.curvature().getAsDouble());
    return new Bound(OptionalDouble.of(larger), "");
  }

  /** The bound of the scores at and above the cutoff, for what lies below them. */
  public static Bound ofTheSideAbove(OutcomesByScore outcomes) {
    return ofSide(outcomes.above(), "at or above", outcomes.cutoff());
  }

  private static Bound ofSide(ScoreSide side, String where, int cutoff) {
    Optional<String> refusal = refusal(side, where, cutoff);
    return refusal.isPresent()
        ? new Bound(OptionalDouble.empty(), refusal.get())
        : new Bound(OptionalDouble.of(steepestBend(side)), "");
  }

  private static Optional<String> refusal(ScoreSide side, String where, int cutoff) {
    return side.size() <= DEGREE
        ? Optional.of(
            "distinct scores %s the cutoff %d: %d, where a curve of the fourth degree needs %d; state the bound on the second derivative"
                .formatted(where, cutoff, side.size(), DEGREE + 1))
        : Optional.empty();
  }

  private static double steepestBend(ScoreSide side) {
    double first = side.distance(0);
    double last = side.distance(side.size() - 1);
    // Between -1 and 1 the powers stay apart; far from the cutoff they would round into each other.
    double scale = Math.max(Math.abs(first), Math.abs(last));
    RealVector coefficients = fourthDegree(side, scale);
    double largest = Math.max(bend(coefficients, first / scale), bend(coefficients, last / scale));
    double turn = -coefficients.getEntry(3) / (4 * coefficients.getEntry(4));
    // Without a fourth power there is no turn; the quotient is then no number between the ends.
    if (first / scale < turn && turn < last / scale) {
      largest = Math.max(largest, bend(coefficients, turn));
    }
    return largest / (scale * scale);
  }

  private static double bend(RealVector coefficients, double at) {
    return Math.abs(
        2 * coefficients.getEntry(2)
            + 6 * coefficients.getEntry(3) * at
            + 12 * coefficients.getEntry(4) * at * at);
  }

  /** Least squares through all outcomes is that through their means, weighted by their number. */
  private static RealVector fourthDegree(ScoreSide side, double scale) {
    Array2DRowRealMatrix powers = new Array2DRowRealMatrix(side.size(), DEGREE + 1);
    RealVector means = new ArrayRealVector(side.size());
    for (int place = 0; place < side.size(); place++) {
      double root = Math.sqrt((double) side.at(place).observations());
      double power = 1;
      for (int degree = 0; degree <= DEGREE; degree++) {
        powers.setEntry(place, degree, root * power);
        power *= side.distance(place) / scale;
      }
      means.setEntry(place, root * side.at(place).mean());
    }
    return new QRDecomposition(powers).getSolver().solve(means);
  }
}
