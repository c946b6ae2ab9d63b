package io.requalify.statistics.thresholds;

import static java.util.Objects.requireNonNull;

/**
 * What is known of the contacts with one score in one segment.
 *
 * @param score in whole points
 * @param contacts all with this score at the decision, 0 or more
 * @param won those of them that won, whether sales worked them or not; at most {@code contacts}
 * @param worked those of them that sales worked and whose horizon is over
 */
public record ScoreEvidence(int score, long contacts, long won, Worked worked) {
  /** What summing many doubles may cost. */
  private static final double ROUNDING = 1e-9;

  public ScoreEvidence {
    requireNonNull(worked, "worked");
    if (contacts < 0 || won < 0 || won > contacts || worked.contacts() > contacts) {
      throw new IllegalArgumentException(
          "Of %d contacts at score %d %d won and %d were worked; count contacts, and no more of them than there are"
              .formatted(contacts, score, won, worked.contacts()));
    }
  }

  /**
   * Worked contacts with their weights: 1 where every contact is worked, one over the logged
   * probability where some were drawn.
   *
   * @param contacts how many
   * @param weights sum of their weights
   * @param squaredWeights sum of the squares of their weights
   * @param accepted sum of the weights of those that were accepted
   * @param won sum of the weights of those that won
   */
  public record Worked(
      long contacts, double weights, double squaredWeights, double accepted, double won) {
    public Worked {
      if (contacts < 0
          || !Double.isFinite(weights + squaredWeights)
          || (contacts == 0) != (weights == 0)
          || weights * weights > contacts * squaredWeights * (1 + ROUNDING)) {
        throw new IllegalArgumentException(
            "No %d weights above 0 have the sum %s and the sum of squares %s"
                .formatted(contacts, weights, squaredWeights));
      }
      requirePart("accepted", accepted, weights);
      requirePart("won", won, weights);
    }

    private static void requirePart(String outcome, double part, double weights) {
      if (!(part >= 0 && part <= weights * (1 + ROUNDING))) {
        throw new IllegalArgumentException(
            "Of the weight %s of the worked contacts %s were %s; sum the weights of the same contacts"
                .formatted(weights, part, outcome));
      }
    }

    /**
     * Contacts that all weigh 1.
     *
     * @param contacts worked, 0 or more
     * @param accepted how many of them
     * @param won how many of them
     */
    public static Worked unweighted(long contacts, long accepted, long won) {
      return new Worked(
          contacts, (double) contacts, (double) contacts, (double) accepted, (double) won);
    }

    /** Of a score that nobody worked. */
    public static Worked none() {
      return unweighted(0, 0, 0);
    }

    double outcome(Objective objective) {
      return switch (objective) {
        case ACCEPTED -> accepted;
        case WON -> won;
      };
    }

    /** As many contacts of equal weights as tell as much; {@code (Sum w)² / Sum w²}. */
    double effectiveSample() {
      return weights * weights / squaredWeights;
    }
  }
}
