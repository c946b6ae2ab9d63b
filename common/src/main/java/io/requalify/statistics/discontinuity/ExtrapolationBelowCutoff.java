package io.requalify.statistics.discontinuity;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * The mean outcome that contacts some points below a cutoff would have had, from the scores at and
 * above it alone: the line through the outcomes above, drawn on below, with the honest interval
 * {@code value ± cv(B / se) se} and the largest bias {@code B = M/2 Sum over the targets of their
 * share times |Sum w(x) (x - t)²|}, {@code t} being the distance of the target.
 *
 * <p>What it assumes: that the mean outcome <em>of a contact who is worked</em> is one smooth
 * function of the score on both sides of the cutoff, whose second derivative stays within the bound
 * from the lowest target to the end of the bandwidth. Nothing below the cutoff is seen, so nothing
 * in the data can speak against this. It is ruined where those below would be worked otherwise
 * (later, by others, as a different sort of lead), where they were chosen by more than their score
 * (a candidate chooses its swap-ins so: give as outcomes above only those of contacts whom the
 * candidate qualifies too), and by a bound that is too small. The bias grows with the square of the
 * distance; a few points are meant, no more than the bandwidth. Armstrong and Kolesár 2020,
 * Quantitative Economics 11, 1-39; Angrist and Rokkanen 2015 on leaving the cutoff.
 *
 * @param curvature bound on the absolute second derivative, in units of the outcome per squared
 *     point, 0 or more
 * @param bandwidth points at and above the cutoff that count, above 0
 * @param kernel how much a score counts by its distance from the cutoff
 */
public record ExtrapolationBelowCutoff(double curvature, double bandwidth, Kernel kernel) {
  public ExtrapolationBelowCutoff {
    BoundedCurvature.requireBounds(curvature, bandwidth);
    requireNonNull(kernel, "kernel");
  }

  /**
   * Contacts at one score below the cutoff.
   *
   * @param pointsBelow cutoff less score, at least 1
   * @param contacts at least 1
   */
  public record Target(int pointsBelow, long contacts) {
    public Target {
      if (pointsBelow < 1 || contacts < 1) {
        throw new IllegalArgumentException(
            "%d contacts %d points below the cutoff; both must be at least 1"
                .formatted(contacts, pointsBelow));
      }
    }
  }

  /**
   * The expected outcome, averaged over the contacts of the targets. By how much these very
   * contacts would by chance differ from what is expected of them is not in it.
   *
   * @param outcomes those below the cutoff are not looked at
   * @param targets at least one
   * @param level share of samples whose interval should hold the truth, such as 0.95
   * @throws IllegalArgumentException without a target, or when the level is not between 0 and 1
   */
  public DiscontinuityResult mean(OutcomesByScore outcomes, List<Target> targets, double level) {
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("No contacts below the cutoff; name at least one score");
    }
    ScoreSide above = outcomes.above().within(kernel, bandwidth);
    Optional<String> refusal =
        above
            .refusal("at or above", bandwidth, BoundedCurvature.FEWEST_SCORES)
            .or(() -> tooFar(targets));
    if (refusal.isPresent()) {
      return new DiscontinuityResult.Refused(refusal.get());
    }
    LocalLinear line = new LocalLinear(above, kernel, bandwidth);
    double[] weights = new double[above.size()];
    double bias = 0;
    double contacts = targets.stream().mapToLong(Target::contacts).sum();
    for (Target target : targets) {
      double share = target.contacts() / contacts;
      double[] ofTarget = line.weights(-target.pointsBelow());
      for (int place = 0; place < weights.length; place++) {
        weights[place] += share * ofTarget[place];
      }
      // The same curve is the worst for every target, so the largest biases add up.
      bias += share * curvature * line.biasPerCurvature(-target.pointsBelow());
    }
    double variance = line.variance(weights);
    return DiscontinuityResult.Estimated.biasAware(
        line.weighted(weights), Math.sqrt(variance), bias, level, above.observations());
  }

  private Optional<String> tooFar(List<Target> targets) {
    int furthest = targets.stream().mapToInt(Target::pointsBelow).max().orElseThrow();
    return furthest > bandwidth
        ? Optional.of(
            "the cutoff is %d points away and only %s points above it are looked at; leave such contacts to the worst case"
                .formatted(furthest, bandwidth))
        : Optional.empty();
  }
}
