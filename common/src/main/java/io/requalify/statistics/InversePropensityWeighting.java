package io.requalify.statistics;

import static io.requalify.statistics.SwapEvidence.Term.CANDIDATE_WEIGHTED_CONVERTED;
import static io.requalify.statistics.SwapEvidence.Term.PRODUCTION_WEIGHTED_CONVERTED;

/**
 * Inverse propensity weighting (IPS): {@code Sum (W A / e) / n} over the n due contacts with
 * evidence, with W whether sales worked the contact, e with which probability, and A whether it
 * converted.
 *
 * <p>Unbiased where e is the real probability of everyone; no model has a part in it. It is noisier
 * than {@link DoublyRobust} and {@link SelfNormalisedWeighting}, since the number drawn by chance
 * moves it, and with a handful of weights it is refused. Horvitz and Thompson 1952; Rosenbaum 1987.
 */
public record InversePropensityWeighting() implements ConversionEstimator {
  private static final PartlyIdentified FIGURE =
      new PartlyIdentified(
          Cohorts.DUE, CANDIDATE_WEIGHTED_CONVERTED, PRODUCTION_WEIGHTED_CONVERTED);

  @Override
  public String shortName() {
    return "ips";
  }

  @Override
  public Conclusion conversion(SwapEvidence evidence, TrustGates gates) {
    return FIGURE.conversion(evidence, gates, PartlyIdentified::onMissedVolume);
  }

  @Override
  public Conclusion difference(SwapEvidence evidence, TrustGates gates) {
    return FIGURE.difference(evidence, gates, PartlyIdentified::onMissedVolume);
  }
}
