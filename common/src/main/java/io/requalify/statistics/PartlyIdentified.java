package io.requalify.statistics;

import static io.requalify.statistics.SwapEvidence.Term.AGREE_IN_CONVERTED;
import static io.requalify.statistics.SwapEvidence.Term.AGREE_IN_MATURE;

import io.requalify.statistics.SwapEvidence.Term;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Concludes on versions of whose contacts, due or of all cohorts, only some have evidence: with U
 * the sum of an estimator over those, and D the number of all, the conversion lies between {@code
 * (U + low) / D} and {@code (U + high) / D}, where of the others at least {@code low} and at most
 * {@code high} convert. Volumes are known and not estimated, so that both ends have the error of U.
 *
 * <p>An estimate is that of the contacts with evidence. It is given where these are enough of the
 * volume and the swap-ins among them stand on an effective sample that is large enough. Where the
 * sample is too small, the swap-ins count as contacts without evidence: the error of a handful of
 * weighted contacts cannot be judged from themselves.
 */
final class PartlyIdentified {
  private final Cohorts cohorts;
  private final Term candidateSum;
  private final Term productionSum;

  /**
   * An estimator that is a sum over units.
   *
   * @param cohorts over which units
   * @param candidateSum its term over the units of the candidate
   * @param productionSum its term over those of production
   */
  PartlyIdentified(Cohorts cohorts, Term candidateSum, Term productionSum) {
    this.cohorts = cohorts;
    this.candidateSum = candidateSum;
    this.productionSum = productionSum;
  }

  /** Adds the doubts that one estimator has and others have not. */
  interface OwnDoubts {
    /**
     * Adds them.
     *
     * @param rate the estimate over the candidate's units with evidence
     */
    void add(Doubts doubts, SwapEvidence evidence, GradedEvidence units, LinearisedEstimate rate);
  }

  /**
   * Where a figure lies.
   *
   * @param point the figure of the contacts with evidence, where it can be given
   * @param bounded true where the ends differ, or some contacts have no evidence
   */
  private record Identified(
      LinearisedEstimate lower,
      LinearisedEstimate upper,
      Optional<LinearisedEstimate> point,
      boolean bounded) {

    Identified minus(Identified other) {
      return new Identified(
          lower.minus(other.upper),
          upper.minus(other.lower),
          point.flatMap(mine -> other.point.map(mine::minus)),
          bounded || other.bounded);
    }

    /** The estimate, unless the contacts without evidence must be so unlike that it cannot be. */
    OptionalDouble estimate() {
      return point
          .filter(rate -> lower.value() <= rate.value() && rate.value() <= upper.value())
          .map(rate -> OptionalDouble.of(rate.value()))
          .orElse(OptionalDouble.empty());
    }
  }

  /** Conversion of the candidate. */
  Conclusion conversion(SwapEvidence evidence, TrustGates gates, OwnDoubts own) {
    Support support = cohorts.support(evidence, 0);
    Optional<String> refusal = refusal(evidence, gates);
    if (refusal.isPresent()) {
      return Conclusion.refused(support, refusal.get());
    }
    GradedEvidence units = evidence.graded().orElseThrow();
    Identified candidate = candidate(evidence, units, gates);
    return conclude(candidate, evidence, support, doubts(evidence, units, gates, own), 0);
  }

  /** Conversion of the candidate minus that of production. */
  Conclusion difference(SwapEvidence evidence, TrustGates gates, OwnDoubts own) {
    Support support = cohorts.support(evidence, cohorts.knownSwapOut(evidence));
    Optional<String> refusal = refusal(evidence, gates).or(() -> refusalOfProduction(evidence));
    if (refusal.isPresent()) {
      return Conclusion.refused(support, refusal.get());
    }
    GradedEvidence units = evidence.graded().orElseThrow();
    Doubts doubts = doubts(evidence, units, gates, own);
    if (evidence.versionsCoincide()) {
      return doubts.concludeNoDifference(support);
    }
    GradedVolume produced = cohorts.production(units);
    Identified production =
        identified(
            evidence.ratio(productionSum, cohorts.productionSupported()),
            produced.supported(),
            produced,
            produced.supportedShare() >= gates.trustedFromSupportedShare());
    Identified change = candidate(evidence, units, gates).minus(production);
    return conclude(change, evidence, support, doubts.onProduction(evidence, gates), -1);
  }

  private Identified candidate(SwapEvidence evidence, GradedEvidence units, TrustGates gates) {
    GradedVolume volume = cohorts.candidate(units);
    boolean enough = cohorts.swapInsAreEnough(evidence, units, gates);
    if (weighted(volume) && !enough) {
      // Some were: where nothing was, this is refused before.
      LinearisedEstimate agreed = evidence.ratio(AGREE_IN_CONVERTED, AGREE_IN_MATURE);
      return identified(agreed, volume.observed(), volume, false);
    }
    boolean given =
        (enough || cohorts.swapIns(evidence) == 0)
            && volume.supportedShare() >= gates.trustedFromSupportedShare();
    return identified(rate(evidence), volume.supported(), volume, given);
  }

