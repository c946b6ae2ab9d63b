package io.requalify.suggestions;

import io.requalify.statistics.PairedDifference;
import java.util.List;

/**
 * How well scores tell the decisions with the outcome from the others.
 *
 * @param inSample on the decisions that the points were fitted to, which flatters the fit
 * @param crossFitted on accounts that the points were not fitted to
 * @param devianceGain cross-fitted deviance for each decision of the points as they are less that
 *     of the rounded fit: above 0 is better
 * @param areaGain cross-fitted area under the curve of the rounded fit less that of the points as
 *     they are: above 0 is better
 */
public record Losses(
    List<Loss> inSample,
    List<Loss> crossFitted,
    PairedDifference devianceGain,
    PairedDifference areaGain) {
  /** Scores that are compared. */
  public enum Score {
    /** The points as they are, summed without limits. */
    OLD_POINTS,
    /** The fit before it is rounded, summed without limits. */
    FIT,
    /** The fit in whole points, summed without limits. */
    ROUNDED_FIT,
    /** The version as it reads its total, with its limits. */
    OLD_TOTAL,
    /** The proposed version as it reads its total, with the same limits. */
    PROPOSED_TOTAL
  }

  /**
   * The losses of one score, turned into probabilities by the logistic curve that fits it best.
   *
   * @param deviance twice the mean of minus the log of the probability of what happened, for each
   *     decision by its weight; lower is better
   * @param area area under the curve, 0.5 for a score that says nothing; higher is better
   */
  public record Loss(Score score, double deviance, double area) {}

  public Losses {
    inSample = List.copyOf(inSample);
    crossFitted = List.copyOf(crossFitted);
  }
}
