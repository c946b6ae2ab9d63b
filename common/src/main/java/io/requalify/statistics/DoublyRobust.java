package io.requalify.statistics;

import static io.requalify.statistics.SwapEvidence.Term.CANDIDATE_DOUBLY_ROBUST;
import static io.requalify.statistics.SwapEvidence.Term.CANDIDATE_MODEL;
import static io.requalify.statistics.SwapEvidence.Term.CANDIDATE_SUPPORTED;
import static io.requalify.statistics.SwapEvidence.Term.PRODUCTION_DOUBLY_ROBUST;

import java.util.OptionalDouble;

/**
 * The cross-fitted doubly robust estimator, which is the default: the mean of {@code m + (W/e)(A -
 * m)} over the due contacts with evidence, with m the conversion that an outcome model expects
 * (made from the other folds of accounts), W whether sales worked the contact, e with which
 * probability, and A whether it converted.
 *
 * <p>Unbiased where e is right, whatever the model is worth, and where the model is right, whatever
 * e is; the model takes away noise. Ruined by a draw whose logged probabilities were not the real
 * ones, where the model is wrong too, and by a handful of weights, where it is refused. Contacts
 * without evidence widen it to bounds, see {@link PartlyIdentified}; the interval then is that of
 * {@link ImbensManskiInterval}. Robins, Rotnitzky and Zhao 1994; Chernozhukov and others 2018.
 */
public record DoublyRobust() implements ConversionEstimator {
  /** More standard errors between it and the model's own figure make both suspect. */
  private static final double MOST_ERRORS_FROM_MODEL = 2;

  private static final PartlyIdentified FIGURE =
      new PartlyIdentified(Cohorts.DUE, CANDIDATE_DOUBLY_ROBUST, PRODUCTION_DOUBLY_ROBUST);

  @Override
  public String shortName() {
    return "doubly_robust";
  }

  @Override
  public Conclusion conversion(SwapEvidence evidence, TrustGates gates) {
    return FIGURE.conversion(evidence, gates, DoublyRobust::addDoubts);
  }

  @Override
  public Conclusion difference(SwapEvidence evidence, TrustGates gates) {
    return FIGURE.difference(evidence, gates, DoublyRobust::addDoubts);
  }

  private static void addDoubts(
      Doubts doubts, SwapEvidence evidence, GradedEvidence units, LinearisedEstimate rate) {
    PartlyIdentified.onMissedVolume(doubts, evidence, units, rate);
    double model = evidence.ratio(CANDIDATE_MODEL, CANDIDATE_SUPPORTED).value();
    OptionalDouble error = rate.standardError(evidence.moments());
    double distance = Math.abs(model - rate.value());
    doubts.when(
        error.isPresent() && distance > MOST_ERRORS_FROM_MODEL * error.getAsDouble(),
        "the outcome model alone says %s and, corrected by what was seen, %s, which is more than chance"
            .formatted(Doubts.percent(model), Doubts.percent(rate.value())));
  }
}
