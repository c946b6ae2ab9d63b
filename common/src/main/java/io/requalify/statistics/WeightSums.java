package io.requalify.statistics;

/**
 * Sums of inverse propensity weights over contacts that were worked.
 *
 * @param contacts with a weight
 * @param weights sum of their weights
 * @param squaredWeights sum of the squares of their weights
 * @param largestWeight the largest; 0 where there is none
 */
public record WeightSums(
    long contacts, double weights, double squaredWeights, double largestWeight) {
  /** Of nobody. */
  public static final WeightSums NONE = new WeightSums(0, 0, 0, 0);

  private static final double ROUNDING = 1e-9;

  public WeightSums {
    if (contacts < 0
        || weights < contacts
        || squaredWeights < weights
        || largestWeight > weights
        || (contacts == 0 && (weights > 0 || squaredWeights > 0))) {
      throw new IllegalArgumentException(
          "%d contacts, weights %s, squares %s, largest %s"
              .formatted(contacts, weights, squaredWeights, largestWeight));
    }
  }

  /** These contacts and others. */
  public WeightSums plus(WeightSums other) {
    return new WeightSums(
        contacts + other.contacts,
        weights + other.weights,
        squaredWeights + other.squaredWeights,
        Math.max(largestWeight, other.largestWeight));
  }

  /**
   * Kish's effective sample {@code (Sum w)² / Sum w²}: as many contacts of equal weight would tell
   * as much. Kish 1965.
   */
  public double effectiveSample() {
    if (contacts == 0) {
      return 0;
    }
    double effective = weights * weights / squaredWeights;
    // Equal weights tell as much as their number, which rounding would miss by a hair.
    return Math.abs(effective - contacts) <= ROUNDING * contacts ? contacts : effective;
  }

  /** Share of all weight that lies on one contact; 0 where there is none. */
  public double largestShare() {
    return contacts == 0 ? 0 : largestWeight / weights;
  }
}
