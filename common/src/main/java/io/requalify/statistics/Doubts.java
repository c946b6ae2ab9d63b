package io.requalify.statistics;

import static io.requalify.statistics.SwapEvidence.Term.EXPLORED_WEIGHT;
import static io.requalify.statistics.SwapEvidence.Term.EXPLORED_WEIGHT_CONVERTED;

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

  /** On how few swap-ins the weights stand, and how unevenly. */
  Doubts onSwapIns(WeightSums weights, String kind, TrustGates gates) {
    double effective = weights.effectiveSample();
    double largest = weights.largestShare();
    return when(
            effective < gates.trustedFromEffectiveSample(),
            "%d effective %s contacts stand for the swap-ins; at least %.0f should"
                .formatted((long) effective, kind, gates.trustedFromEffectiveSample()))
        .when(
            effective < gates.trustedFromEffectiveShare() * weights.contacts(),
            "the weights of the %d %s contacts are so uneven that they tell as much as %d"
                .formatted(weights.contacts(), kind, (long) effective))
        .when(
            largest > gates.trustedUpToLargestWeight(),
            "one %s contact carries %s of all weight".formatted(kind, percent(largest)));
  }

  /**
   * |SNIPS - IPS| of the whole above one standard error: the weights of the drawn miss the known
   * number of those whom the draw could reach.
   *
   * @param reachable how many it could reach
   * @param share of the whole that these are
   * @param error standard error of the estimate
   */
  Doubts onMissedVolume(
      SwapEvidence evidence, long reachable, double share, double error, String whom) {
    double weights = evidence.exploration().weights();
    double drawn = evidence.ratio(EXPLORED_WEIGHT_CONVERTED, EXPLORED_WEIGHT).value();
    return when(
        share * Math.abs(drawn - drawn * weights / reachable) > error,
        "the logged probabilities do not fit the number of %s (%.0f by weight, %d in fact)"
            .formatted(whom, weights, reachable));
  }

  /** On how much of production sales saw. */
  Doubts onProduction(SwapEvidence evidence, TrustGates gates) {
    long worked = evidence.agreeInUnderProduction().worked() + evidence.swapOut().worked();
    double seen = (double) worked / evidence.productionContacts();
    return when(
        seen < gates.trustedFromSupportedShare(),
        "sales worked only %s of production's contacts".formatted(percent(seen)));
  }

  /** Concludes with the interval between accounts, cut at the least and the most it can be. */
  Conclusion conclude(
      LinearisedEstimate estimate, SwapEvidence evidence, Support support, double least) {
    Optional<Interval> interval =
        estimate
            .interval(evidence.moments(), Conclusion.LEVEL)
            .map(whole -> whole.within(least, 1));
    when(interval.isEmpty(), Refusals.ALL_ALIKE);
    return Conclusion.estimated(estimate.value(), interval, support, found);
  }

  /**
   * Concludes on money, which has neither a least nor a most.
   *
   * @param whole false where some contacts have no evidence, so that it speaks of the others
   */
  Conclusion concludeMoney(
      LinearisedEstimate estimate, MoneyEvidence evidence, Support support, boolean whole) {
    Optional<Interval> interval = estimate.interval(evidence.moments(), Conclusion.LEVEL);
    when(interval.isEmpty(), Refusals.ALL_ALIKE);
    return whole
        ? Conclusion.estimated(estimate.value(), interval, support, found)
        : Conclusion.ofEvidence(estimate.value(), interval, support, found);
  }

  /** Concludes that a version does not differ from itself. */
  Conclusion concludeNoDifference(Support support) {
    return Conclusion.estimated(0, Optional.of(new Interval(0, 0)), support, found);
  }

  /** Concludes with an interval round bounds, and an estimate where one can be given. */
  Conclusion conclude(OptionalDouble estimate, Interval interval, Support support) {
    return Conclusion.partlyBounded(estimate, interval, support, found);
  }

  Conclusion conclude(Interval bounds, Support support) {
    return Conclusion.bounded(bounds, support, found);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f%%", 100 * share);
  }
}
