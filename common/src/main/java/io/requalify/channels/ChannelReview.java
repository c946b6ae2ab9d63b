package io.requalify.channels;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.ChannelQualityTable;
import io.requalify.tables.result.DataQualityTable;
import io.requalify.tables.result.FunnelFactorsTable;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.result.MixRateTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.StageChangesTable;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Volume, conversion, revenue and days of each channel: of all leads from their creation, and of
 * the MQLs of each version of the review as far as its episodes are labelled.
 *
 * <p>A contact counts once, however often it won. An outcome before the start is on record, and
 * told in the data quality of the review, but is no conversion.
 */
public final class ChannelReview {
  private final Tables tables;

  public ChannelReview(Tables tables) {
    this.tables = tables;
  }

  /**
   * Writes the channel quality of a review, what moved its conversion and its money, and what was
   * odd in its input.
   */
  public List<WriteReceipt> run(Review review) {
    Dataset<Row> known = ChannelCounts.known(tables.read(StageChangesTable.CONTRACT), review);
    Dataset<Row> units =
        ChannelUnits.leads(tables.read(ContactsTable.CONTRACT), review)
            .unionByName(
                ChannelUnits.mqls(tables.read(LabelledEpisodesTable.CONTRACT, review.slice())));
    Dataset<Row> outcomes = ChannelCounts.withOutcomes(units, known, review).persist();
    try {
      SortedMap<ChannelKey, ChannelTally> tallies = tallies(outcomes, review);
      List<Row> quality = new ChannelQualityRows(review, tallies, money(outcomes, known)).rows();
      List<Row> oddities = new InputOddities(review, tallies, outcomes).rows();
      return List.of(
          tables.replace(
              ChannelQualityTable.CONTRACT,
              rows(ChannelQualityTable.CONTRACT, quality),
              review.slice()),
          tables.replace(
              MixRateTable.CONTRACT, rows(MixRateTable.CONTRACT, mix(review)), review.slice()),
          tables.replace(
              FunnelFactorsTable.CONTRACT,
              rows(FunnelFactorsTable.CONTRACT, funnel(review)),
              review.slice()),
          tables.replace(
              DataQualityTable.CONTRACT,
              rows(DataQualityTable.CONTRACT, oddities),
              review.slice().and(DataQualityTable.FOUND_BY, InputOddities.FOUND_BY)));
    } finally {
      outcomes.unpersist();
    }
  }

  private List<Row> mix(Review review) {
    Dataset<Row> labelled = tables.read(LabelledEpisodesTable.CONTRACT, review.slice());
    return new MixRateRows(review, MixCounts.of(labelled, review)).rows();
  }

  private List<Row> funnel(Review review) {
    if (review.versions().isEmpty()) {
      return List.of();
    }
    Dataset<Row> leads =
        FunnelLeads.of(
            tables.read(ContactsTable.CONTRACT),
            tables.read(LabelledEpisodesTable.CONTRACT, review.slice()),
            review);
    return new FunnelFactorRows(review, FunnelFactorCounts.of(leads, review)).rows();
  }

  private Dataset<Row> rows(TableContract contract, List<Row> rows) {
    return tables.spark().createDataFrame(rows, contract.schema());
  }

  private static SortedMap<ChannelKey, ChannelTally> tallies(Dataset<Row> outcomes, Review review) {
    SortedMap<ChannelKey, ChannelTally> tallies = new TreeMap<>();
    for (Row row : ChannelCounts.counts(outcomes, review).collectAsList()) {
      tallies.put(ChannelKey.of(row), ChannelTally.of(row));
    }
    return tallies;
  }

  private static Map<ChannelKey, ChannelMoney> money(Dataset<Row> outcomes, Dataset<Row> known) {
    Map<ChannelKey, ChannelMoney> money = new TreeMap<>();
    for (Row row : ChannelCounts.money(outcomes, known).collectAsList()) {
      money.put(ChannelKey.of(row), ChannelMoney.of(row));
    }
    return money;
  }
}
