package io.requalify.delays;

import static io.requalify.tables.result.LabelledEpisodesTable.ACCOUNT_ID;
import static io.requalify.tables.result.LabelledEpisodesTable.AMOUNT;
import static io.requalify.tables.result.LabelledEpisodesTable.CHANNEL;
import static io.requalify.tables.result.LabelledEpisodesTable.CONTACT_ID;
import static io.requalify.tables.result.LabelledEpisodesTable.CONVERTED_AT;
import static io.requalify.tables.result.LabelledEpisodesTable.CURRENCY;
import static io.requalify.tables.result.LabelledEpisodesTable.CYCLE;
import static io.requalify.tables.result.LabelledEpisodesTable.ENTRY_AT;
import static io.requalify.tables.result.LabelledEpisodesTable.OUTCOME;
import static io.requalify.tables.result.LabelledEpisodesTable.RULE_VERSION;
import static io.requalify.tables.result.LabelledEpisodesTable.SEGMENT;
import static io.requalify.tables.result.LabelledEpisodesTable.START_AT;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;

import io.requalify.outcomes.FirstEpisodes;
import io.requalify.scoring.Micros;
import io.requalify.tables.Review;
import io.requalify.timelines.KnownContacts;
import java.time.Duration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row for each contact and version that it qualifies under, by its first episode in the window,
 * with what came of that episode.
 */
final class DelayUnits {
  /** The account, else the contact itself: what varies together. */
  static final String CLUSTER = "_cluster";

  static final String UNIT_CHANNEL = "_channel";

  /** True where sales worked it on a route of the version; of others nothing is known. */
  static final String SEEN = "_seen";

  /** Whole days of 24 hours from the decision to the review. */
  static final String FOLLOWED = "_followed";

  private static final String LABELS = "_labels";
  private static final String FIRST = "_first";
  private static final long MICROS_OF_A_DAY = Micros.of(Duration.ofDays(1));

  private DelayUnits() {}

  /** The units of the labelled episodes of a review. */
  static Dataset<Row> of(Dataset<Row> labelled, Review review) {
    Column first = col(FIRST);
    return labelled
        .groupBy(RULE_VERSION, CONTACT_ID)
        .agg(collect_list(label()).as(LABELS))
        .withColumn(FIRST, array_min(col(LABELS)))
        .select(
            col(RULE_VERSION),
            KnownContacts.cluster(first.getField(ACCOUNT_ID), col(CONTACT_ID)).as(CLUSTER),
            coalesce(first.getField(CHANNEL), lit(Review.EMPTY)).as(UNIT_CHANNEL),
            first.getField(SEGMENT).as(SEGMENT),
            first.getField(ENTRY_AT).as(ENTRY_AT),
            first.getField(START_AT).as(START_AT),
            first.getField(SEEN).as(SEEN),
            wholeDays(lit(review.asOf()), first.getField(START_AT)).as(FOLLOWED),
            filter(col(LABELS), label -> label.getField(CYCLE).equalTo(col(FIRST).getField(CYCLE)))
                .as(LABELS));
  }

  /** A label as a struct whose order is by the episode, then by outcome, each of which is once. */
  private static Column label() {
    return struct(
        col(ENTRY_AT),
        col(CYCLE),
        col(OUTCOME),
        col(START_AT),
        col(ACCOUNT_ID),
        col(CHANNEL),
        col(SEGMENT),
        FirstEpisodes.seen().as(SEEN),
        col(CONVERTED_AT),
        col(AMOUNT),
        col(CURRENCY));
  }

  /** A field of the label of an outcome; null where the outcome has not come. */
  static Column field(String outcome, String field) {
    return get(filter(col(LABELS), label -> label.getField(OUTCOME).equalTo(outcome)), lit(0))
        .getField(field);
  }

  /** On which day after the decision an outcome came: 1 is the first 24 hours. */
  static Column day(String outcome) {
    return wholeDays(field(outcome, CONVERTED_AT), col(START_AT)).plus(1);
  }

  private static Column wholeDays(Column instant, Column start) {
    return floor(
            unix_micros(instant).minus(unix_micros(start)).divide(lit((double) MICROS_OF_A_DAY)))
        .cast("int");
  }
}
