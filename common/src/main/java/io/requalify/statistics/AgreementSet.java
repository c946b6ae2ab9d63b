package io.requalify.statistics;

import static io.requalify.statistics.SwapEvidence.Term.AGREE_IN_CONVERTED;
import static io.requalify.statistics.SwapEvidence.Term.AGREE_IN_MATURE;
import static io.requalify.statistics.SwapEvidence.Term.PRODUCTION_CONVERTED;
import static io.requalify.statistics.SwapEvidence.Term.PRODUCTION_MATURE;

/**
 * The naive figure: conversion of the contacts that both versions qualify, {@code converted /
 * mature} over the agree-in. It is shown to be seen beside the estimate, and never is the
 * conversion of the version.
 *
 * <p>Unbiased only where the candidate has no swap-ins, or where swap-ins convert like the others.
 * They convert worse as a rule, because production's score says something; in simulated worlds this
 * figure called a worse candidate better every time. Lakkaraju and others 2017, on selective
 * labels.
 */
public record AgreementSet() implements ConversionEstimator {
  /** What there is to say where some contacts are swap-ins: their number and that of all. */
  static final String CAVEAT =
      "it speaks only of the contacts that production qualifies too, and %d of %d are swap-ins";

  @Override
  public String shortName() {
    return "agreement_set";
  }

  @Override
  public Conclusion conversion(SwapEvidence evidence, TrustGates gates) {
    Support support = support(evidence, evidence.agreeIn().mature());
    if (evidence.agreeIn().mature() == 0) {
      return Conclusion.refused(support, refusal(evidence));
    }
    return doubts(evidence, support, gates).conclude(rate(evidence), evidence, support, 0);
  }

  @Override
  public Conclusion difference(SwapEvidence evidence, TrustGates gates) {
    Support support = support(evidence, evidence.agreeIn().mature() + evidence.swapOut().mature());
    if (evidence.agreeIn().mature() == 0) {
      return Conclusion.refused(support, refusal(evidence));
    }
    if (Refusals.productionUnseen(evidence)) {
      return Conclusion.refused(support, Refusals.PRODUCTION_UNSEEN);
    }
    Doubts doubts = doubts(evidence, support, gates);
    if (evidence.versionsCoincide()) {
      return doubts.concludeNoDifference(support);
    }
    LinearisedEstimate difference =
        rate(evidence).minus(evidence.ratio(PRODUCTION_CONVERTED, PRODUCTION_MATURE));
    return doubts.conclude(difference, evidence, support, -1);
  }

  private static LinearisedEstimate rate(SwapEvidence evidence) {
    return evidence.ratio(AGREE_IN_CONVERTED, AGREE_IN_MATURE);
  }

  static String refusal(SwapEvidence evidence) {
    return evidence.agreeIn().contacts() == 0 && evidence.swapIn().contacts() > 0
        ? "no contact is qualified by both versions"
        : Refusals.nothingWorked(evidence);
  }

  private static Support support(SwapEvidence evidence, long observed) {
    return Support.unweighted(evidence.candidateContacts(), observed, evidence.agreeIn().worked());
  }

  private static Doubts doubts(SwapEvidence evidence, Support support, TrustGates gates) {
    long swapIns = evidence.swapIn().contacts();
    return new Doubts()
        .when(swapIns > 0, CAVEAT.formatted(swapIns, evidence.candidateContacts()))
        .onSupport(support.supportedShare(), gates)
        .onConversions(evidence.agreeIn().converted(), gates);
  }
}
