package io.requalify.estimates;

import static io.requalify.estimates.ContactUnits.CANDIDATE;
import static io.requalify.estimates.ContactUnits.CONVERTED;
import static io.requalify.estimates.ContactUnits.EPISODE_SEGMENT;
import static io.requalify.estimates.ContactUnits.POINTS_LACKED;
import static io.requalify.estimates.ContactUnits.PRODUCTION;
import static io.requalify.estimates.ContactUnits.SCORE;
import static io.requalify.estimates.ContactUnits.WORKED_BY_ROUTE;
import static io.requalify.estimates.ContactUnits.field;
import static io.requalify.estimates.GradedUnits.CANDIDATE_GRADE;
import static io.requalify.tables.result.LabelledEpisodesTable.OUTCOME;
import static io.requalify.tables.result.LabelledEpisodesTable.RULE_VERSION;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.negative;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.counterfactual.Grade;
import io.requalify.statistics.discontinuity.ConversionBelowThreshold;
import io.requalify.statistics.discontinuity.DiscontinuityResult;
import io.requalify.statistics.discontinuity.ExtrapolationBelowCutoff.Target;
import io.requalify.statistics.discontinuity.OutcomesAtScore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * How contacts fared by whole points above production's threshold, and how many of grade C lacked
 * how many: what {@link ConversionBelowThreshold} needs, of each version and outcome as a whole.
 */
final class ThresholdCounts {
  private static final String POINTS = "_points";
  private static final String UNITS = "_units";
  private static final String WORKED = "_worked_units";
  private static final String CONVERTED_UNITS = "_converted_units";
  private static final String SEGMENT = "_threshold_segment";
  private static final String THRESHOLD = "_threshold";
  private static final StructType THRESHOLDS =
      new StructType().add(SEGMENT, StringType, false).add(THRESHOLD, DoubleType, false);

  private ThresholdCounts() {}

  /**
   * One row for each version, outcome and number of points, which is below 0 for those who lacked
   * some. Who is below the threshold and qualifies all the same, as by a fast track, has none.
   *
   * @param graded rows of {@link GradedUnits}
   */
  static Dataset<Row> of(Dataset<Row> graded, ProductionThresholds thresholds) {
    SparkSession spark = graded.sparkSession();
    List<Row> rows = new ArrayList<>();
    thresholds
        .bySegment()
        .forEach((segment, threshold) -> rows.add(RowFactory.create(segment, threshold)));
    Column isNear = col(CANDIDATE_GRADE).equalTo(GradedUnits.word(Grade.NEAR_THRESHOLD));
    Column above = floor(field(PRODUCTION, SCORE).minus(col(THRESHOLD))).cast("int");
    Column points =
        when(isNear, negative(field(CANDIDATE, POINTS_LACKED))).when(above.geq(0), above);
    return graded
        .where(isNear.or(col(CANDIDATE_GRADE).equalTo(GradedUnits.word(Grade.OBSERVED))))
        .join(
            broadcast(spark.createDataFrame(rows, THRESHOLDS)),
            field(PRODUCTION, EPISODE_SEGMENT).equalTo(col(SEGMENT)),
            "left_outer")
        .withColumn(POINTS, points)
        .where(col(POINTS).isNotNull())
        .groupBy(RULE_VERSION, OUTCOME, POINTS)
        .agg(
            count(lit(1)).as(UNITS),
            count_if(field(CANDIDATE, WORKED_BY_ROUTE)).as(WORKED),
            count_if(field(CANDIDATE, CONVERTED)).as(CONVERTED_UNITS));
  }

  /** What follows for each version and outcome with contacts near the threshold. */
  static SortedMap<VersionOutcome, DiscontinuityResult> conclude(Dataset<Row> counts) {
    SortedMap<VersionOutcome, List<OutcomesAtScore>> above = new TreeMap<>();
    SortedMap<VersionOutcome, List<Target>> below = new TreeMap<>();
    for (Row row : counts.collectAsList()) {
      VersionOutcome key = new VersionOutcome(row.getAs(RULE_VERSION), row.getAs(OUTCOME));
      int points = row.<Integer>getAs(POINTS);
      long worked = row.<Long>getAs(WORKED);
      if (points < 0) {
        below
            .computeIfAbsent(key, missing -> new ArrayList<>())
            .add(new Target(-points, row.<Long>getAs(UNITS)));
      } else if (worked > 0) {
        above
            .computeIfAbsent(key, missing -> new ArrayList<>())
            .add(
                OutcomesAtScore.of(
                    points, new BinomialTally(worked, row.<Long>getAs(CONVERTED_UNITS))));
      }
    }
    SortedMap<VersionOutcome, DiscontinuityResult> results = new TreeMap<>();
    below.forEach(
        (key, targets) -> {
          // In one order, so that sums over them are the same for any order of the rows.
          targets.sort(Comparator.comparingInt(Target::pointsBelow));
          results.put(
              key, ConversionBelowThreshold.of(above.getOrDefault(key, List.of()), targets));
        });
    return results;
  }
}
