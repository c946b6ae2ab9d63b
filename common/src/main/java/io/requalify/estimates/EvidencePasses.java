package io.requalify.estimates;

import io.requalify.statistics.ClusterMoments;
import io.requalify.statistics.TrustGates;
import io.requalify.tables.Review;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The two passes over the labelled episodes of a review, whatever the number of its versions: the
 * first counts cells, from which plain Java makes models and grades; the second sums what the
 * estimators need.
 */
final class EvidencePasses {
  private final TrustGates gates = TrustGates.standard();
  private final Review review;
  private final String production;

  EvidencePasses(Review review, String production) {
    this.review = review;
    this.production = production;
  }

  /** The evidence of all versions. Slices without a contact are left out. */
  ReviewEvidence over(Dataset<Row> labelled) {
    Dataset<Row> units = units(labelled).persist();
    try {
      UnitModels models =
          new UnitModels(
              UnitCells.counted(UnitCells.of(units), review.horizonDays()),
              gates.smallestPropensity());
      SortedMap<EvidenceKey, SliceEvidence> evidence = new TreeMap<>();
      for (Row row : sums(units, models).collectAsList()) {
        EvidenceKey key = EvidenceRows.key(row);
        evidence.put(key, EvidenceRows.evidence(row, models.has(key.versionOutcome())));
      }
      ClusterMoments versions =
          VersionCounts.of(
              graded(units, models).of(units), review.versions(), review.promotion().outcome());
      return new ReviewEvidence(evidence, versions, models.swapIns());
    } finally {
      units.unpersist();
    }
  }

  Dataset<Row> units(Dataset<Row> labelled) {
    return new ContactUnits(review, gates).of(labelled, production);
  }

  Dataset<Row> sums(Dataset<Row> units, UnitModels models) {
    return EvidenceCounts.of(graded(units, models).of(units));
  }

  private GradedUnits graded(Dataset<Row> units, UnitModels models) {
    return new GradedUnits(
        production,
        models.cells(units.sparkSession()),
        models.weeks(units.sparkSession()),
        models.knownWeights(units.sparkSession()));
  }
}
