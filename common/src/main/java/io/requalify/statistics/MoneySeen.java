package io.requalify.statistics;

import static io.requalify.statistics.MoneyEvidence.Term.AGREE_IN_MATURE;
import static io.requalify.statistics.MoneyEvidence.Term.AGREE_IN_MONEY;
import static io.requalify.statistics.MoneyEvidence.Term.PRODUCTION_MATURE;
import static io.requalify.statistics.MoneyEvidence.Term.PRODUCTION_MONEY;
import static io.requalify.statistics.MoneyEvidence.Term.SWAP_IN_MATURE;
import static io.requalify.statistics.MoneyEvidence.Term.SWAP_IN_MONEY;

import io.requalify.statistics.MoneyEvidence.Term;
import java.util.List;
import java.util.Optional;

/**
 * Money over mature contacts, as it was seen: a description of what sales worked, not an estimate
 * for the version. It leans as {@link ObservedShare} and {@link AgreementSet} do, and a few large
 * wins ruin it.
 */
final class MoneySeen implements MoneyEstimator {
  private final String shortName;
  private final List<Term> money;
  private final List<Term> mature;

  private MoneySeen(String shortName, List<Term> money, List<Term> mature) {
    this.shortName = shortName;
    this.money = money;
    this.mature = mature;
  }

  /** All contacts of the version that sales worked. */
  static MoneySeen observed() {
    return new MoneySeen(
        "observed",
        List.of(AGREE_IN_MONEY, SWAP_IN_MONEY),
        List.of(AGREE_IN_MATURE, SWAP_IN_MATURE));
  }

  /** The contacts that both versions qualify: the naive figure. */
  static MoneySeen agreementSet() {
    return new MoneySeen("agreement_set", List.of(AGREE_IN_MONEY), List.of(AGREE_IN_MATURE));
  }

  @Override
  public String shortName() {
    return shortName;
  }

  @Override
  public Conclusion perContact(MoneyEvidence evidence, TrustGates gates) {
    Support support = support(evidence, 0);
    Optional<String> refusal = refusal(evidence);
    if (refusal.isPresent()) {
      return Conclusion.refused(support, refusal.get());
    }
    return doubts(evidence, support, gates).concludeMoney(rate(evidence), evidence, support, true);
  }

  @Override
  public Conclusion difference(MoneyEvidence evidence, TrustGates gates) {
    SwapEvidence contacts = evidence.contacts();
    Support support = support(evidence, contacts.swapOut().mature());
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
    return evidence.ratio(money.toArray(Term[]::new), mature.toArray(Term[]::new));
  }

  private long seen(MoneyEvidence evidence) {
    return mature.stream().mapToLong(evidence::count).sum();
  }

  private Optional<String> refusal(MoneyEvidence evidence) {
    return seen(evidence) == 0
        ? Optional.of(Refusals.nothingWorked(evidence.contacts()))
        : MoneyDoubts.refusal(evidence);
  }

  private Support support(MoneyEvidence evidence, long observedBeside) {
    SwapEvidence contacts = evidence.contacts();
    long seen = seen(evidence);
    return Support.unweighted(contacts.candidateContacts(), seen + observedBeside, seen);
  }

  private static Doubts doubts(MoneyEvidence evidence, Support support, TrustGates gates) {
    SwapEvidence contacts = evidence.contacts();
    long swapIns = contacts.swapIn().contacts();
    Doubts doubts =
        new Doubts()
            .when(
                contacts.hasUnseenSwapIns(),
                "it describes what sales worked, and %d of %d contacts are swap-ins, which sales mostly did not work"
                    .formatted(swapIns, contacts.candidateContacts()))
            .onSupport(support.supportedShare(), gates);
    return MoneyDoubts.onMoney(doubts, evidence, evidence.largestSeenShare(), gates);
  }
}
