package io.requalify.statistics;

/**
 * Log-odds and what follows from them. By {@link StrictMath}, because points that are rounded from
 * a fit must not differ by the machine that it ran on.
 */
public final class Logistic {
  private Logistic() {}

  /** Probability {@code 1 / (1 + e^-h)}. */
  public static double probability(double logOdds) {
    if (logOdds >= 0) {
      return 1 / (1 + StrictMath.exp(-logOdds));
    }
    double odds = StrictMath.exp(logOdds);
    return odds / (1 + odds);
  }

  /**
   * Log-odds {@code log(p / (1 - p))}; infinite for a certainty.
   *
   * @param probability 0 to 1
   */
  public static double logOdds(double probability) {
    return StrictMath.log(probability) - StrictMath.log1p(-probability);
  }

  /** Minus the logarithm of the probability of what happened; half of a deviance. */
  public static double loss(double logOdds, boolean converted) {
    double against = converted ? -logOdds : logOdds;
    return Math.max(0, against) + StrictMath.log1p(StrictMath.exp(-Math.abs(against)));
  }
}
