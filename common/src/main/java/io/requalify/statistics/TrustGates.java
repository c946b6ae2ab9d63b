package io.requalify.statistics;

/**
 * What an estimate must have behind it to be given, and to be trusted.
 *
 * @param smallestPropensity a smaller logged probability of being drawn is no support: such
 *     contacts would carry weights that decide everything
 * @param givenFromEffectiveSample below this effective sample of the swap-ins no number is given
 * @param trustedFromEffectiveSample below this one it is given but not trusted
 * @param trustedFromEffectiveShare below this share of effective among drawn contacts the weights
 *     are too uneven to be trusted
 * @param trustedFromSupportedShare below this share of the volume with evidence it is not trusted
 * @param trustedUpToLargestWeight above this share of all weight on one contact it is not trusted
 * @param trustedFromConversions below this number of conversions seen it is not trusted
 * @param nearThresholdPoints who lacked no more points of production's threshold is near it
 */
public record TrustGates(
    double smallestPropensity,
    double givenFromEffectiveSample,
    double trustedFromEffectiveSample,
    double trustedFromEffectiveShare,
    double trustedFromSupportedShare,
    double trustedUpToLargestWeight,
    long trustedFromConversions,
    double nearThresholdPoints) {
  /** The outcome that brings money. */
  public static final String WON = "won";

  /** Above this share of all money on one account a figure is that of the account. */
  public static final double MOST_OF_ONE_ACCOUNT = 0.20;

  public TrustGates {
    requireShare("smallest propensity", smallestPropensity);
    requireShare("effective share", trustedFromEffectiveShare);
    requireShare("supported share", trustedFromSupportedShare);
    requireShare("largest weight", trustedUpToLargestWeight);
    if (!(smallestPropensity > 0)) {
      throw new IllegalArgumentException("Every propensity would count, 0 too");
    }
    if (givenFromEffectiveSample > trustedFromEffectiveSample) {
      throw new IllegalArgumentException(
          "Trusted from %s, but given only from %s"
              .formatted(trustedFromEffectiveSample, givenFromEffectiveSample));
    }
  }

  private static void requireShare(String what, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("The %s is no share: %s".formatted(what, share));
    }
  }

  /** The gates for accepted and opportunity. */
  public static TrustGates standard() {
    return new TrustGates(0.01, 50, 100, 0.10, 0.80, 0.05, 0, 5);
  }

  /** The gates of an outcome. */
  public static TrustGates of(String outcome) {
    return WON.equals(outcome) ? ofWins() : standard();
  }

  /** The gates for won: the same, and 30 wins. */
  public static TrustGates ofWins() {
    return new TrustGates(0.01, 50, 100, 0.10, 0.80, 0.05, 30, 5);
  }
}
