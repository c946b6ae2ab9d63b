package io.requalify.statistics;

import java.util.List;

/**
 * A way to say what share of the contacts that a version qualifies would have converted, had sales
 * worked them, and by how much that differs from production.
 */
public sealed interface ConversionEstimator
    permits ObservedShare,
        AgreementSet,
        WorstCaseBounds,
        MonotoneWithinBands,
        SelfNormalisedWeighting,
        InversePropensityWeighting,
        DirectMethod,
        DoublyRobust,
        DoublyRobustAllCohorts {

  /** Stable name in tables and reports. */
  String shortName();

  /** Conversion of the contacts that the candidate qualifies. */
  Conclusion conversion(SwapEvidence evidence, TrustGates gates);

  /** Conversion of the candidate minus that of production, paired by account. */
  Conclusion difference(SwapEvidence evidence, TrustGates gates);

  /** True where it takes the contacts near production's threshold within bounds of its own. */
  default boolean boundsThoseNearThreshold() {
    return false;
  }

  /** All of them, in the order of a report: from what was seen to what is concluded. */
  static List<ConversionEstimator> all() {
    return List.of(
        new ObservedShare(),
        new AgreementSet(),
        new WorstCaseBounds(),
        new SelfNormalisedWeighting(),
        new InversePropensityWeighting(),
        new DirectMethod(),
        new DoublyRobust(),
        new DoublyRobustAllCohorts(),
        new MonotoneWithinBands());
  }
}
