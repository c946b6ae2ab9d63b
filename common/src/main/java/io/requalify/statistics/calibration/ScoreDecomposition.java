package io.requalify.statistics.calibration;

/**
 * A mean score and what it is made of: {@code score = miscalibration - discrimination +
 * uncertainty}. All in the unit of the score, averaged over contacts.
 *
 * @param score what the promised probabilities cost; smaller is better
 * @param miscalibration what less the best probabilities that keep the order of the promised ones
 *     would have cost; 0 is best. Never below 0, so chance alone makes some of it: see {@link
 *     ConsistencyBand}
 * @param discrimination what less those cost than promising the mean rate to everybody; larger is
 *     better
 * @param uncertainty what promising the mean rate to everybody would have cost: a matter of the
 *     outcomes alone
 */
public record ScoreDecomposition(
    double score, double miscalibration, double discrimination, double uncertainty) {
  public ScoreDecomposition {
    if (!(miscalibration >= 0 && discrimination >= 0 && uncertainty >= 0)
        || !Double.isFinite(score + miscalibration + discrimination + uncertainty)) {
      throw new IllegalArgumentException(
          "A score of %s is not made of the miscalibration %s, the discrimination %s and the uncertainty %s: none may be negative or infinite"
              .formatted(score, miscalibration, discrimination, uncertainty));
    }
  }
}
