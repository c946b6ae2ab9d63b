package io.requalify.estimates;

import static io.requalify.estimates.ContactUnits.CANDIDATE;
import static io.requalify.estimates.ContactUnits.CONVERTED;
import static io.requalify.estimates.ContactUnits.EPISODE_SEGMENT;
import static io.requalify.estimates.ContactUnits.POINTS_LACKED;
import static io.requalify.estimates.ContactUnits.PRODUCTION;
import static io.requalify.estimates.ContactUnits.SCORE;
import static io.requalify.estimates.ContactUnits.UNIT_CHANNEL;
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
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.counterfactual.Cell;
import io.requalify.statistics.counterfactual.Grade;
import io.requalify.statistics.discontinuity.ConversionBelowThreshold;
import io.requalify.tables.Review;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * How contacts fared by whole points above production's threshold, and how many swap-ins without
 * evidence lacked how many: of each version and outcome, by channel, segment and band of the
 * version's own score.
 */
final class ThresholdCounts {
  private static final String POINTS = "_points";
  private static final String UNSEEN = "_unseen";
  private static final String SCORE_BAND = "_score_band";
  private static final String UNITS = "_units";
  private static final String WORKED = "_worked_units";
  private static final String CONVERTED_UNITS = "_converted_units";
  private static final String SEGMENT = "_threshold_segment";
  private static final String THRESHOLD = "_threshold";
  private static final StructType THRESHOLDS =
      new StructType().add(SEGMENT, StringType, false).add(THRESHOLD, DoubleType, false);

  private ThresholdCounts() {}

  /**
   * One row for each version, outcome, channel, segment, band and number of points, which is below
   * 0 for those near the threshold and null for other unseen swap-ins. Who is below the threshold
   * and qualifies all the same, as by a fast track, has none.
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
    Column isUnknown =
        col(CANDIDATE_GRADE).equalTo(GradedUnits.word(Grade.NONE)).and(not(ContactUnits.isSent()));
    Column isObserved = col(CANDIDATE_GRADE).equalTo(GradedUnits.word(Grade.OBSERVED));
    Column above = floor(field(PRODUCTION, SCORE).minus(col(THRESHOLD))).cast("int");
    Column onCurve = above.between(0, ConversionBelowThreshold.POINTS_OF_THE_CURVE);
    return graded
        .join(
            broadcast(spark.createDataFrame(rows, THRESHOLDS)),
            field(PRODUCTION, EPISODE_SEGMENT).equalTo(col(SEGMENT)),
            "left_outer")
        .withColumn(UNSEEN, isNear.or(isUnknown))
        .where(col(UNSEEN).or(isObserved.and(onCurve)))
        .withColumn(
            POINTS, when(isNear, negative(field(CANDIDATE, POINTS_LACKED))).when(isObserved, above))
        .withColumn(EPISODE_SEGMENT, field(CANDIDATE, EPISODE_SEGMENT))
        .withColumn(
            SCORE_BAND,
            floor(field(CANDIDATE, SCORE).divide(lit((double) Cell.BAND_WIDTH))).cast("int"))
        .groupBy(RULE_VERSION, OUTCOME, UNIT_CHANNEL, EPISODE_SEGMENT, SCORE_BAND, POINTS)
        .agg(
            count(lit(1)).as(UNITS),
            count_if(field(CANDIDATE, WORKED_BY_ROUTE)).as(WORKED),
            count_if(field(CANDIDATE, CONVERTED)).as(CONVERTED_UNITS));
  }

  /**
   * What follows for each slice with swap-ins without evidence.
   *
   * @param counts rows of {@link #of}
   */
  static SortedMap<EvidenceKey, ThresholdEvidence> bySlice(Dataset<Row> counts) {
    SortedMap<EvidenceKey, ThresholdEvidence> slices = new TreeMap<>();
    for (Row row : counts.collectAsList()) {
      String channel = row.getAs(UNIT_CHANNEL);
      String segment = row.getAs(EPISODE_SEGMENT);
      for (String ofChannel : List.of(Review.ALL, channel)) {
        for (String ofSegment : List.of(Review.ALL, segment)) {
          EvidenceKey slice =
              new EvidenceKey(
                  row.getAs(RULE_VERSION), ofChannel, ofSegment, Review.ALL, row.getAs(OUTCOME));
          add(slices.computeIfAbsent(slice, missing -> new ThresholdEvidence()), channel, row);
        }
      }
    }
    return slices;
  }

  private static void add(ThresholdEvidence evidence, String channel, Row row) {
    Optional<Integer> band = Optional.ofNullable(row.<Integer>getAs(SCORE_BAND));
    Integer points = row.getAs(POINTS);
    if (points == null || points < 0) {
      OptionalInt lacked = points == null ? OptionalInt.empty() : OptionalInt.of(-points);
      evidence.addUnseen(channel, band, lacked, row.<Long>getAs(UNITS));
    } else {
      BinomialTally worked =
          new BinomialTally(row.<Long>getAs(WORKED), row.<Long>getAs(CONVERTED_UNITS));
      evidence.addAbove(channel, band, points, worked);
    }
  }
}
