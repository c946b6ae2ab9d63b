package io.requalify.statistics;

import static io.requalify.statistics.SwapEvidence.Term.CANDIDATE_MODEL;
import static io.requalify.statistics.SwapEvidence.Term.PRODUCTION_MODEL;

import io.requalify.statistics.PartlyIdentified.OwnDoubts;

/**
 * The direct method: the mean of what an outcome model expects of the due contacts with evidence,
 * {@code Sum m / n}, as in reject inference by extrapolation. It is shown beside {@link
 * DoublyRobust}, which corrects it, and never is trusted.
 *
 * <p>Unbiased only where the model is right for those whom sales did not work, which nothing in the
 * data can show. Its interval leaves the error of the model out and is far too narrow: in simulated
 * worlds it held the truth in fewer than half of the cases. Dudík, Langford and Li 2011.
 */
public record DirectMethod() implements ConversionEstimator {
  private static final PartlyIdentified FIGURE =
      new PartlyIdentified(Cohorts.DUE, CANDIDATE_MODEL, PRODUCTION_MODEL);

  static final String MODEL_ONLY =
      "it is model-based: what the model expects of contacts that sales did not work was not seen";

  private static final OwnDoubts MODEL_BASED =
      (doubts, evidence, units, rate) -> doubts.when(true, MODEL_ONLY);

  @Override
  public String shortName() {
    return "direct";
  }

  @Override
  public Conclusion conversion(SwapEvidence evidence, TrustGates gates) {
    return FIGURE.conversion(evidence, gates, MODEL_BASED);
  }

  @Override
  public Conclusion difference(SwapEvidence evidence, TrustGates gates) {
    return FIGURE.difference(evidence, gates, MODEL_BASED);
  }
}
