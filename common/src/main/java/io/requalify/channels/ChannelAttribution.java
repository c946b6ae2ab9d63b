package io.requalify.channels;

import static io.requalify.tables.result.LabelledEpisodesTable.AMOUNT;
import static io.requalify.tables.result.LabelledEpisodesTable.CONTACT_ID;
import static io.requalify.tables.result.LabelledEpisodesTable.CURRENCY;
import static io.requalify.tables.result.LabelledEpisodesTable.ENTRY_AT;
import static io.requalify.tables.result.LabelledEpisodesTable.OUTCOME;
import static io.requalify.tables.result.LabelledEpisodesTable.RULE_VERSION;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.udaf;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.requalify.outcomes.FirstEpisodes;
import io.requalify.outcomes.LocalCalendar;
import io.requalify.statistics.channels.AttributionSums;
import io.requalify.tables.Review;
import io.requalify.tables.SerializedSums;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.EventsTable;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Puts the MQLs of every version to the channels that they met before. A touch is a day, by the
 * calendar of the review's zone, on which a contact met a channel: by its creation, or by an event
 * that names a channel and is not of a machine. Thirty pages of one visit are one touch.
 */
final class ChannelAttribution {
  private static final int HUNDREDTHS = 100;
  private static final String AT = "_at";
  private static final String TOUCH_CHANNEL = "_touch_channel";
  private static final String DAY = "_day";
  private static final String TOUCHES = "_touches";
  private static final String MATURE = "_mature";
  private static final String CAME = "_came";
  private static final String MONEY = "_money";
  private static final String OF = "_currency";
  private static final String SUMS = "_sums";

  private ChannelAttribution() {}

  /** The credits by version and outcome. */
  static SortedMap<MixKey, AttributionSums> of(
      Dataset<Row> labelled, Dataset<Row> contacts, Dataset<Row> events, Review review) {
    AttributionAggregator aggregator = new AttributionAggregator(review.channels().touchHalfLife());
    Dataset<Row> sums =
        mqls(labelled, review)
            .join(touches(contacts, events, review), new String[] {CONTACT_ID}, "left")
            .groupBy(RULE_VERSION, OUTCOME)
            .agg(
                udaf(aggregator, Encoders.row(AttributionAggregator.input()))
                    .apply(
                        unix_micros(col(ENTRY_AT)),
                        col(TOUCHES),
                        col(MATURE),
                        col(CAME),
                        col(MONEY),
                        col(OF))
                    .as(SUMS));
    SortedMap<MixKey, AttributionSums> credits = new TreeMap<>();
    for (Row row : sums.collectAsList()) {
      credits.put(
          new MixKey(row.getAs(RULE_VERSION), row.getAs(OUTCOME)),
          SerializedSums.of(row.getAs(SUMS), AttributionSums.class));
    }
    return credits;
  }

  private static Dataset<Row> mqls(Dataset<Row> labelled, Review review) {
    Column mature = FirstEpisodes.seen().and(FirstEpisodes.due(review));
    Column came = mature.and(FirstEpisodes.converted());
    return FirstEpisodes.of(
        labelled,
        mature.as(MATURE),
        came.as(CAME),
        when(came, col(AMOUNT).multiply(lit(HUNDREDTHS)).cast("bigint")).as(MONEY),
        when(came.and(col(AMOUNT).isNotNull()), col(CURRENCY)).as(OF));
  }

  private static Dataset<Row> touches(Dataset<Row> contacts, Dataset<Row> events, Review review) {
    Dataset<Row> creations =
        contacts.select(
            col(ContactsTable.CONTACT_ID).as(CONTACT_ID),
            col(ContactsTable.CHANNEL).as(TOUCH_CHANNEL),
            col(ContactsTable.CREATED_AT).as(AT));
    Dataset<Row> visits =
        events
            .where(not(col(EventsTable.SUSPECT)))
            .where(col(EventsTable.KNOWN_AT).leq(lit(review.asOf())))
            .select(
                col(EventsTable.CONTACT_ID).as(CONTACT_ID),
                col(EventsTable.CHANNEL).as(TOUCH_CHANNEL),
                col(EventsTable.OCCURRED_AT).as(AT));
    return creations
        .unionByName(visits)
        .where(col(TOUCH_CHANNEL).isNotNull().and(col(AT).lt(lit(review.to()))))
        .withColumn(DAY, to_date(LocalCalendar.local(col(AT), review.timezone())))
        .groupBy(CONTACT_ID, TOUCH_CHANNEL, DAY)
        .agg(min(AT).as(AT))
        .groupBy(CONTACT_ID)
        .agg(
            collect_list(struct(unix_micros(col(AT)).as("at"), col(TOUCH_CHANNEL).as("channel")))
                .as(TOUCHES));
  }
}
