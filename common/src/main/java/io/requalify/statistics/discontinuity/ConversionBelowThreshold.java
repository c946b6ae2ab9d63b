package io.requalify.statistics.discontinuity;

import io.requalify.statistics.Interval;
import io.requalify.statistics.discontinuity.DiscontinuityResult.Estimated;
import io.requalify.statistics.discontinuity.DiscontinuityResult.Refused;
import io.requalify.statistics.discontinuity.ExtrapolationBelowCutoff.Target;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Between which bounds lies the share that would convert of contacts who lacked a few points of
 * production's threshold: {@link ExtrapolationBelowCutoff} from the contacts above it, points being
 * counted from the threshold, with the curvature of {@link CurvatureRuleOfThumb}.
 *
 * <p>The interval is one of 99%, because it stands for known bounds in another one of 95%: by
 * Bonferroni both hold together in at least 94% of samples. All that ruins the extrapolation ruins
 * this. The rule of thumb may set the curvature too low, so what comes of it is evidence of the
 * third grade and does not count as support.
 */
public final class ConversionBelowThreshold {
  /** Share of samples whose interval should hold the truth. */
  static final double LEVEL = 0.99;

  /** So many points above the threshold count, those near it more. */
  private static final double BANDWIDTH = 20;

  /** The curve that the curvature is read from goes so far above the threshold, in points. */
  public static final int POINTS_OF_THE_CURVE = 40;

  private ConversionBelowThreshold() {}

  /**
   * The share that would convert, with an interval within [0, 1].
   *
   * @param above outcomes of contacts whom both versions qualify, by the points that they had above
   *     production's threshold, 0 or more, each number once
   * @param below the contacts who lacked some; at least one
   */
  public static DiscontinuityResult of(Collection<OutcomesAtScore> above, List<Target> below) {
    OutcomesByScore outcomes =
        OutcomesByScore.of(
            0, above.stream().filter(each -> each.score() <= POINTS_OF_THE_CURVE).toList());
    CurvatureRuleOfThumb.Bound bound = CurvatureRuleOfThumb.ofTheSideAbove(outcomes);
    if (bound.curvature().isEmpty()) {
      return new Refused(bound.reason());
    }
    ExtrapolationBelowCutoff extrapolation =
        new ExtrapolationBelowCutoff(bound.curvature().getAsDouble(), BANDWIDTH, Kernel.TRIANGULAR);
    DiscontinuityResult result = extrapolation.mean(outcomes, below, LEVEL);
    return result instanceof Estimated estimated ? within(estimated) : result;
  }

  private static DiscontinuityResult within(Estimated estimated) {
    Interval interval = estimated.interval();
    if (interval.upper() < 0 || interval.lower() > 1) {
      return new Refused(
          String.format(
              Locale.ROOT,
              "the line above the threshold leads to a share of %.2f below it, which cannot be",
              estimated.value()));
    }
    return new Estimated(
        estimated.value(),
        estimated.standardError(),
        estimated.largestBias(),
        new Interval(Math.max(0, interval.lower()), Math.min(1, interval.upper())),
        estimated.observations());
  }
}
