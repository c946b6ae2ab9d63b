package io.requalify.estimates;

import io.requalify.statistics.TrustGates;
import io.requalify.statistics.counterfactual.CountedUnits;
import io.requalify.statistics.counterfactual.StabilityScores;
import io.requalify.tables.Review;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The two passes over the labelled episodes of a review, whatever the number of its versions: the
 * first counts cells, from which plain Java makes models and grades; the second sums what the
 * estimators need. Where former rules worked swap-ins, {@link StabilitySums} reads a part of the
 * units between the two.
 */
final class EvidencePasses {
  private final TrustGates gates = TrustGates.standard();
  private final Review review;
  private final String production;

  EvidencePasses(Review review, String production) {
    this.review = review;
    this.production = production;
  }

  /** The evidence of all versions. Versions, slices and outcomes without a contact are left out. */
  SortedMap<EvidenceKey, SliceEvidence> over(Dataset<Row> labelled) {
    Dataset<Row> units = units(labelled).persist();
    try {
      UnitModels models = models(units, UnitCells.of(units));
      SortedMap<EvidenceKey, SliceEvidence> evidence = new TreeMap<>();
      for (Row row : sums(units, models).collectAsList()) {
        EvidenceKey key = EvidenceRows.key(row);
        evidence.put(key, EvidenceRows.evidence(row, models.of(key.versionOutcome())));
      }
      return evidence;
    } finally {
      units.unpersist();
    }
  }

  /**
   * What follows from the first pass.
   *
   * @param cells rows of {@link UnitCells}
   */
  UnitModels models(Dataset<Row> units, Dataset<Row> cells) {
    Map<VersionOutcome, CountedUnits> counted = UnitCells.counted(cells, review.horizonDays());
    SortedMap<VersionOutcome, StabilityScores> scores = new TreeMap<>();
    counted.forEach(
        (key, ofKey) ->
            StabilityScores.of(ofKey, gates.smallestPropensity())
                .ifPresent(found -> scores.put(key, found)));
    return new UnitModels(counted, StabilitySums.of(units, scores), gates.smallestPropensity());
  }

  Dataset<Row> units(Dataset<Row> labelled) {
    return new ContactUnits(review, gates).of(labelled, production);
  }

  Dataset<Row> sums(Dataset<Row> units, UnitModels models) {
    GradedUnits graded =
        new GradedUnits(
            production,
            models.cells(units.sparkSession()),
            models.weeks(units.sparkSession()),
            models.knownWeights(units.sparkSession()));
    return EvidenceCounts.of(graded.of(units));
  }
}
