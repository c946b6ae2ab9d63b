package io.requalify.reviews;

import java.util.Comparator;
import java.util.List;

/**
 * A way to a conversion, and what it is called in front of people who have never heard of it.
 *
 * @param shortName as the tables have it
 * @param title what the figure is, in a few words
 * @param kind what the figure may be used for
 */
record Estimator(String shortName, String title, Kind kind) {
  /** What a figure may be used for. */
  enum Kind {
    /** An estimate for the version. */
    ESTIMATE,
    /** What no data can contradict. */
    BOUNDS,
    /** A fact about what was worked, not about the version. */
    OBSERVED,
    /** What a model expects of contacts that nobody saw; a part of an estimate, not one. */
    MODEL,
    /** Wrong by construction; shown because people compute it. */
    MISLEADING
  }

  private static final List<Estimator> KNOWN =
      List.of(
          new Estimator("doubly_robust", "Estimate for the version", Kind.ESTIMATE),
          new Estimator(
              "doubly_robust_all_cohorts", "Estimate with young cohorts, too", Kind.ESTIMATE),
          new Estimator("snips", "Estimate by weights alone", Kind.ESTIMATE),
          new Estimator("ips", "Estimate by weights, not normalised", Kind.ESTIMATE),
          new Estimator("manski", "Worst-case bounds", Kind.BOUNDS),
          new Estimator(
              "monotone_band",
              "Bounds if no one below production's threshold converts better than above it",
              Kind.BOUNDS),
          new Estimator("observed", "Seen among what sales worked", Kind.OBSERVED),
          new Estimator("direct", "From the outcome model alone", Kind.MODEL),
          new Estimator("agreement_set", "Naive: qualified by both only", Kind.MISLEADING));

  /** The most dependable first; estimators that this report does not know come last, by name. */
  static final Comparator<Estimator> PREFERENCE =
      Comparator.comparingInt(Estimator::rank).thenComparing(Estimator::shortName);

  /** An estimator that is not known here is shown under its own name, as an estimate. */
  static Estimator named(String shortName) {
    return KNOWN.stream()
        .filter(estimator -> estimator.shortName.equals(shortName))
        .findFirst()
        .orElseGet(() -> new Estimator(shortName, shortName, Kind.ESTIMATE));
  }

  private int rank() {
    int rank = KNOWN.indexOf(this);
    return rank < 0 ? KNOWN.size() : rank;
  }
}
