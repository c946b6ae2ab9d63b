package io.requalify.statistics;

import static io.requalify.statistics.MoneyEvidence.Term.CANDIDATE_DOUBLY_ROBUST;
import static io.requalify.statistics.MoneyEvidence.Term.CANDIDATE_MODEL;
import static io.requalify.statistics.MoneyEvidence.Term.CANDIDATE_SUPPORTED;
import static io.requalify.statistics.MoneyEvidence.Term.CANDIDATE_WEIGHTED;
import static io.requalify.statistics.MoneyEvidence.Term.PRODUCTION_DOUBLY_ROBUST;
import static io.requalify.statistics.MoneyEvidence.Term.PRODUCTION_MODEL;
import static io.requalify.statistics.MoneyEvidence.Term.PRODUCTION_SUPPORTED;
import static io.requalify.statistics.MoneyEvidence.Term.PRODUCTION_WEIGHTED;

import io.requalify.statistics.MoneyEvidence.Term;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Money per due contact with evidence: the mean of {@code m + (W/e)(R - m)} (doubly robust), of
 * {@code W R / e} (inverse propensity weighting) or of {@code m} (direct method), with R the money
 * of a worked contact, 0 where it did not convert, and m what the outcome model expects of it.
 *
 * <p>Right where {@link DoublyRobust}, {@link InversePropensityWeighting} and {@link DirectMethod}
 * are. Money is skewed: with few wins, or one account that brought much of it, the normal interval
 * is too narrow, which the gates say. The contacts without evidence have no bounds; where they are
 * many all is refused, and where they are few the figure and its interval are those of the others,
 * are called so, and are not trusted.
 */
final class MoneyOfEvidence implements MoneyEstimator {
  /** More standard errors between the corrected figure and the model's make both suspect. */
  private static final double MOST_ERRORS_FROM_MODEL = 2;

  private final String shortName;
  private final Term candidateSum;
  private final Term productionSum;

  private MoneyOfEvidence(String shortName, Term candidateSum, Term productionSum) {
    this.shortName = shortName;
    this.candidateSum = candidateSum;
    this.productionSum = productionSum;
  }

  static MoneyOfEvidence doublyRobust() {
    return new MoneyOfEvidence("doubly_robust", CANDIDATE_DOUBLY_ROBUST, PRODUCTION_DOUBLY_ROBUST);
  }

  static MoneyOfEvidence inversePropensityWeighting() {
    return new MoneyOfEvidence("ips", CANDIDATE_WEIGHTED, PRODUCTION_WEIGHTED);
  }

  static MoneyOfEvidence directMethod() {
    return new MoneyOfEvidence("direct", CANDIDATE_MODEL, PRODUCTION_MODEL);
  }

  @Override
  public String shortName() {
    return shortName;
  }

  @Override
  public Conclusion perContact(MoneyEvidence evidence, TrustGates gates) {
    Support support = Cohorts.DUE.support(evidence.contacts(), 0);
    Optional<String> refusal = refusal(evidence, gates);
    if (refusal.isPresent()) {
      return Conclusion.refused(support, refusal.get());
    }
    return doubts(evidence, gates)
        .concludeMoney(rate(evidence), evidence, support, isWhole(units(evidence).candidate()));
  }

  @Override
  public Conclusion difference(MoneyEvidence evidence, TrustGates gates) {
    SwapEvidence contacts = evidence.contacts();
    Support support = Cohorts.DUE.support(contacts, contacts.swapOut().mature());
    Optional<String> refusal =
        refusal(evidence, gates).or(() -> refusalOfProduction(evidence, gates));
    if (refusal.isPresent()) {
      return Conclusion.refused(support, refusal.get());
    }
    Doubts doubts = doubts(evidence, gates);
    if (contacts.versionsCoincide()) {
      return doubts.concludeNoDifference(support);
    }
    GradedVolume production = units(evidence).production();
    onTheOthers(doubts, production, "production's contacts").onProduction(contacts, gates);
    LinearisedEstimate change =
        rate(evidence).minus(evidence.ratio(productionSum, PRODUCTION_SUPPORTED));
    return MoneyDoubts.onProduction(doubts, evidence)
        .concludeMoney(
            change, evidence, support, isWhole(units(evidence).candidate()) && isWhole(production));
  }

