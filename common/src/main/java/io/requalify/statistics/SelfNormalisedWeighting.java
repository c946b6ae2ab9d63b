package io.requalify.statistics;

import static io.requalify.statistics.SwapEvidence.Term.AGREE_IN_CONVERTED;
import static io.requalify.statistics.SwapEvidence.Term.AGREE_IN_MATURE;
import static io.requalify.statistics.SwapEvidence.Term.EXPLORED_WEIGHT;
import static io.requalify.statistics.SwapEvidence.Term.EXPLORED_WEIGHT_CONVERTED;
import static io.requalify.statistics.SwapEvidence.Term.PRODUCTION_CONVERTED;
import static io.requalify.statistics.SwapEvidence.Term.PRODUCTION_MATURE;
import static io.requalify.statistics.SwapEvidence.Term.SWAP_IN_CONVERTED;
import static io.requalify.statistics.SwapEvidence.Term.SWAP_IN_MATURE;

import io.requalify.statistics.SwapEvidence.Term;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Self-normalised inverse propensity weighting (SNIPS, Hájek) within the swap-ins, post-stratified
 * by quadrant: {@code theta = (n11 U11/D11 + n01 U01/D01) / (n11 + n01)}, with {@code U11/D11} the
 * share of the mature agree-in that converted and {@code U01 = Sum A/e, D01 = Sum 1/e} over the
 * mature swap-ins that were drawn at random with the logged probability e.
 *
 * <p>The volumes n11 and n01 are known and are not estimated: with one ratio over all contacts the
 * share of the swap-ins would be the noisy {@code D01/(D11 + D01)}, and an agree-in contact that
 * nobody worked would shift the mix. Production's own conversion is the share of its mature
 * contacts, not split by the candidate's quadrants, so that it is the same beside every candidate
 * and the printed difference is that of the printed conversions.
 *
 * <p>Of swap-ins that were seen themselves no draw is needed: the conversion then is the share of
 * all mature contacts of the version.
 *
 * <p>Consistent where every swap-in could be drawn with the logged probability, and where it is
 * chance who of the agree-in was left unworked or is not mature yet. A draw by hand, probabilities
 * that were not the real ones, or swap-ins that could never be drawn ruin it; a small effective
 * sample makes it noise, and then it is refused. The interval is that between accounts, see {@link
 * LinearisedEstimate}. Hájek 1971; Swaminathan and Joachims 2015.
 */
public record SelfNormalisedWeighting() implements ConversionEstimator {
  private static final Term[] CONVERTED = {AGREE_IN_CONVERTED, SWAP_IN_CONVERTED};
  private static final Term[] MATURE = {AGREE_IN_MATURE, SWAP_IN_MATURE};

  @Override
  public String shortName() {
    return "snips";
  }

  @Override
  public Conclusion conversion(SwapEvidence evidence, TrustGates gates) {
    Support support = support(evidence, 0);
    Optional<String> refusal = refusal(evidence, gates);
    if (refusal.isPresent()) {
      return Conclusion.refused(support, refusal.get());
    }
    return doubts(evidence, support, gates).conclude(rate(evidence), evidence, support, 0);
  }

  @Override
  public Conclusion difference(SwapEvidence evidence, TrustGates gates) {
    Support support = support(evidence, evidence.swapOut().mature());
    Optional<String> refusal = refusal(evidence, gates);
    if (refusal.isPresent()) {
      return Conclusion.refused(support, refusal.get());
    }
    if (Refusals.productionUnseen(evidence)) {
      return Conclusion.refused(support, Refusals.PRODUCTION_UNSEEN);
    }
    Doubts doubts = doubts(evidence, support, gates);
    if (evidence.versionsCoincide()) {
      return doubts.concludeNoDifference(support);
    }
    LinearisedEstimate production = evidence.ratio(PRODUCTION_CONVERTED, PRODUCTION_MATURE);
    return doubts
        .onProduction(evidence, gates)
        .conclude(rate(evidence).minus(production), evidence, support, -1);
  }

