package io.requalify.suggestions;

import io.requalify.rules.Points;
import io.requalify.rules.RepointedVersion;
import io.requalify.rules.RuleVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * Finds how many points double the odds, where nobody says it: so many that with the thresholds as
 * they are the same weight of decisions reaches them as now. The versions of all scales are
 * replayed with their limits, segments and requirements; nothing is taken from sums.
 */
final class ScaleSearch {
  /** Scales on either side of the one that leaves the sum of all points as it is. */
  private static final int SCALES = 32;

  private static final double SCALES_TO_DOUBLE = 16;

  private final PointsModel model;
  private final RuleVersion version;
  private final Reach reach;

  /** Tells for each version the weight of the decisions that reach it, in millionths. */
  interface Reach {
    List<Long> of(List<RuleVersion> versions);
  }

  /** A scale with the points that it leads to. */
  private record Candidate(PointsFit fit, RuleVersion version) {}

  ScaleSearch(PointsModel model, RuleVersion version, Reach reach) {
    this.model = model;
    this.version = version;
    this.reach = reach;
  }

  /**
   * The fit at the scale that is nearest; of two equally near the one that changes the sum of the
   * points least.
   *
   * @param centre fit at any scale, in which some rule helps
   * @param reachedNow weight of the decisions that reach the version as it is, in millionths
   */
  PointsFit nearest(PointsFit centre, long reachedNow) {
    List<Candidate> candidates = candidates(centre);
    List<Long> reached = reach.of(candidates.stream().map(Candidate::version).toList());
    int best = 0;
    for (int i = 1; i < candidates.size(); i++) {
      long distance = Math.abs(reached.get(i) - reachedNow);
      // They come by their distance from the middle, so the first of equals stays.
      best = distance < Math.abs(reached.get(best) - reachedNow) ? i : best;
    }
    return candidates.get(best).fit();
  }

  private List<Candidate> candidates(PointsFit centre) {
    double pointsNow = 0;
    for (int place : centre.fitted()) {
      pointsNow += Math.abs(model.roles().get(place).points().orElseThrow().millionths()) / 1e6;
    }
    double middle = centre.sumOfCoefficients() / pointsNow;
    boolean offsets = model.hasKeptPoints();
    List<Candidate> candidates = new ArrayList<>();
    Set<SortedMap<String, Points>> seen = new HashSet<>();
    for (int i = 0; i <= 2 * SCALES; i++) {
      int step = i % 2 == 0 ? i / 2 : -(i + 1) / 2;
      double logOddsPerPoint = middle * StrictMath.pow(2, -step / SCALES_TO_DOUBLE);
      PointsFit fit =
          offsets ? model.fit(logOddsPerPoint, row -> true) : centre.at(logOddsPerPoint);
      SortedMap<String, Points> points = fit.points();
      if (seen.add(points)) {
        candidates.add(
            new Candidate(fit, new RepointedVersion(version, "scale", "scale", points).version()));
      }
    }
    return candidates;
  }
}
