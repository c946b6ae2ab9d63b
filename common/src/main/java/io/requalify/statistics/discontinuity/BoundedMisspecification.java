package io.requalify.statistics.discontinuity;

import io.requalify.statistics.CriticalValue;
import io.requalify.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The jump of the mean outcome at a cutoff, by a straight line at each side, and an interval under
 * bounded misspecification error: at the cutoff neither line is further from the truth than it is
 * somewhere among the scores of its side.
 *
 * <p>With {@code d(g)} the distance of the mean at score g from the line, the interval is the union
 * over all scores g below, h above, and all signs of {@code jump ± d(g) ± d(h) ± z se}, where
 * {@code se} is that of the whole sum. The variance is that of the residuals with no assumption on
 * their spread, times {@code N / (N - 1)}.
 *
 * <p>Right where there are many outcomes at each score and the lines bend no worse at the cutoff
 * than elsewhere; nobody needs to say how much they bend. A mean that turns just at the cutoff
 * ruins it, and so do few outcomes at a score, and outcomes that hang together, such as contacts of
 * one account. Wide where scores are many. Kolesár and Rothe 2018, American Economic Review 108,
 * 2277-2304.
 *
 * @param bandwidth points at either side of the cutoff that count, above 0
 */
public record BoundedMisspecification(double bandwidth) {
  /** A line through two scores fits them without any error to judge it by. */
  private static final int FEWEST_SCORES = 3;

  public BoundedMisspecification {
    if (!(bandwidth > 0) || !Double.isFinite(bandwidth)) {
      throw new IllegalArgumentException(
          "A bandwidth of %s points holds no scores; give one above 0".formatted(bandwidth));
    }
  }

  /** The value of a side's line at the cutoff, moved by a misfit of that side. */
  private record Moved(double misfit, double variance) {}

  /**
   * The jump, above less below.
   *
   * @param level share of samples whose interval should hold the truth, such as 0.95
   * @throws IllegalArgumentException when the level is not between 0 and 1
   */
  public DiscontinuityResult jump(OutcomesByScore outcomes, double level) {
    ScoreSide below = outcomes.below().within(Kernel.UNIFORM, bandwidth);
    ScoreSide above = outcomes.above().within(Kernel.UNIFORM, bandwidth);
    Optional<String> refusal = refusal("below", below).or(() -> refusal("at or above", above));
    if (refusal.isPresent()) {
      return new DiscontinuityResult.Refused(refusal.get());
    }
    long observations = below.observations() + above.observations();
    double sample = (double) observations / (observations - 1);
    LocalLinear lower = new LocalLinear(below, Kernel.UNIFORM, bandwidth);
    LocalLinear upper = new LocalLinear(above, Kernel.UNIFORM, bandwidth);
    double jump = upper.value(0) - lower.value(0);
    double z = CriticalValue.twoSided(level);
    double least = jump;
    double most = jump;
    double largestBias = 0;
    for (Moved down : moved(below, lower)) {
      for (Moved up : moved(above, upper)) {
        double bias = up.misfit() - down.misfit();
        double reach = z * Math.sqrt(sample * (up.variance() + down.variance()));
        least = Math.min(least, jump + bias - reach);
        most = Math.max(most, jump + bias + reach);
        largestBias = Math.max(largestBias, Math.abs(bias));
      }
    }
    double variance = variance(below, lower, 0, 0) + variance(above, upper, 0, 0);
    return new DiscontinuityResult.Estimated(
        jump, Math.sqrt(sample * variance), largestBias, new Interval(least, most), observations);
  }

  private Optional<String> refusal(String where, ScoreSide side) {
    Optional<String> few = side.refusal(where, bandwidth, FEWEST_SCORES);
    if (few.isPresent()) {
      return few;
    }
    for (int place = 0; place < side.size(); place++) {
      if (side.at(place).observations() < 2) {
        return Optional.of(
            "score %d has one observation, so how well the line fits there cannot be told from chance; choose a bandwidth without it"
                .formatted(side.at(place).score()));
      }
    }
    return Optional.empty();
  }

  /** Each misfit of the side, added and taken away. */
  private static List<Moved> moved(ScoreSide side, LocalLinear line) {
    List<Moved> moved = new ArrayList<>();
    for (int place = 0; place < side.size(); place++) {
      double misfit = misfit(side, line, place);
      moved.add(new Moved(misfit, variance(side, line, place, 1)));
      moved.add(new Moved(-misfit, variance(side, line, place, -1)));
    }
    return moved;
  }

  private static double misfit(ScoreSide side, LocalLinear line, int place) {
    return side.at(place).mean() - line.value(side.distance(place));
  }

  /**
   * Variance of the line's value at the cutoff plus the sign times the misfit at a score. An
   * outcome moves this by its residual from the line times {@code fromLine} and by its distance
   * from the mean of its score times {@code fromMean}.
   */
  private static double variance(ScoreSide side, LocalLinear line, int misfitAt, int sign) {
    double[] atCutoff = line.weights(0);
    double[] atScore = line.weights(side.distance(misfitAt));
    double sum = 0;
    for (int place = 0; place < side.size(); place++) {
      double observations = side.at(place).observations();
      double fromLine = atCutoff[place] - sign * atScore[place];
      double fromMean = place == misfitAt ? sign / observations : 0;
      double misfit = misfit(side, line, place);
      sum +=
          (fromLine + fromMean) * (fromLine + fromMean) * side.at(place).squaresWithin()
              + fromLine * fromLine * observations * misfit * misfit;
    }
    return sum;
  }
}