  private static LinearisedEstimate rate(SwapEvidence evidence) {
    if (evidence.swapInsSeen()) {
      return evidence.ratio(CONVERTED, MATURE);
    }
    double all = evidence.candidateContacts();
    long swapIns = evidence.swapIn().contacts();
    if (swapIns == 0) {
      return evidence.ratio(AGREE_IN_CONVERTED, AGREE_IN_MATURE);
    }
    LinearisedEstimate drawn =
        evidence.ratio(EXPLORED_WEIGHT_CONVERTED, EXPLORED_WEIGHT).times(swapIns / all);
    long agreed = evidence.agreeIn().contacts();
    return agreed == 0
        ? drawn
        : evidence.ratio(AGREE_IN_CONVERTED, AGREE_IN_MATURE).times(agreed / all).plus(drawn);
  }

  private static Optional<String> refusal(SwapEvidence evidence, TrustGates gates) {
    if (evidence.candidateContacts() == 0) {
      return Optional.of(Refusals.nothingWorked(evidence));
    }
    if (evidence.swapInsSeen()) {
      return evidence.seenWithoutWeight() == 0
          ? Optional.of(Refusals.nothingWorked(evidence))
          : Optional.empty();
    }
    double effective = evidence.exploration().effectiveSample();
    if (evidence.swapIn().contacts() > 0 && effective < gates.givenFromEffectiveSample()) {
      String sample =
          effective == 0
              ? "no explored contact stands"
              : "only %d effective explored contacts stand".formatted((long) effective);
      return Optional.of(
          "%s for the swap-ins; at least %.0f are needed"
              .formatted(sample, gates.givenFromEffectiveSample()));
    }
    if (evidence.agreeIn().contacts() > 0 && evidence.agreeIn().mature() == 0) {
      return Optional.of(
          "sales worked none of the %d contacts that both versions qualify on a logged route long enough ago"
              .formatted(evidence.agreeIn().contacts()));
    }
    return Optional.empty();
  }

  private static Support support(SwapEvidence evidence, long observedBeside) {
    if (evidence.swapInsSeen()) {
      return Support.unweighted(
          evidence.candidateContacts(),
          evidence.seenWithoutWeight() + observedBeside,
          evidence.agreeIn().worked() + evidence.swapIn().worked());
    }
    long swapIns = evidence.swapIn().contacts();
    long contacts = evidence.candidateContacts();
    Exploration exploration = evidence.exploration();
    // By chance the draw may seem to reach more swap-ins than there are.
    double reached = evidence.agreeIn().worked() + Math.min((double) swapIns, exploration.reach());
    return new Support(
        contacts,
        evidence.agreeIn().mature() + exploration.contacts() + observedBeside,
        swapIns == 0 ? OptionalDouble.empty() : OptionalDouble.of(exploration.effectiveSample()),
        contacts == 0 ? OptionalDouble.empty() : OptionalDouble.of(reached / contacts),
        swapIns == 0 ? OptionalDouble.empty() : exploration.largestNormalisedWeight());
  }

  private static Doubts doubts(SwapEvidence evidence, Support support, TrustGates gates) {
    Doubts doubts = new Doubts().onSupport(support.supportedShare(), gates);
    if (evidence.hasUnseenSwapIns()) {
      addDoubtsOfTheDraw(doubts, evidence, gates);
    }
    long drawnConversions = evidence.swapIn().converted();
    return doubts.onConversions(evidence.agreeIn().converted() + drawnConversions, gates);
  }

  private static void addDoubtsOfTheDraw(Doubts doubts, SwapEvidence evidence, TrustGates gates) {
    Exploration exploration = evidence.exploration();
    doubts.onSwapIns(exploration.sums(), "explored", gates);
    if (evidence.moments().clusters() >= 2) {
      double share = (double) evidence.swapIn().contacts() / evidence.candidateContacts();
      double error = Math.sqrt(rate(evidence).variance(evidence.moments()));
      doubts.onMissedVolume(evidence, exploration.due(), share, error, "swap-ins");
    }
  }
}
