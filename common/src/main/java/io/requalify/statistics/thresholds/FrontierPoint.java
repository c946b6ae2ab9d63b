package io.requalify.statistics.thresholds;

import io.requalify.statistics.BinomialInterval.Wilson;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Interval;
import java.util.Optional;

/**
 * What a threshold would qualify of the contacts of one segment.
 *
 * @param threshold lowest score that qualifies, in points
 * @param volume contacts that qualify
 * @param accepted of them, were all worked
 * @param won of them, were all worked
 * @param falseNegatives of all contacts that won, those that the threshold leaves out: won without
 *     being an MQL
 */
public record FrontierPoint(
    int threshold, long volume, Expected accepted, Expected won, BinomialTally falseNegatives) {
  /**
   * This point and that of other contacts together.
   *
   * @param common threshold by which the sum goes
   */
  public FrontierPoint plus(FrontierPoint other, int common) {
    return new FrontierPoint(
        common,
        volume + other.volume,
        accepted.plus(other.accepted),
        won.plus(other.won),
        falseNegatives.plus(other.falseNegatives));
  }

  /** What is expected of an objective. */
  public Expected expected(Objective objective) {
    return switch (objective) {
      case ACCEPTED -> accepted;
      case WON -> won;
    };
  }

  /**
   * Wilson's interval round the share of wins that the threshold leaves out; none where nobody won.
   *
   * @param level share of samples whose interval should hold the truth, such as 0.95
   */
  public Optional<Interval> missedShare(double level) {
    return falseNegatives.trials() == 0
        ? Optional.empty()
        : Optional.of(new Wilson().around(falseNegatives, level));
  }
}
