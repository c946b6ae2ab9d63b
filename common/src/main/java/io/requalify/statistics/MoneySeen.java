package io.requalify.statistics;

import static io.requalify.statistics.MoneyEvidence.Term.AGREE_IN_MATURE;
import static io.requalify.statistics.MoneyEvidence.Term.AGREE_IN_MONEY;
import static io.requalify.statistics.MoneyEvidence.Term.PRODUCTION_MATURE;
import static io.requalify.statistics.MoneyEvidence.Term.PRODUCTION_MONEY;
import static io.requalify.statistics.MoneyEvidence.Term.SWAP_IN_MATURE;
import static io.requalify.statistics.MoneyEvidence.Term.SWAP_IN_MONEY;

import io.requalify.statistics.MoneyEvidence.Term;
import java.util.Optional;

/**
 * Money over mature contacts, as it was seen: a description of what sales worked, not an estimate
 * for the version. It leans as {@link ObservedShare} and {@link AgreementSet} do, and a few large
 * wins ruin it.
 */
enum MoneySeen implements MoneyEstimator {
  /** All contacts of the version that sales worked. */
  OBSERVED("observed", ObservedShare.CAVEAT),
  /** The contacts that both versions qualify: the naive figure. */
  AGREEMENT_SET("agreement_set", AgreementSet.CAVEAT);

  private static final Term[] MONEY = {AGREE_IN_MONEY, SWAP_IN_MONEY};
  private static final Term[] MATURE = {AGREE_IN_MATURE, SWAP_IN_MATURE};

  private final String shortName;
  private final String caveat;

  MoneySeen(String shortName, String caveat) {
    this.shortName = shortName;
    this.caveat = caveat;
  }

  @Override
  public String shortName() {
    return shortName;
  }

  @Override
  public Conclusion perContact(MoneyEvidence evidence, TrustGates gates) {
    Support support = support(evidence.contacts(), 0);
    Optional<String> refusal = refusal(evidence);
    if (refusal.isPresent()) {
      return Conclusion.refused(support, refusal.get());
    }
    return doubts(evidence, support, gates).concludeMoney(rate(evidence), evidence, support, true);
  }

  @Override
  public Conclusion difference(MoneyEvidence evidence, TrustGates gates) {
    SwapEvidence contacts = evidence.contacts();
    Support support = support(contacts, contacts.swapOut().mature());
    Optional<String> refusal = refusal(evidence);
    if (refusal.isPresent()) {
      return Conclusion.refused(support, refusal.get());
    }
    if (Refusals.productionUnseen(contacts)) {
      return Conclusion.refused(support, Refusals.PRODUCTION_UNSEEN);
    }
    Doubts doubts = MoneyDoubts.onProduction(doubts(evidence, support, gates), evidence);
    if (contacts.versionsCoincide()) {
      return doubts.concludeNoDifference(support);
    }
    LinearisedEstimate production = evidence.ratio(PRODUCTION_MONEY, PRODUCTION_MATURE);
    return doubts.concludeMoney(rate(evidence).minus(production), evidence, support, true);
  }

  private LinearisedEstimate rate(MoneyEvidence evidence) {
    return switch (this) {
      case OBSERVED -> evidence.ratio(MONEY, MATURE);
      case AGREEMENT_SET -> evidence.ratio(AGREE_IN_MONEY, AGREE_IN_MATURE);
    };
  }

  private long mature(SwapEvidence contacts) {
    return switch (this) {
      case OBSERVED -> contacts.agreeIn().mature() + contacts.swapIn().mature();
      case AGREEMENT_SET -> contacts.agreeIn().mature();
    };
  }

  private long worked(SwapEvidence contacts) {
    return switch (this) {
      case OBSERVED -> contacts.agreeIn().worked() + contacts.swapIn().worked();
      case AGREEMENT_SET -> contacts.agreeIn().worked();
    };
  }

  private Optional<String> refusal(MoneyEvidence evidence) {
    SwapEvidence contacts = evidence.contacts();
    if (mature(contacts) > 0) {
      return MoneyDoubts.refusal(evidence);
    }
    return Optional.of(
        switch (this) {
          case OBSERVED -> Refusals.nothingWorked(contacts);
          case AGREEMENT_SET -> AgreementSet.refusal(contacts);
        });
  }

  private Support support(SwapEvidence contacts, long observedBeside) {
    return Support.unweighted(
        contacts.candidateContacts(), mature(contacts) + observedBeside, worked(contacts));
  }

  private Doubts doubts(MoneyEvidence evidence, Support support, TrustGates gates) {
    SwapEvidence contacts = evidence.contacts();
    long swapIns = contacts.swapIn().contacts();
    Doubts doubts =
        new Doubts()
            .when(isPartial(contacts), caveat.formatted(swapIns, contacts.candidateContacts()))
            .onSupport(support.supportedShare(), gates);
    return MoneyDoubts.onMoney(doubts, evidence, evidence.largestSeenShare(), gates);
  }

  /** Of swap-ins that were seen themselves, all of the version is described. */
  private boolean isPartial(SwapEvidence contacts) {
    return switch (this) {
      case OBSERVED -> contacts.hasUnseenSwapIns();
      case AGREEMENT_SET -> contacts.swapIn().contacts() > 0;
    };
  }
}
