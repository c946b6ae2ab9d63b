package io.requalify.estimates;

import io.requalify.statistics.Conclusion;
import io.requalify.statistics.ConversionEstimator;
import io.requalify.statistics.GradedEvidence;
import io.requalify.statistics.GradedVolume;
import io.requalify.statistics.Interval;
import io.requalify.statistics.Support;
import io.requalify.statistics.SwapEvidence;
import io.requalify.statistics.TrustGates;
import io.requalify.tables.Review;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Conclusions as rows of {@link io.requalify.tables.result.ConversionEstimatesTable}. */
final class EstimateRows {
  /** In the order of the table. */
  private static final List<ToLongFunction<GradedVolume>> GRADES =
      List.of(
          GradedVolume::observed,
          GradedVolume::explored,
          GradedVolume::history,
          GradedVolume::nearThreshold,
          GradedVolume::none);

  private final Review review;
  private final String production;

  EstimateRows(Review review, String production) {
    this.review = review;
    this.production = production;
  }

  /** What every estimator says; production is compared with nothing. */
  List<Row> rows(EvidenceKey key, SwapEvidence evidence) {
    TrustGates gates = "won".equals(key.outcome()) ? TrustGates.ofWins() : TrustGates.standard();
    List<Row> rows = new ArrayList<>();
    for (ConversionEstimator estimator : ConversionEstimator.all()) {
      String name = estimator.shortName();
      rows.add(row(key, evidence, name, "conversion", estimator.conversion(evidence, gates)));
      if (!key.version().equals(production)) {
        rows.add(row(key, evidence, name, "difference", estimator.difference(evidence, gates)));
      }
    }
    return rows;
  }

  private Row row(
      EvidenceKey key,
      SwapEvidence evidence,
      String estimator,
      String measure,
      Conclusion conclusion) {
    List<Object> values = new ArrayList<>();
    Collections.addAll(
        values,
        review.id(),
        review.asOf(),
        key.version(),
        key.segment(),
        key.channel(),
        key.cohort(),
        key.outcome(),
        estimator,
        measure);
    addConclusion(values, conclusion);
    for (ToLongFunction<GradedVolume> grade : GRADES) {
      values.add(OptionalValues.orNull(share(evidence, grade)));
    }
    return RowFactory.create(values.toArray());
  }

  private static void addConclusion(List<Object> values, Conclusion conclusion) {
    Support support = conclusion.support();
    Collections.addAll(
        values,
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

  /** Without a model nothing is graded. */
  private static OptionalDouble share(SwapEvidence evidence, ToLongFunction<GradedVolume> grade) {
    Optional<GradedVolume> volume = evidence.graded().map(GradedEvidence::candidate);
    return volume.isPresent()
        ? volume.get().share(grade.applyAsLong(volume.get()))
        : OptionalDouble.empty();
  }
}
