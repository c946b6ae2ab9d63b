package io.requalify.channels;

import static io.requalify.channels.ChannelUnits.CONTACT;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.requalify.tables.Review;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.ChannelQualityTable;
import io.requalify.tables.result.DataQualityTable;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.StageChangesTable;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Volume, conversion, revenue and days of each channel: of all leads from their creation, and of
 * the MQLs of each version of the review as far as its episodes are labelled.
 *
 * <p>A contact counts once, however often it won. An outcome before the start is on record, and
 * told in the data quality of the review, but is no conversion.
 */
public final class ChannelReview {
  private static final String FOUND_BY = "channels";
  private static final int EXAMPLES = 5;

  private final Tables tables;

  public ChannelReview(Tables tables) {
    this.tables = tables;
  }

  /** Writes the channel quality of a review, and what was odd in its input. */
  public List<WriteReceipt> run(Review review) {
    Dataset<Row> known = ChannelCounts.known(tables.read(StageChangesTable.CONTRACT), review);
    Dataset<Row> units =
        ChannelUnits.leads(tables.read(ContactsTable.CONTRACT), review)
            .unionByName(
                ChannelUnits.mqls(tables.read(LabelledEpisodesTable.CONTRACT, review.slice())));
    Dataset<Row> outcomes = ChannelCounts.withOutcomes(units, known, review).persist();
    try {
      List<Row> quality =
          new ChannelQualityRows(review, tallies(outcomes, review), money(outcomes, known)).rows();
      List<Row> oddities =
          List.of(outcomesBeforeStart(outcomes, review), withoutChannel(outcomes, review));
      return List.of(
          tables.replace(
              ChannelQualityTable.CONTRACT,
              rows(ChannelQualityTable.CONTRACT, quality),
              review.slice()),
          tables.replace(
              DataQualityTable.CONTRACT,
              rows(DataQualityTable.CONTRACT, oddities),
              review.slice().and(DataQualityTable.FOUND_BY, FOUND_BY)));
    } finally {
      outcomes.unpersist();
    }
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

  private static Row outcomesBeforeStart(Dataset<Row> outcomes, Review review) {
    Column early =
        size(
            filter(
                col(ChannelCounts.RECORDED_AT), instant -> instant.lt(col(ChannelUnits.START_AT))));
    Dataset<Row> recorded = leads(outcomes).where(col(ChannelCounts.RECORDED_AT).isNotNull());
    Row counts =
        recorded
            .agg(
                coalesce(sum(early.cast("bigint")), lit(0L)),
                coalesce(sum(size(col(ChannelCounts.RECORDED_AT)).cast("bigint")), lit(0L)))
            .head();
    return oddity(
        review,
        "outcome_before_start",
        StageChangesTable.CONTRACT.name(),
        counts,
        examples(recorded.where(early.gt(0))),
        "The outcome is dated before the contact was created. It stays on record with its days, which are negative, and is no conversion of the lead; the examples are contacts.");
  }

  private static Row withoutChannel(Dataset<Row> outcomes, Review review) {
    Column empty = col(ChannelUnits.CHANNEL).equalTo(Review.EMPTY);
    Row counts =
        leads(outcomes)
            .agg(count_distinct(when(empty, col(CONTACT))), count_distinct(col(CONTACT)))
            .head();
    return oddity(
        review,
        "contact_without_channel",
        ContactsTable.CONTRACT.name(),
        counts,
        examples(leads(outcomes).where(empty)),
        "The source names no channel. These contacts are shown as the channel (empty), apart from any channel that the source calls unknown.");
  }

  private static Dataset<Row> leads(Dataset<Row> outcomes) {
    return outcomes.where(col(ChannelUnits.POPULATION).equalTo(ChannelUnits.LEAD));
  }

  private static List<String> examples(Dataset<Row> affected) {
    return affected
        .select(CONTACT)
        .distinct()
        .orderBy(CONTACT)
        .limit(EXAMPLES)
        .as(Encoders.STRING())
        .collectAsList();
  }

  private static Row oddity(
      Review review,
      String check,
      String table,
      Row affectedAndExamined,
      List<String> examples,
      String explanation) {
    return RowFactory.create(
        review.id(),
        review.asOf(),
        FOUND_BY,
        check,
        table,
        affectedAndExamined.getLong(0),
        affectedAndExamined.getLong(1),
        examples,
        explanation);
  }
}
