package io.requalify.statistics;

/**
 * Bounds without any assumption: every contact of whom nobody knows what being worked would have
 * brought is once taken for a failure and once for a conversion, {@code [c / n, (c + unknown) / n]}
 * with the {@code c} conversions seen.
 *
 * <p>They always hold the share of these very contacts that would have converted. Their width is
 * the share without a known outcome, so a candidate with many swap-ins has wide ones; sampling has
 * no part in them. The difference takes a contact that both versions mean by the same decision for
 * one outcome, not for two. What ruins them is only a wrong record. Manski 1990; Horowitz and
 * Manski 2000.
 */
public record WorstCaseBounds() implements ConversionEstimator {
  @Override
  public String shortName() {
    return "manski";
  }

  @Override
  public Conclusion conversion(SwapEvidence evidence, TrustGates gates) {
    Support support = support(evidence, 0);
    if (evidence.candidateContacts() == 0) {
      return Conclusion.refused(support, Refusals.nothingWorked(evidence));
    }
    double contacts = evidence.candidateContacts();
    long converted = evidence.agreeIn().converted() + evidence.swapIn().converted();
    long unknown = evidence.agreeIn().unknown() + evidence.swapIn().unknown();
    return doubts(support)
        .conclude(new Interval(converted / contacts, (converted + unknown) / contacts), support);
  }

  @Override
  public Conclusion difference(SwapEvidence evidence, TrustGates gates) {
    Support support = support(evidence, evidence.swapOut().mature());
    if (evidence.candidateContacts() == 0) {
      return Conclusion.refused(support, Refusals.nothingWorked(evidence));
    }
    if (evidence.productionContacts() == 0) {
      return Conclusion.refused(support, "production qualifies no contact here");
    }
    return doubts(support).conclude(differenceBounds(evidence), support);
  }

  private static Interval differenceBounds(SwapEvidence evidence) {
    double candidate = 1.0 / evidence.candidateContacts();
    double production = 1.0 / evidence.productionContacts();
    double both = candidate - production;
    SharedDecisions shared = evidence.shared();
    Followed mine = evidence.agreeIn();
    Followed theirs = evidence.agreeInUnderProduction();
    long sharedUnknown = shared.contacts() - shared.mature();
    double known =
        both * shared.converted()
            + candidate * (mine.converted() - shared.converted() + evidence.swapIn().converted())
            - production
                * (theirs.converted() - shared.converted() + evidence.swapOut().converted());
    double most =
        Math.max(both, 0) * sharedUnknown
            + candidate * (mine.unknown() - sharedUnknown + evidence.swapIn().unknown());
    double least =
        Math.min(both, 0) * sharedUnknown
            - production * (theirs.unknown() - sharedUnknown + evidence.swapOut().unknown());
    return new Interval(Math.max(-1, known + least), Math.min(1, known + most));
  }

  private static Support support(SwapEvidence evidence, long observedBeside) {
    long known = evidence.agreeIn().mature() + evidence.swapIn().mature();
    return Support.unweighted(evidence.candidateContacts(), known + observedBeside, known);
  }

  private static Doubts doubts(Support support) {
    return new Doubts()
        .when(
            support.supportedShare().orElse(0) == 0,
            "nothing is known of any contact of this version, so the bounds say nothing");
  }
}
