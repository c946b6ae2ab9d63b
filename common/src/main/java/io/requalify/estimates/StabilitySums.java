package io.requalify.estimates;

import static io.requalify.estimates.ContactUnits.CANDIDATE;
import static io.requalify.estimates.ContactUnits.CLUSTER;
import static io.requalify.estimates.ContactUnits.CONVERTED;
import static io.requalify.estimates.ContactUnits.DUE;
import static io.requalify.estimates.ContactUnits.EPISODE_SEGMENT;
import static io.requalify.estimates.ContactUnits.PRODUCTION;
import static io.requalify.estimates.ContactUnits.UNIT_CHANNEL;
import static io.requalify.estimates.ContactUnits.WORKED_BY_ROUTE;
import static io.requalify.estimates.ContactUnits.field;
import static io.requalify.tables.result.LabelledEpisodesTable.OUTCOME;
import static io.requalify.tables.result.LabelledEpisodesTable.RULE_VERSION;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.statistics.counterfactual.StabilityScores;
import io.requalify.statistics.counterfactual.StabilityTest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Sums by account what the contacts that both versions qualify add to the test of whether
 * conversion changed. It is a pass of its own over a part of the units, made only where former
 * rules worked swap-ins of some version.
 */
final class StabilitySums {
  private static final String VERSION = "_score_version";
  private static final String SCORED_OUTCOME = "_score_outcome";
  private static final String CHANNEL = "_score_channel";
  private static final String SEGMENT = "_score_segment";
  private static final String EPOCH = "_score_epoch";
  private static final String IF_CONVERTED = "_score_if_converted";
  private static final String OTHERWISE = "_score_otherwise";
  private static final String SCORE = "_score";
  private static final String SQUARE = "decimal(38,0)";

  private static final StructType SCORES =
      new StructType()
          .add(VERSION, StringType, false)
          .add(SCORED_OUTCOME, StringType, false)
          .add(CHANNEL, StringType, false)
          .add(SEGMENT, StringType, false)
          .add(EPOCH, IntegerType, false)
          .add(IF_CONVERTED, LongType, false)
          .add(OTHERWISE, LongType, false);

  private StabilitySums() {}

  /**
   * The test of each version and outcome with scores.
   *
   * @param units rows of {@link ContactUnits}
   * @param scores of each version and outcome that has something to test
   */
  static SortedMap<VersionOutcome, StabilityTest> of(
      Dataset<Row> units, Map<VersionOutcome, StabilityScores> scores) {
    SortedMap<VersionOutcome, StabilityTest> tests = new TreeMap<>();
    if (scores.isEmpty()) {
      return tests;
    }
    // Where nobody in agreement was worked there is no row, and nothing that could tell.
    scores.keySet().forEach(key -> tests.put(key, new StabilityTest(0, BigInteger.ZERO, 0)));
    for (Row row : sums(units, scores).collectAsList()) {
      tests.put(
          new VersionOutcome(row.getString(0), row.getString(1)),
          new StabilityTest(row.getLong(2), row.getDecimal(3).toBigIntegerExact(), row.getLong(4)));
    }
    return tests;
  }

  private static Dataset<Row> sums(
      Dataset<Row> units, Map<VersionOutcome, StabilityScores> scores) {
    Column same =
        col(VERSION)
            .equalTo(col(RULE_VERSION))
            .and(col(SCORED_OUTCOME).equalTo(col(OUTCOME)))
            .and(col(CHANNEL).equalTo(col(UNIT_CHANNEL)))
            .and(col(SEGMENT).equalTo(field(CANDIDATE, EPISODE_SEGMENT)))
            .and(col(EPOCH).equalTo(UnitCells.epochOfCandidate()));
    Column score = when(field(CANDIDATE, CONVERTED), col(IF_CONVERTED)).otherwise(col(OTHERWISE));
    return units
        .where(col(PRODUCTION).isNotNull())
        .where(field(CANDIDATE, DUE).and(field(CANDIDATE, WORKED_BY_ROUTE)))
        .where(not(ContactUnits.shifted()))
        .join(broadcast(units.sparkSession().createDataFrame(rows(scores), SCORES)), same, "inner")
        .groupBy(col(CLUSTER), col(RULE_VERSION), col(OUTCOME))
        .agg(sum(score).as(SCORE))
        .groupBy(RULE_VERSION, OUTCOME)
        .agg(
            sum(SCORE),
            sum(exact(col(SCORE)).multiply(exact(col(SCORE)))).cast(SQUARE),
            count_if(col(SCORE).notEqual(0)));
  }

  /** Its square is too long for a bigint where an account has some thousand contacts. */
  private static Column exact(Column whole) {
    return whole.cast("decimal(18,0)");
  }

  private static List<Row> rows(Map<VersionOutcome, StabilityScores> scores) {
    List<Row> rows = new ArrayList<>();
    scores.forEach(
        (key, ofKey) ->
            ofKey
                .byStratum()
                .forEach(
                    (stratum, byEpoch) ->
                        byEpoch.forEach(
                            (epoch, score) ->
                                rows.add(
                                    RowFactory.create(
                                        key.version(),
                                        key.outcome(),
                                        stratum.channel(),
                                        stratum.segment(),
                                        epoch,
                                        score.converted(),
                                        score.otherwise())))));
    return rows;
  }
}
