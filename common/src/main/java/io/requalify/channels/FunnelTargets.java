package io.requalify.channels;

import io.requalify.outcomes.LabelledEpisodes;
import io.requalify.statistics.channels.TargetPlan;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.FunnelTargetsTable;
import io.requalify.tables.source.ContactsTable;
import java.util.Collections;
import java.util.SortedMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a target of revenue needs of each channel and month, and what planned leads will bring, by
 * the rates and lags of the leads that were followed in the review.
 */
public final class FunnelTargets {
  private final Tables tables;

  public FunnelTargets(Tables tables) {
    this.tables = tables;
  }

  /** Writes the targets of a review, in the place of those of a former plan. */
  public WriteReceipt run(Review review, TargetPlan plan) {
    return tables.replace(
        FunnelTargetsTable.CONTRACT,
        tables
            .spark()
            .createDataFrame(
                new FunnelTargetRows(review, plan, known(review)).rows(),
                FunnelTargetsTable.CONTRACT.schema()),
        review.slice());
  }

  private SortedMap<String, SortedMap<String, ChannelSteps>> known(Review review) {
    if (!review.horizonDays().keySet().containsAll(FunnelTargetCounts.OUTCOMES)) {
      return Collections.emptySortedMap();
    }
    Dataset<Row> leads =
        FunnelLeads.of(
                tables.read(ContactsTable.CONTRACT), LabelledEpisodes.of(tables, review), review)
            .persist();
    try {
      return FunnelTargetCounts.of(leads, review);
    } finally {
      leads.unpersist();
    }
  }
}
