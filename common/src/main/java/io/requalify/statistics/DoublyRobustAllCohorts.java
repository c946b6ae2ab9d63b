package io.requalify.statistics;

import static io.requalify.statistics.SwapEvidence.Term.CANDIDATE_ALL_DOUBLY_ROBUST;
import static io.requalify.statistics.SwapEvidence.Term.CANDIDATE_ALL_SUPPORTED;
import static io.requalify.statistics.SwapEvidence.Term.CANDIDATE_ALL_SURPLUS;
import static io.requalify.statistics.SwapEvidence.Term.CANDIDATE_DOUBLY_ROBUST;
import static io.requalify.statistics.SwapEvidence.Term.CANDIDATE_SUPPORTED;
import static io.requalify.statistics.SwapEvidence.Term.PRODUCTION_ALL_DOUBLY_ROBUST;
import static io.requalify.statistics.SwapEvidence.Term.PRODUCTION_ALL_SUPPORTED;
import static io.requalify.statistics.SwapEvidence.Term.PRODUCTION_ALL_SURPLUS;

import io.requalify.statistics.SwapEvidence.Term;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * {@link DoublyRobust} over all cohorts, those whose horizon is not over among them: the mean of
 * {@code m + (W/e)(K/G)(A - m)} over the contacts with evidence, with K whether it is known by now
 * what came of the contact, and G the share of contacts that were followed for as long as that
 * took. Who converted on day t weighs one over the share that was followed for t days; who did not
 * convert is known only at the horizon h, and weighs one over the share that was followed for h.
 *
 * <p>Unbiased where, beside what {@link DoublyRobust} asks, follow-up tells nothing of outcome and
 * delay. Ruined by a trend: where young cohorts convert more, less, sooner or later than old ones,
 * or other contacts come. So it is not trusted where it differs from {@link DoublyRobust} by more
 * than chance, and refused for contacts that were not followed like the whole, such as those of one
 * month: weighted by K/G, they are another number than without. Robins and Rotnitzky 1992; van der
 * Laan and Robins 2003; see {@link io.requalify.statistics.survival.CensoringWeights}.
 */
public record DoublyRobustAllCohorts() implements ConversionEstimator {
  /** More standard errors between it and that of the due make both suspect. */
  private static final double MOST_ERRORS_FROM_DUE = 2;

  /** More standard errors between the weights and the number of contacts are no chance. */
  private static final double MOST_ERRORS_FROM_NUMBER = 3;

  /** Weights are rounded to millionths. */
  private static final double ROUNDING = 1e-5;

  private static final PartlyIdentified FIGURE =
      new PartlyIdentified(Cohorts.ALL, CANDIDATE_ALL_DOUBLY_ROBUST, PRODUCTION_ALL_DOUBLY_ROBUST);

  @Override
  public String shortName() {
    return "doubly_robust_all_cohorts";
  }

  @Override
  public Conclusion conversion(SwapEvidence evidence, TrustGates gates) {
    Conclusion conclusion = FIGURE.conversion(evidence, gates, DoublyRobustAllCohorts::addDoubts);
    return ofCandidate(evidence)
        .map(why -> Conclusion.refused(conclusion.support(), why))
        .orElse(conclusion);
  }

  @Override
  public Conclusion difference(SwapEvidence evidence, TrustGates gates) {
    Conclusion conclusion = FIGURE.difference(evidence, gates, DoublyRobustAllCohorts::addDoubts);
    // Versions that are one differ by nothing, whatever is known.
    return evidence.versionsCoincide()
        ? conclusion
        : ofCandidate(evidence)
            .or(() -> ofProduction(evidence))
            .map(why -> Conclusion.refused(conclusion.support(), why))
            .orElse(conclusion);
  }

  private static Optional<String> ofCandidate(SwapEvidence evidence) {
    return followedOtherwise(evidence, CANDIDATE_ALL_SURPLUS, CANDIDATE_ALL_SUPPORTED);
  }

  private static Optional<String> ofProduction(SwapEvidence evidence) {
    return followedOtherwise(evidence, PRODUCTION_ALL_SURPLUS, PRODUCTION_ALL_SUPPORTED);
  }

  /** Weighted, those whose outcome is known should be as many as all of whom it will be. */
  private static Optional<String> followedOtherwise(
      SwapEvidence evidence, Term surplus, Term contacts) {
    if (evidence.moments().sum(contacts.component()) == 0) {
      return Optional.empty();
    }
    LinearisedEstimate missed = evidence.ratio(surplus, contacts);
    double error = missed.standardError(evidence.moments()).orElse(0);
    return Math.abs(missed.value()) <= MOST_ERRORS_FROM_NUMBER * error + ROUNDING
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "the contacts whose outcome is known stand for %.2f times the number of these contacts: these were followed for longer or shorter than contacts are as a whole, or young cohorts are not like old ones",
                1 + missed.value()));
  }

  private static void addDoubts(
      Doubts doubts, SwapEvidence evidence, GradedEvidence units, LinearisedEstimate rate) {
    PartlyIdentified.onMissedVolume(doubts, evidence, units, rate);
    if (units.candidate().supported() > 0) {
      LinearisedEstimate due = evidence.ratio(CANDIDATE_DOUBLY_ROBUST, CANDIDATE_SUPPORTED);
      OptionalDouble error = rate.minus(due).standardError(evidence.moments());
      double distance = Math.abs(rate.value() - due.value());
      doubts.when(
          error.isPresent() && distance > MOST_ERRORS_FROM_DUE * error.getAsDouble(),
          "all cohorts say %s and those whose horizon is over %s, which is more than chance: young cohorts are not like old ones"
              .formatted(Doubts.percent(rate.value()), Doubts.percent(due.value())));
    }
  }
}