  /** Takes the rate for so many contacts, and all others for unknown. */
  private static Identified identified(
      LinearisedEstimate rate, long contacts, GradedVolume volume, boolean given) {
    double due = volume.due();
    LinearisedEstimate seen = rate.times(contacts / due);
    double unknown = due - contacts - volume.nearThreshold();
    return new Identified(
        seen.plus(volume.nearThresholdLower() / due),
        seen.plus((volume.nearThresholdUpper() + unknown) / due),
        given ? Optional.of(rate) : Optional.empty(),
        contacts < volume.due());
  }

  private static Conclusion conclude(
      Identified figure, SwapEvidence evidence, Support support, Doubts doubts, double least) {
    if (!figure.bounded()) {
      return doubts.conclude(figure.point().orElseThrow(), evidence, support, least);
    }
    OptionalDouble error = figure.lower().standardError(evidence.moments());
    if (error.isEmpty()) {
      return Conclusion.refused(support, Refusals.ALL_ALIKE);
    }
    Interval ends = new Interval(figure.lower().value(), figure.upper().value());
    Interval interval =
        new ImbensManskiInterval(ends, error.getAsDouble(), error.getAsDouble())
            .at(Conclusion.LEVEL);
    OptionalDouble estimate = figure.estimate();
    return doubts
        .when(estimate.isEmpty(), "the contacts without evidence leave bounds only")
        .conclude(estimate, interval.within(least, 1), support);
  }

  private LinearisedEstimate rate(SwapEvidence evidence) {
    return evidence.ratio(candidateSum, cohorts.candidateSupported());
  }

  private static boolean weighted(GradedVolume volume) {
    return volume.history() + volume.explored() > 0;
  }

  private Optional<String> refusal(SwapEvidence evidence, TrustGates gates) {
    long seen = evidence.agreeIn().mature() + evidence.swapIn().mature();
    if (evidence.candidateContacts() == 0 || seen == 0) {
      return Optional.of(Refusals.nothingWorked(evidence));
    }
    if (evidence.graded().isEmpty()) {
      return Optional.of(Refusals.NO_MODEL);
    }
    GradedEvidence units = evidence.graded().get();
    GradedVolume volume = cohorts.candidate(units);
    if (volume.supported() == 0) {
      return Optional.of(
          "none of these %d %s has evidence".formatted(volume.due(), cohorts.text()));
    }
    boolean agreed = volume.observed() > 0 && evidence.seenWithoutWeight() > 0;
    if (weighted(volume) && !agreed && !cohorts.swapInsAreEnough(evidence, units, gates)) {
      return Optional.of(cohorts.tooFewSwapIns(evidence, units, gates));
    }
    return impossible(rate(evidence));
  }

  private Optional<String> refusalOfProduction(SwapEvidence evidence) {
    return cohorts.production(evidence.graded().orElseThrow()).supported() == 0
        ? Optional.of(Refusals.PRODUCTION_UNSEEN)
        : impossible(evidence.ratio(productionSum, cohorts.productionSupported()));
  }

  private static Optional<String> impossible(LinearisedEstimate rate) {
    return rate.value() >= 0 && rate.value() <= 1
        ? Optional.empty()
        : Optional.of(
            "by their weights %s of the contacts convert, which cannot be, so the weights are no support"
                .formatted(Doubts.percent(rate.value())));
  }

  private Doubts doubts(
      SwapEvidence evidence, GradedEvidence units, TrustGates gates, OwnDoubts own) {
    boolean hasSwapIns = cohorts.swapIns(evidence) > 0;
    boolean enough = !hasSwapIns || cohorts.swapInsAreEnough(evidence, units, gates);
    double share = cohorts.candidate(units).supportedShare();
    Doubts doubts = new Doubts().onSupport(OptionalDouble.of(share), gates);
    boolean lacking = !enough || share < gates.trustedFromSupportedShare();
    units.unusedHistory().ifPresent(why -> doubts.when(lacking, why));
    if (hasSwapIns && enough) {
      doubts.onSwapIns(cohorts.swapInWeights(evidence, units), Cohorts.KIND, gates);
    }
    doubts.when(!enough, cohorts.tooFewSwapIns(evidence, units, gates));
    own.add(doubts, evidence, units, rate(evidence));
    return doubts.onConversions(
        evidence.agreeIn().converted() + evidence.swapIn().converted(), gates);
  }

  /** On weights that miss the known number of those whom the draw could reach. */
  static void onMissedVolume(
      Doubts doubts, SwapEvidence evidence, GradedEvidence units, LinearisedEstimate rate) {
    OptionalDouble error = rate.standardError(evidence.moments());
    if (evidence.exploration().contacts() > 0 && error.isPresent()) {
      long reachable = units.candidate().explored();
      double share = (double) reachable / units.candidate().supported();
      doubts.onMissedVolume(
          evidence, reachable, share, error.getAsDouble(), "swap-ins that could be drawn");
    }
  }
}
