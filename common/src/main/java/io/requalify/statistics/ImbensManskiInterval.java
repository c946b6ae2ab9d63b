package io.requalify.statistics;

/**
 * An interval for a truth of which only bounds are estimated: {@code [lower - c se(lower), upper +
 * c se(upper)]} with {@code Phi(c + (upper - lower) / max se) - Phi(-c) = level}.
 *
 * <p>It holds the truth, not the whole stretch between the bounds, in that share of samples:
 * wherever the truth lies, it is near one end at most, so {@code c} falls from the two-sided value
 * (bounds that coincide) to the one-sided value (bounds far apart).
 *
 * <p>Stoye's caveat: near coinciding bounds it is right only where the width of the bounds is
 * estimated more precisely than the bounds themselves, as when it is a counted share of contacts
 * and the upper bound is the lower one plus that share. Two bounds that are estimated each for
 * itself, so that chance could put the upper one below the lower, ruin it there. Imbens and Manski
 * 2004, Econometrica 72, 1845-1857; Stoye 2009, Econometrica 77, 1299-1315.
 *
 * @param bounds the estimated bounds
 * @param lowerError standard error of the lower bound, 0 or more
 * @param upperError standard error of the upper bound, 0 or more
 */
public record ImbensManskiInterval(Interval bounds, double lowerError, double upperError) {
  public ImbensManskiInterval {
    if (!(lowerError >= 0)
        || !(upperError >= 0)
        || !Double.isFinite(lowerError)
        || !Double.isFinite(upperError)) {
      throw new IllegalArgumentException(
          "Not standard errors of two bounds: %s and %s".formatted(lowerError, upperError));
    }
  }

  /**
   * By how many standard errors each end lies beyond its bound.
   *
   * @param level share of samples whose interval should hold the truth, such as 0.95
   * @throws IllegalArgumentException when the level is not between 0 and 1
   */
  public double criticalValue(double level) {
    double error = Math.max(lowerError, upperError);
    // Without any error the value multiplies nothing.
    return error == 0
        ? CriticalValue.oneSided(level)
        : CriticalValue.betweenBounds(bounds.width() / error, level);
  }

  /**
   * The interval; it is not cut to where the truth can lie.
   *
   * @param level share of samples whose interval should hold the truth, such as 0.95
   * @throws IllegalArgumentException when the level is not between 0 and 1
   */
  public Interval at(double level) {
    double reach = criticalValue(level);
    return new Interval(bounds.lower() - reach * lowerError, bounds.upper() + reach * upperError);
  }
}
