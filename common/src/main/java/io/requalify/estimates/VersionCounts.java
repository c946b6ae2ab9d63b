package io.requalify.estimates;

import static io.requalify.estimates.ContactUnits.CLUSTER;
import static io.requalify.tables.result.LabelledEpisodesTable.OUTCOME;
import static io.requalify.tables.result.LabelledEpisodesTable.RULE_VERSION;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udaf;

import io.requalify.statistics.ClusterMoments;
import io.requalify.statistics.counterfactual.VersionSums;
import io.requalify.tables.SerializedSums;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * The second pass once more, over the units that are kept from it: what all versions have of an
 * account side by side, so that candidates can be judged together.
 */
final class VersionCounts {
  private static final String PLACE = "place";
  private static final String SUPPORTED = "supported";
  private static final String DOUBLY_ROBUST = "doubly_robust";
  private static final String VERSIONS = "versions";

  private VersionCounts() {}

  /**
   * The moments of all versions for one outcome, by {@link VersionSums}.
   *
   * @param units rows of {@link GradedUnits}
   * @param versions in the order of their places
   */
  static ClusterMoments of(Dataset<Row> units, List<String> versions, String outcome) {
    Column[] names = versions.stream().map(version -> lit(version)).toArray(Column[]::new);
    VersionAggregator aggregator = new VersionAggregator(versions.size());
    List<Row> sums =
        units
            .where(col(OUTCOME).equalTo(outcome))
            .where(EvidenceCounts.candidateSupported())
            .select(
                col(CLUSTER),
                col(RULE_VERSION),
                EvidenceCounts.candidateDoublyRobust().as(DOUBLY_ROBUST))
            .groupBy(CLUSTER, RULE_VERSION)
            .agg(count(lit(1)).as(SUPPORTED), sum(DOUBLY_ROBUST).as(DOUBLY_ROBUST))
            .withColumn(PLACE, array_position(array(names), col(RULE_VERSION)).minus(1).cast("int"))
            .groupBy(CLUSTER)
            .agg(collect_list(struct(PLACE, SUPPORTED, DOUBLY_ROBUST)).as(VERSIONS))
            .agg(
                udaf(aggregator, Encoders.row(VersionAggregator.input()))
                    .apply(col(VERSIONS))
                    .as(VERSIONS))
            .collectAsList();
    byte[] bytes = sums.get(0).getAs(0);
    return SerializedSums.of(bytes, VersionSums.class).moments();
  }
}
