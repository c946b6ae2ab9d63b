package io.requalify.statistics.proposals;

import static io.requalify.statistics.counterfactual.VersionSums.doublyRobust;
import static io.requalify.statistics.counterfactual.VersionSums.supported;

import io.requalify.statistics.ClusterMoments;
import io.requalify.statistics.Conclusion;
import io.requalify.statistics.Interval;
import io.requalify.statistics.LinearisedEstimate;
import io.requalify.statistics.multiplicity.ConfidenceSequence;
import io.requalify.statistics.multiplicity.PValueAdjustment.BenjaminiHochberg;
import io.requalify.statistics.multiplicity.Sides;
import io.requalify.statistics.multiplicity.SimultaneousBounds;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * The doubly robust differences of several candidates from production, judged together: who looks
 * at many candidates and picks the best has picked luck, too. All figures are over the due contacts
 * with evidence; errors are between accounts, and what two versions share cancels.
 */
public final class VersionFamily {
  private final ClusterMoments moments;
  private final SortedMap<String, Integer> candidates;

  /**
   * A family.
   *
   * @param moments of {@link io.requalify.statistics.counterfactual.VersionSums}, production first
   * @param candidates those of whom an estimate is given, with their place in the moments, 1 or
   *     more
   */
  public VersionFamily(ClusterMoments moments, Map<String, Integer> candidates) {
    this.moments = moments;
    this.candidates = new TreeMap<>();
    candidates.forEach(
        (name, place) -> {
          if (canBeJudged(place)) {
            this.candidates.put(name, place);
          }
        });
  }

  /** With one account, or with accounts that are all alike, chance cannot be judged. */
  private boolean canBeJudged(int place) {
    if (moments.clusters() < 2
        || moments.sum(supported(0)) == 0
        || moments.sum(supported(place)) == 0) {
      return false;
    }
    LinearisedEstimate difference = difference(place);
    return difference.value() == 0 || difference.variance(moments) > 0;
  }

  /** Bounds of the differences in conversion; of a candidate that cannot be judged none. */
  public Bounds conversions() {
    return bounds(this::difference);
  }

  /** Bounds of the differences in conversions over all due contacts with evidence. */
  public Bounds yields() {
    return bounds(place -> total(place).minus(total(0)));
  }

  /**
   * Bounds of several candidates that hold together.
   *
   * @param criticalValue by how many standard errors they lie off; none where there is nothing to
   *     compare
   * @param byCandidate all lower ends hold together, and all upper ends
   */
  public record Bounds(OptionalDouble criticalValue, SortedMap<String, Interval> byCandidate) {
    public Bounds {
      byCandidate = Collections.unmodifiableSortedMap(new TreeMap<>(byCandidate));
    }

    public Optional<Interval> of(String candidate) {
      return Optional.ofNullable(byCandidate.get(candidate));
    }
  }

  private Bounds bounds(Function<Integer, LinearisedEstimate> figure) {
    List<LinearisedEstimate> figures = candidates.values().stream().map(figure).toList();
    int size = figures.size();
    double[][] covariances = new double[size][size];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        covariances[row][column] = figures.get(row).covariance(moments, figures.get(column));
      }
    }
    double[] values = figures.stream().mapToDouble(LinearisedEstimate::value).toArray();
    SimultaneousBounds bounds =
        SimultaneousBounds.of(values, covariances, Sides.ONE, Conclusion.LEVEL);
    SortedMap<String, Interval> byCandidate = new TreeMap<>();
    int index = 0;
    for (String name : candidates.keySet()) {
      byCandidate.put(name, new Interval(bounds.lower(index), bounds.upper(index)));
      index++;
    }
    return new Bounds(bounds.criticalValue(), byCandidate);
  }

  /**
   * Bounds of a candidate's difference that hold at every look of a series, for all candidates
   * together (Bonferroni's part of the error for each).
   *
   * @param plannedAccounts see {@link ConfidenceSequence#tunedAt}
   */
  public Optional<Interval> sequence(String candidate, double plannedAccounts) {
    Integer place = candidates.get(candidate);
    if (place == null) {
      return Optional.empty();
    }
    double level = 1 - (1 - Conclusion.LEVEL) / candidates.size();
    LinearisedEstimate difference = difference(place);
    double accounts = moments.clusters();
    double deviation = Math.sqrt(difference.variance(moments) * accounts);
    return Optional.of(
        ConfidenceSequence.tunedAt(plannedAccounts, level)
            .around(difference.value(), accounts, deviation));
  }

  /**
   * For each candidate the p-value of converting no better than production, one-sided, adjusted by
   * Benjamini and Hochberg: which ones are worth a second look. A candidate that differs in nothing
   * has 1.
   */
  public SortedMap<String, Double> screen() {
    NormalDistribution normal = new NormalDistribution();
    double[] raw =
        candidates.values().stream()
            .map(this::difference)
            .mapToDouble(
                difference -> {
                  double error = Math.sqrt(difference.variance(moments));
                  return error == 0 ? 1 : normal.cumulativeProbability(-difference.value() / error);
                })
            .toArray();
    double[] adjusted = new BenjaminiHochberg().adjust(raw);
    SortedMap<String, Double> screen = new TreeMap<>();
    int index = 0;
    for (String name : candidates.keySet()) {
      screen.put(name, adjusted[index]);
      index++;
    }
    return screen;
  }

  private LinearisedEstimate difference(int place) {
    return conversion(place).minus(conversion(0));
  }

  private LinearisedEstimate conversion(int place) {
    return LinearisedEstimate.ratio(
        moments, new int[] {doublyRobust(place)}, new int[] {supported(place)});
  }

  /** Conversions of so many contacts as there are: their number is known, not estimated. */
  private LinearisedEstimate total(int place) {
    return conversion(place).times(moments.sum(supported(place)));
  }
}
