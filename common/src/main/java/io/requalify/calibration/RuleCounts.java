package io.requalify.calibration;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.requalify.tables.Review;
import io.requalify.tables.result.TimelinesTable;
import io.requalify.timelines.Timelines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Counts what the rules of all versions do, in one walk over the timelines. */
final class RuleCounts {
  private static final List<String> KEYS = List.of("version", "segment", "rule", "outcome");

  private RuleCounts() {}

  /**
   * The counts of all contacts that were there before the end of the window.
   *
   * @param timelines rows of {@link TimelinesTable} made for the conditions of the rules
   * @param known rows of {@link KnownOutcomes}
   */
  static RuleSums of(
      Dataset<Row> timelines,
      Dataset<Row> known,
      ReplayedRules rules,
      int outcomes,
      Review review) {
    SparkSession spark = timelines.sparkSession();
    RuleWalk walk = new RuleWalk(rules, outcomes, review);
    Dataset<Row> walked =
        Timelines.inOrder(
            timelines
                .where(col(TimelinesTable.CREATED_AT).lt(lit(review.to())))
                .join(
                    known,
                    col(TimelinesTable.CONTACT_ID).equalTo(col(KnownOutcomes.CONTACT)),
                    "left_outer"));
    Dataset<Row> counts =
        spark.createDataFrame(walked.toJavaRDD().mapPartitions(walk::counts), schema());
    List<Column> sums = new ArrayList<>();
    for (RuleCount count : RuleCount.values()) {
      sums.add(sum(name(count)).as(name(count)));
    }
    RuleSums found = new RuleSums();
    counts
        .groupBy(KEYS.stream().map(name -> col(name)).toArray(Column[]::new))
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new))
        .collectAsList()
        .forEach(row -> add(found, row));
    return found;
  }

  private static void add(RuleSums sums, Row row) {
    RuleKey key = new RuleKey(row.getInt(0), row.getString(1), row.getInt(2), row.getInt(3));
    for (RuleCount count : RuleCount.values()) {
      sums.add(key, count, row.<Long>getAs(name(count)));
    }
  }

  private static StructType schema() {
    StructType schema =
        new StructType()
            .add(KEYS.get(0), DataTypes.IntegerType, false)
            .add(KEYS.get(1), DataTypes.StringType, false)
            .add(KEYS.get(2), DataTypes.IntegerType, false)
            .add(KEYS.get(3), DataTypes.IntegerType, false);
    for (String count : Arrays.stream(RuleCount.values()).map(RuleCounts::name).toList()) {
      schema = schema.add(count, DataTypes.LongType, false);
    }
    return schema;
  }

  private static String name(RuleCount count) {
    return count.name().toLowerCase(Locale.ROOT);
  }
}
