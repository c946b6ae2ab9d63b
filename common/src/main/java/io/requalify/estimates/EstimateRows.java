package io.requalify.estimates;

import io.requalify.statistics.Conclusion;
import io.requalify.statistics.ConversionEstimator;
import io.requalify.statistics.Interval;
import io.requalify.statistics.Support;
import io.requalify.statistics.SwapEvidence;
import io.requalify.statistics.TrustGates;
import io.requalify.tables.Review;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Conclusions as rows of {@link io.requalify.tables.result.ConversionEstimatesTable}. */
final class EstimateRows {
  private final Review review;
  private final String production;

  EstimateRows(Review review, String production) {
    this.review = review;
    this.production = production;
  }

  /** What every estimator says; production is compared with nothing. */
  List<Row> rows(EvidenceKey key, SwapEvidence evidence) {
    TrustGates gates = TrustGates.of(key.outcome());
    List<Row> rows = new ArrayList<>();
    for (ConversionEstimator estimator : ConversionEstimator.all()) {
      String name = estimator.shortName();
      rows.add(row(key, name, "conversion", estimator.conversion(evidence, gates)));
      if (!key.version().equals(production)) {
        rows.add(row(key, name, "difference", estimator.difference(evidence, gates)));
      }
    }
    return rows;
  }

  private Row row(EvidenceKey key, String estimator, String measure, Conclusion conclusion) {
    Support support = conclusion.support();
    return RowFactory.create(
        review.id(),
        review.asOf(),
        key.version(),
        key.segment(),
        key.channel(),
        key.cohort(),
        key.outcome(),
        estimator,
        measure,
        OptionalValues.orNull(conclusion.estimate()),
        conclusion.interval().map(Interval::lower).orElse(null),
        conclusion.interval().map(Interval::upper).orElse(null),
        conclusion.intervalKind().text(),
        support.contacts(),
        support.observed(),
        OptionalValues.orNull(support.effectiveSample()),
        OptionalValues.orNull(support.supportedShare()),
        OptionalValues.orNull(support.largestWeight()),
        conclusion.trusted(),
        conclusion.reason());
  }
}
