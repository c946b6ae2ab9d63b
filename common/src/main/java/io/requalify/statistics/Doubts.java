package io.requalify.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Collects, in words, why a number is not to be trusted; and concludes. */
final class Doubts {
  private final List<String> found = new ArrayList<>();

  Doubts when(boolean holds, String doubt) {
    if (holds) {
      found.add(doubt);
    }
    return this;
  }

  Doubts onSupport(OptionalDouble supportedShare, TrustGates gates) {
    double share = supportedShare.orElse(0);
    return when(
        share < gates.trustedFromSupportedShare(),
        "only %s of the contacts have evidence; at least %s should"
            .formatted(percent(share), percent(gates.trustedFromSupportedShare())));
  }

  Doubts onConversions(long conversions, TrustGates gates) {
    return when(
        conversions < gates.trustedFromConversions(),
        "only %d conversions were seen; at least %d should be"
            .formatted(conversions, gates.trustedFromConversions()));
  }

  /** Concludes with the interval between accounts, cut at the least and the most it can be. */
  Conclusion conclude(
      LinearisedEstimate estimate, SwapEvidence evidence, Support support, double least) {
    Optional<Interval> interval =
        estimate
            .interval(evidence.moments(), Conclusion.LEVEL)
            .map(whole -> whole.within(least, 1));
    when(
        interval.isEmpty(),
        "all accounts that were seen turned out alike, so chance cannot be judged");
    return Conclusion.estimated(estimate.value(), interval, support, found);
  }

  /** Concludes that a version does not differ from itself. */
  Conclusion concludeNoDifference(Support support) {
    return Conclusion.estimated(0, Optional.of(new Interval(0, 0)), support, found);
  }

  Conclusion conclude(Interval bounds, Support support) {
    return Conclusion.bounded(bounds, support, found);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f%%", 100 * share);
  }
}
