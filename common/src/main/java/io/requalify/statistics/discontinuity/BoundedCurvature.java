package io.requalify.statistics.discontinuity;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The jump of the mean outcome at a cutoff, by a straight line at each side, and an honest interval
 * under a bound on how fast the mean bends: {@code jump ± cv(B / se) se}, where {@code cv(b)} is
 * the critical value of {@code |N(b, 1)|} and {@code B = M/2 (|Sum w x²| below + |Sum w x²| above)}
 * the largest bias that a second derivative of at most {@code M} can cause.
 *
 * <p>Right, also for few scores, wherever the second derivative of the mean by the score stays
 * within the bound (of an integer score it is enough that no second difference {@code mean(s + 1) -
 * 2 mean(s) + mean(s - 1)} exceeds it); the standard error is by nearest neighbours, so it takes no
 * bend for chance. A bound that is too small ruins it, see {@link CurvatureRuleOfThumb}, and so do
 * outcomes that hang together, such as contacts of one account. Armstrong and Kolesár 2020,
 * Quantitative Economics 11, 1-39.
 *
 * @param curvature bound on the absolute second derivative, in units of the outcome per squared
 *     point, 0 or more
 * @param bandwidth points at either side of the cutoff that count, above 0
 * @param kernel how much a score counts by its distance
 */
public record BoundedCurvature(double curvature, double bandwidth, Kernel kernel) {
  /** As many scores as a line needs. */
  static final int FEWEST_SCORES = 2;

  public BoundedCurvature {
    requireBounds(curvature, bandwidth);
    requireNonNull(kernel, "kernel");
  }

  static void requireBounds(double curvature, double bandwidth) {
    if (!(curvature >= 0) || !Double.isFinite(curvature)) {
      throw new IllegalArgumentException(
          "%s is no bound on a second derivative; give 0 or more".formatted(curvature));
    }
    if (!(bandwidth > 0) || !Double.isFinite(bandwidth)) {
      throw new IllegalArgumentException(
          "A bandwidth of %s points holds no scores; give one above 0".formatted(bandwidth));
    }
  }

  /**
   * The jump, above less below.
   *
   * @param level share of samples whose interval should hold the truth, such as 0.95
   * @throws IllegalArgumentException when the level is not between 0 and 1
   */
  public DiscontinuityResult jump(OutcomesByScore outcomes, double level) {
    ScoreSide below = outcomes.below().within(kernel, bandwidth);
    ScoreSide above = outcomes.above().within(kernel, bandwidth);
    Optional<String> refusal =
        below
            .refusal("below", bandwidth, FEWEST_SCORES)
            .or(() -> above.refusal("at or above", bandwidth, FEWEST_SCORES));
    if (refusal.isPresent()) {
      return new DiscontinuityResult.Refused(refusal.get());
    }
    LocalLinear lower = new LocalLinear(below, kernel, bandwidth);
    LocalLinear upper = new LocalLinear(above, kernel, bandwidth);
    double variance = lower.variance(lower.weights(0)) + upper.variance(upper.weights(0));
    return DiscontinuityResult.Estimated.biasAware(
        upper.value(0) - lower.value(0),
        Math.sqrt(variance),
        curvature * (lower.biasPerCurvature(0) + upper.biasPerCurvature(0)),
        level,
        below.observations() + above.observations());
  }
}
