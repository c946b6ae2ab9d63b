package io.requalify.channels;

import static io.requalify.channels.FunnelLeads.AMOUNT;
import static io.requalify.channels.FunnelLeads.CLUSTER;
import static io.requalify.channels.FunnelLeads.CURRENCY;
import static io.requalify.channels.FunnelLeads.MONTH;
import static io.requalify.channels.FunnelLeads.VERSION;
import static io.requalify.channels.FunnelLeads.WON;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udaf;
import static org.apache.spark.sql.functions.xxhash64;

import io.requalify.statistics.decomposition.DrawnFunnel;
import io.requalify.tables.Review;
import io.requalify.tables.SerializedSums;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Adds up how far the followed leads came: by version and month of creation, in every draw of the
 * bootstrap. The leads themselves stand under {@link Review#NO_VERSION}.
 */
final class FunnelFactorCounts {
  private static final String HUNDREDTHS = "_hundredths";
  private static final String WITHOUT_AMOUNT = "_without_amount";
  private static final String FIRST_CURRENCY = "_first_currency";
  private static final String LAST_CURRENCY = "_last_currency";
  private static final String FIRST_CURRENCIES = "_first_currencies";
  private static final String LAST_CURRENCIES = "_last_currencies";
  private static final String SUMS = "_sums";

  private FunnelFactorCounts() {}

  /**
   * The cohorts of all versions, by version and month; none where the review does not ask who won.
   *
   * @param leads as {@link FunnelLeads} gives them
   */
  static SortedMap<String, SortedMap<String, FunnelCohort>> of(Dataset<Row> leads, Review review) {
    List<String> stages = FunnelLeads.stages(review);
    if (!stages.contains(WON)) {
      return Collections.emptySortedMap();
    }
    FunnelAggregator aggregator = new FunnelAggregator(stages.size());
    List<Column> arguments = new ArrayList<>();
    arguments.add(xxhash64(col(CLUSTER)));
    stages.forEach(stage -> arguments.add(col(FunnelLeads.reached(stage))));
    arguments.add(col(HUNDREDTHS));
    Dataset<Row> sums =
        ofAccounts(leads, stages)
            .groupBy(VERSION, MONTH)
            .agg(
                udaf(aggregator, Encoders.row(aggregator.input()))
                    .apply(arguments.toArray(Column[]::new))
                    .as(SUMS),
                sum(WITHOUT_AMOUNT).as(WITHOUT_AMOUNT),
                collect_set(col(FIRST_CURRENCY)).as(FIRST_CURRENCIES),
                collect_set(col(LAST_CURRENCY)).as(LAST_CURRENCIES));
    SortedMap<String, SortedMap<String, FunnelCohort>> cohorts = new TreeMap<>();
    for (Row row : sums.collectAsList()) {
      cohorts
          .computeIfAbsent(row.getAs(VERSION), missing -> new TreeMap<>())
          .put(row.getAs(MONTH), cohort(row));
    }
    return cohorts;
  }

  private static Dataset<Row> ofAccounts(Dataset<Row> leads, List<String> stages) {
    Column unknown = col(FunnelLeads.reached(WON)).equalTo(1L).and(col(AMOUNT).isNull());
    Column hundredths = coalesce(col(AMOUNT).multiply(lit(100)).cast("bigint"), lit(0L));
    List<Column> sums = new ArrayList<>();
    for (String stage : stages) {
      sums.add(sum(FunnelLeads.reached(stage)).as(FunnelLeads.reached(stage)));
    }
    sums.add(sum(hundredths).as(HUNDREDTHS));
    sums.add(sum(unknown.cast("bigint")).as(WITHOUT_AMOUNT));
    sums.add(min(CURRENCY).as(FIRST_CURRENCY));
    return leads
        .groupBy(VERSION, MONTH, CLUSTER)
        .agg(max(CURRENCY).as(LAST_CURRENCY), sums.toArray(Column[]::new));
  }

  private static FunnelCohort cohort(Row row) {
    SortedSet<String> currencies = new TreeSet<>(row.getList(row.fieldIndex(FIRST_CURRENCIES)));
    currencies.addAll(row.getList(row.fieldIndex(LAST_CURRENCIES)));
    return new FunnelCohort(
        SerializedSums.of(row.getAs(SUMS), DrawnFunnel.class),
        row.getAs(WITHOUT_AMOUNT),
        currencies);
  }
}
