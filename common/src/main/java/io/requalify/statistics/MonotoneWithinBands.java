package io.requalify.statistics;

import java.util.OptionalDouble;
import java.util.function.BiFunction;

/**
 * Bounds that are narrower than those without an assumption: {@link DoublyRobust} over the contacts
 * with evidence, and of the swap-ins without any at most the share that converted just above
 * production's threshold, by channel and band of the candidate's score.
 *
 * <p>It assumes that within such a cell conversion does not fall as production's score rises, which
 * the data of swap-ins that nobody worked cannot show; so it is never trusted and no proposal
 * stands on it. What is said of the unseen is {@link UnseenSwapIns}, by {@link
 * io.requalify.statistics.sensitivity.MonotoneBand}. Ruined also where sales chose whom of the
 * contacts above the threshold to work. Manski and Pepper 2000, Econometrica 68, 997-1010.
 */
public record MonotoneWithinBands() implements ConversionEstimator {
  private static final DoublyRobust OF_THE_SEEN = new DoublyRobust();
  private static final String ASSUMPTION =
      "not trusted: holds only if, within each channel and ten points of the candidate's score, conversion does not fall as production's score rises, which nothing here shows";

  @Override
  public String shortName() {
    return "monotone_band";
  }

  @Override
  public Conclusion conversion(SwapEvidence evidence, TrustGates gates) {
    return bounded(evidence, gates, OF_THE_SEEN::conversion);
  }

  @Override
  public Conclusion difference(SwapEvidence evidence, TrustGates gates) {
    return bounded(evidence, gates, OF_THE_SEEN::difference);
  }

  @Override
  public boolean boundsThoseNearThreshold() {
    return true;
  }

  private static Conclusion bounded(
      SwapEvidence evidence,
      TrustGates gates,
      BiFunction<SwapEvidence, TrustGates, Conclusion> ofTheSeen) {
    UnseenSwapIns unseen =
        evidence.graded().map(GradedEvidence::unseen).orElse(UnseenSwapIns.NOT_COUNTED);
    Conclusion wide = ofTheSeen.apply(evidence, gates);
    if (wide.refused() || unseen.upperShare().isEmpty()) {
      return wide.refused() ? wide : Conclusion.refused(wide.support(), unseen.refusal());
    }
    Conclusion narrow = ofTheSeen.apply(evidence.withUnseenBounded(), gates);
    return new Conclusion(
        OptionalDouble.empty(),
        narrow.interval(),
        narrow.intervalKind(),
        narrow.support(),
        false,
        ASSUMPTION);
  }
}
