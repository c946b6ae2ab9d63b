package io.requalify.channels;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.ChannelAttributionTable;
import io.requalify.tables.result.ChannelEconomicsTable;
import io.requalify.tables.result.ChannelQualityTable;
import io.requalify.tables.result.ConversionEstimatesTable;
import io.requalify.tables.result.DataQualityTable;
import io.requalify.tables.result.FunnelFactorsTable;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.result.MixRateTable;
import io.requalify.tables.source.ChannelCostsTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.EventsTable;
import io.requalify.tables.source.SatisfactionTable;
import io.requalify.tables.source.StageChangesTable;
import io.requalify.timelines.KnownContacts;
import java.util.List;
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
   * Writes the channel quality of a review, what channels cost and are credited with, what moved
   * the conversion and the money, and what was odd in the input.
   */
  public List<WriteReceipt> run(Review review) {
    Dataset<Row> contacts = KnownContacts.oneRowEach(tables.read(ContactsTable.CONTRACT)).persist();
    Dataset<Row> labelled = tables.read(LabelledEpisodesTable.CONTRACT, review.slice());
    Dataset<Row> known = ChannelCounts.known(tables.read(StageChangesTable.CONTRACT), review);
    ChannelUnits units = new ChannelUnits(contacts, labelled, review);
    Dataset<Row> outcomes =
        ChannelCounts.withRecord(units.leads().unionByName(units.mqls()), known)
            .unionByName(units.leadsToMqls())
            .transform(recorded -> ChannelCounts.withOutcomes(recorded, review))
            .persist();
    Dataset<Row> entries = ChannelGroups.withCohorts(units.entries(), review);
    try {
      SortedMap<ChannelKey, ChannelTally> tallies =
          tallies(ChannelCounts.counts(outcomes, entries, review));
      SortedMap<ChannelKey, ChannelMoney> money = money(outcomes, known);
      Counterfactuals counterfactuals =
          Counterfactuals.of(tables.read(ConversionEstimatesTable.CONTRACT, review.slice()));
      return List.of(
          replace(
              ChannelQualityTable.CONTRACT,
              new ChannelQualityRows(review, tallies, money, counterfactuals).rows(),
              review),
          replace(
              ChannelEconomicsTable.CONTRACT, economics(review, outcomes, tallies, money), review),
          replace(
              ChannelAttributionTable.CONTRACT, attribution(review, labelled, contacts), review),
          replace(
              MixRateTable.CONTRACT,
              new MixRateRows(review, MixCounts.of(labelled, review)).rows(),
              review),
          replace(FunnelFactorsTable.CONTRACT, funnel(review), review),
          tables.replace(
              DataQualityTable.CONTRACT,
              tables.of(
                  DataQualityTable.CONTRACT, new InputOddities(review, tallies, outcomes).rows()),
              review.slice().and(DataQualityTable.FOUND_BY, InputOddities.FOUND_BY)));
    } finally {
      outcomes.unpersist();
      contacts.unpersist();
    }
  }

  private List<Row> economics(
      Review review,
      Dataset<Row> outcomes,
      SortedMap<ChannelKey, ChannelTally> tallies,
      SortedMap<ChannelKey, ChannelMoney> money) {
    Dataset<Row> churned = CustomerCounts.churned(tables.read(StageChangesTable.CONTRACT), review);
    return new ChannelEconomicsRows(
            review,
            tallies,
            money,
            ChannelSpend.of(tables.read(ChannelCostsTable.CONTRACT), review),
            CustomerCounts.of(outcomes, churned, tables.read(SatisfactionTable.CONTRACT), review),
            !churned.isEmpty())
        .rows();
  }

  private List<Row> attribution(Review review, Dataset<Row> labelled, Dataset<Row> contacts) {
    return ChannelAttributionRows.of(
        review,
        ChannelAttribution.of(labelled, contacts, tables.read(EventsTable.CONTRACT), review));
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

  private WriteReceipt replace(TableContract contract, List<Row> rows, Review review) {
    return tables.replace(contract, tables.of(contract, rows), review.slice());
  }

  private static SortedMap<ChannelKey, ChannelTally> tallies(Dataset<Row> counts) {
    SortedMap<ChannelKey, ChannelTally> tallies = new TreeMap<>();
    for (Row row : counts.collectAsList()) {
      tallies.put(ChannelKey.of(row), ChannelTally.of(row));
    }
    return tallies;
  }

  private static SortedMap<ChannelKey, ChannelMoney> money(
      Dataset<Row> outcomes, Dataset<Row> known) {
    SortedMap<ChannelKey, ChannelMoney> money = new TreeMap<>();
    for (Row row : ChannelCounts.money(outcomes, known).collectAsList()) {
      money.put(ChannelKey.of(row), ChannelMoney.of(row));
    }
    return money;
  }
}
