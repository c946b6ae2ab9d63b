package io.requalify.statistics;

import static io.requalify.statistics.SwapEvidence.Term.AGREE_IN_CONVERTED;
import static io.requalify.statistics.SwapEvidence.Term.AGREE_IN_MATURE;
import static io.requalify.statistics.SwapEvidence.Term.PRODUCTION_CONVERTED;
import static io.requalify.statistics.SwapEvidence.Term.PRODUCTION_MATURE;
import static io.requalify.statistics.SwapEvidence.Term.SWAP_IN_CONVERTED;
import static io.requalify.statistics.SwapEvidence.Term.SWAP_IN_MATURE;

import io.requalify.statistics.SwapEvidence.Term;

/**
 * Conversion of what sales worked: {@code converted / mature} over the contacts of the version that
 * a rule or exploration route sent to sales, or a person by hand. A description, not an estimate
 * for the version.
 *
 * <p>Unbiased for production where it is chance which of its contacts were left unworked. For a
 * candidate the swap-ins are there only as far as they were drawn, so it leans to the agreement
 * set: the more swap-ins, the worse. Of a version by hand the swap-ins were worked like its others,
 * and it is what came of those whom people picked. The variance is that between accounts, see
 * {@link LinearisedEstimate}.
 */
public record ObservedShare() implements ConversionEstimator {
  /** What there is to say where some contacts are swap-ins: their number and that of all. */
  static final String CAVEAT =
      "it describes what sales worked, and %d of %d contacts are swap-ins, which sales mostly did not work";

  private static final Term[] CONVERTED = {AGREE_IN_CONVERTED, SWAP_IN_CONVERTED};
  private static final Term[] MATURE = {AGREE_IN_MATURE, SWAP_IN_MATURE};

  @Override
  public String shortName() {
    return "observed";
  }

  @Override
  public Conclusion conversion(SwapEvidence evidence, TrustGates gates) {
    Support support = support(evidence, mature(evidence));
    if (mature(evidence) == 0) {
      return Conclusion.refused(support, Refusals.nothingWorked(evidence));
    }
    return doubts(evidence, support, gates)
        .conclude(evidence.ratio(CONVERTED, MATURE), evidence, support, 0);
  }

  @Override
  public Conclusion difference(SwapEvidence evidence, TrustGates gates) {
    Support support = support(evidence, mature(evidence) + evidence.swapOut().mature());
    if (mature(evidence) == 0) {
      return Conclusion.refused(support, Refusals.nothingWorked(evidence));
    }
    if (Refusals.productionUnseen(evidence)) {
      return Conclusion.refused(support, Refusals.PRODUCTION_UNSEEN);
    }
    Doubts doubts = doubts(evidence, support, gates);
    if (evidence.versionsCoincide()) {
      return doubts.concludeNoDifference(support);
    }
    LinearisedEstimate difference =
        evidence
            .ratio(CONVERTED, MATURE)
            .minus(evidence.ratio(PRODUCTION_CONVERTED, PRODUCTION_MATURE));
    return doubts.conclude(difference, evidence, support, -1);
  }

  private static long mature(SwapEvidence evidence) {
    return evidence.agreeIn().mature() + evidence.swapIn().mature();
  }

  private static Support support(SwapEvidence evidence, long observed) {
    return Support.unweighted(
        evidence.candidateContacts(),
        observed,
        evidence.agreeIn().worked() + evidence.swapIn().worked());
  }

  private static Doubts doubts(SwapEvidence evidence, Support support, TrustGates gates) {
    long swapIns = evidence.swapIn().contacts();
    return new Doubts()
        .when(evidence.hasUnseenSwapIns(), CAVEAT.formatted(swapIns, evidence.candidateContacts()))
        .onSupport(support.supportedShare(), gates)
        .onConversions(evidence.agreeIn().converted() + evidence.swapIn().converted(), gates);
  }
}