  private LinearisedEstimate rate(MoneyEvidence evidence) {
    return evidence.ratio(candidateSum, CANDIDATE_SUPPORTED);
  }

  private static GradedEvidence units(MoneyEvidence evidence) {
    return evidence.contacts().graded().orElseThrow();
  }

  private static boolean isWhole(GradedVolume volume) {
    return volume.unsupported() == 0;
  }

  private static Optional<String> refusal(MoneyEvidence evidence, TrustGates gates) {
    SwapEvidence contacts = evidence.contacts();
    if (contacts.agreeIn().mature() + contacts.swapIn().mature() == 0) {
      return Optional.of(Refusals.nothingWorked(contacts));
    }
    if (contacts.graded().isEmpty()) {
      return Optional.of(Refusals.NO_MODEL);
    }
    if (!swapInsAreEnough(contacts, gates)) {
      return Optional.of(Cohorts.DUE.tooFewSwapIns(contacts, units(evidence), gates));
    }
    return tooManyOthers(units(evidence).candidate(), "the contacts", gates)
        .or(() -> MoneyDoubts.refusal(evidence));
  }

  private static boolean swapInsAreEnough(SwapEvidence contacts, TrustGates gates) {
    return contacts.exploration().due() == 0
        || Cohorts.DUE.swapInsAreEnough(contacts, contacts.graded().orElseThrow(), gates);
  }

  private static Optional<String> refusalOfProduction(MoneyEvidence evidence, TrustGates gates) {
    GradedVolume production = units(evidence).production();
    return production.supported() == 0
        ? Optional.of(Refusals.PRODUCTION_UNSEEN)
        : tooManyOthers(production, "production's contacts", gates);
  }

  private static Optional<String> tooManyOthers(
      GradedVolume volume, String whose, TrustGates gates) {
    return volume.supportedShare() < gates.trustedFromSupportedShare()
        ? Optional.of(
            "only %s of %s have evidence, and money has no worst case that could stand for the others; at least %s must"
                .formatted(
                    Doubts.percent(volume.supportedShare()),
                    whose,
                    Doubts.percent(gates.trustedFromSupportedShare())))
        : Optional.empty();
  }

  private Doubts doubts(MoneyEvidence evidence, TrustGates gates) {
    SwapEvidence contacts = evidence.contacts();
    GradedEvidence units = units(evidence);
    Doubts doubts = onTheOthers(new Doubts(), units.candidate(), "the contacts");
    if (contacts.exploration().due() > 0) {
      doubts.onSwapIns(contacts.supportedSwapInWeights(units), Cohorts.KIND, gates);
    }
    if (candidateSum == CANDIDATE_MODEL) {
      doubts.when(true, DirectMethod.MODEL_ONLY);
    } else {
      LinearisedEstimate conversion =
          contacts.ratio(
              SwapEvidence.Term.CANDIDATE_DOUBLY_ROBUST, SwapEvidence.Term.CANDIDATE_SUPPORTED);
      PartlyIdentified.onMissedVolume(doubts, contacts, units, conversion);
    }
    if (candidateSum == CANDIDATE_DOUBLY_ROBUST) {
      onModel(doubts, evidence);
    }
    return MoneyDoubts.onMoney(doubts, evidence, evidence.largestWeightedShare(), gates);
  }

  private static Doubts onTheOthers(Doubts doubts, GradedVolume volume, String whose) {
    return doubts.when(
        !isWhole(volume),
        "of %d of %s, %d in all, nothing is known, and money has no worst case: figure and interval speak of the others only"
            .formatted(volume.unsupported(), whose, volume.due()));
  }

  private void onModel(Doubts doubts, MoneyEvidence evidence) {
    LinearisedEstimate rate = rate(evidence);
    double model = evidence.ratio(CANDIDATE_MODEL, CANDIDATE_SUPPORTED).value();
    OptionalDouble error = rate.standardError(evidence.moments());
    doubts.when(
        error.isPresent()
            && Math.abs(model - rate.value()) > MOST_ERRORS_FROM_MODEL * error.getAsDouble(),
        String.format(
            Locale.ROOT,
            "the outcome model alone says %.2f and, corrected by what was seen, %.2f, which is more than chance",
            model,
            rate.value()));
  }
}
