package io.requalify.estimates;

import static io.requalify.tables.result.LabelledEpisodesTable.OUTCOME;
import static org.apache.spark.sql.functions.col;

import io.requalify.statistics.ClusterMoments;
import io.requalify.statistics.MoneyMeasure;
import io.requalify.statistics.TrustGates;
import io.requalify.statistics.UnseenSwapIns;
import io.requalify.statistics.counterfactual.CountedUnits;
import io.requalify.statistics.counterfactual.MoneySums;
import io.requalify.statistics.counterfactual.StabilityScores;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.SerializedSums;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The two passes over the labelled episodes of a review, whatever the number of its versions: the
 * first counts cells, from which plain Java makes models and grades; the second sums what the
 * estimators need. Where former rules worked swap-ins, {@link StabilitySums} reads a part of the
 * units between the two. Beside the second, {@link ThresholdCounts}, {@link MoneyCounts} and {@link
 * VersionCounts} sum what few outcomes or contacts need of the same units, once for all versions.
 */
final class EvidencePasses {
  private final TrustGates gates = TrustGates.standard();
  private final Review review;
  private final String production;
  private final ProductionThresholds thresholds;

  /**
   * Passes over a review.
   *
   * @param thresholds what production asks, or why that says nothing of who is near it
   */
  EvidencePasses(Review review, String production, ProductionThresholds thresholds) {
    this.review = review;
    this.production = production;
    this.thresholds = thresholds;
  }

  /** The evidence of all versions. Slices without a contact are left out. */
  ReviewEvidence over(Dataset<Row> labelled) {
    Dataset<Row> units = units(labelled).persist();
    try {
      return over(units, models(units, UnitCells.of(units)));
    } finally {
      units.unpersist();
    }
  }

  /** The second pass, and what is summed of the same units beside it. */
  private ReviewEvidence over(Dataset<Row> units, UnitModels models) {
    Dataset<Row> graded = graded(units, models);
    SortedMap<EvidenceKey, SliceEvidence> evidence = new TreeMap<>();
    for (Row row : EvidenceCounts.of(graded).collectAsList()) {
      EvidenceKey key = EvidenceRows.key(row);
      evidence.put(key, EvidenceRows.evidence(row, models.of(key.versionOutcome())));
    }
    addThresholds(evidence, graded);
    if (bringsMoney()) {
      addMoney(evidence, units, graded, models);
    }
    ClusterMoments versions =
        VersionCounts.of(graded, review.versions(), review.promotion().outcome());
    return new ReviewEvidence(evidence, versions, models.swapIns());
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

  Dataset<Row> graded(Dataset<Row> units, UnitModels models) {
    SparkSession spark = units.sparkSession();
    return new GradedUnits(
            production, models.cells(spark), models.weeks(spark), models.knownWeights(spark))
        .of(units);
  }

  /** Of the whole, channels and segments: a month of entry alone has too few above. */
  private void addThresholds(SortedMap<EvidenceKey, SliceEvidence> evidence, Dataset<Row> graded) {
    if (evidence.values().stream().noneMatch(SliceEvidence::hasContactsWithoutEvidence)) {
      return;
    }
    if (thresholds.refusal().isPresent()) {
      String why = thresholds.refusal().get();
      evidence.replaceAll(
          (key, known) ->
              key.isOfAllCohorts()
                  ? known.with(UnseenSwapIns.unbounded(why)).withoutBounds(why)
                  : known);
      return;
    }
    SortedMap<EvidenceKey, ThresholdEvidence> counted =
        ThresholdCounts.bySlice(ThresholdCounts.of(graded, thresholds));
    evidence.replaceAll(
        (key, known) ->
            key.isOfAllCohorts()
                ? with(known, counted.getOrDefault(key, new ThresholdEvidence()))
                : known);
  }

  private static SliceEvidence with(SliceEvidence known, ThresholdEvidence threshold) {
    SliceEvidence unseen = known.with(threshold.unseen());
    return threshold.nearThreshold().map(unseen::with).orElse(unseen);
  }

  /**
   * An opportunity that is put down to each of its contacts would bring its money several times.
   */
  private boolean bringsMoney() {
    return review.horizonDays().containsKey(TrustGates.WON)
        && review.link() != OpportunityLink.EVERY;
  }

  private void addMoney(
      SortedMap<EvidenceKey, SliceEvidence> evidence,
      Dataset<Row> units,
      Dataset<Row> graded,
      UnitModels models) {
    Column won = col(OUTCOME).equalTo(TrustGates.WON);
    MoneyModels money =
        new MoneyModels(
            TrustGates.WON, models.due(), MoneyCells.tables(MoneyCells.of(units.where(won))));
    if (money.measures().isEmpty()) {
      return;
    }
    Dataset<Row> sums = new MoneyCounts(production, money).of(graded.where(won));
    for (Row row : sums.collectAsList()) {
      Row measure = row.getStruct(row.fieldIndex(MoneyCounts.MEASURE));
      MoneySums summed = SerializedSums.of(row.getAs(MoneyCounts.SUMS), MoneySums.class);
      evidence.computeIfPresent(
          EvidenceRows.key(row),
          (key, known) ->
              known.with(
                  new MoneyMeasure(
                      measure.getAs(MoneyCounts.MEASURE_CURRENCY),
                      MoneyMeasure.Kind.valueOf(measure.getAs(MoneyCounts.MEASURE_KIND))),
                  summed.evidence(known.swaps())));
    }
  }
}
