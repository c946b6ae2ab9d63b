package io.requalify.channels;

import static io.requalify.tables.Review.EMPTY;
import static io.requalify.tables.Review.NO_VERSION;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.requalify.outcomes.FirstEpisodes;
import io.requalify.tables.Review;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.timelines.KnownContacts;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Whose outcomes are looked at, and from when: one row for each of them and each outcome. */
final class ChannelUnits {
  static final String LEAD = "lead";
  static final String MQL = "mql";

  static final String POPULATION = "_population";
  static final String VERSION = "_version";
  static final String CONTACT = "_contact";
  static final String CHANNEL = "_channel";
  static final String OUTCOME = "_outcome";
  static final String HORIZON_DAYS = "_horizon_days";
  static final String START_AT = "_start_at";

  /** True where it would be known if the outcome had come: false for an MQL that nobody worked. */
  static final String SEEN = "_seen";

  private static final String ASKED = "_asked";

  private ChannelUnits() {}

  /** Every contact created in the window, from its creation. */
  static Dataset<Row> leads(Dataset<Row> contacts, Review review) {
    return KnownContacts.oneRowEach(contacts)
        .withColumn(START_AT, col(ContactsTable.CREATED_AT))
        .where(col(START_AT).geq(lit(review.from())).and(col(START_AT).lt(lit(review.to()))))
        .withColumn(ASKED, explode(outcomes(review)))
        .select(
            lit(LEAD).as(POPULATION),
            lit(NO_VERSION).as(VERSION),
            col(ContactsTable.CONTACT_ID).as(CONTACT),
            coalesce(col(ContactsTable.CHANNEL), lit(EMPTY)).as(CHANNEL),
            col(ASKED).getField(OUTCOME).as(OUTCOME),
            col(ASKED).getField(HORIZON_DAYS).as(HORIZON_DAYS),
            col(START_AT),
            lit(true).as(SEEN));
  }

  /**
   * Every contact that a version qualifies, by its first episode in the window, from the start of
   * that episode's horizon.
   */
  static Dataset<Row> mqls(Dataset<Row> labelled) {
    return FirstEpisodes.of(
            labelled,
            col(LabelledEpisodesTable.START_AT),
            col(LabelledEpisodesTable.HORIZON_DAYS),
            col(LabelledEpisodesTable.CHANNEL),
            FirstEpisodes.seen().as(SEEN))
        .select(
            lit(MQL).as(POPULATION),
            col(LabelledEpisodesTable.RULE_VERSION).as(VERSION),
            col(LabelledEpisodesTable.CONTACT_ID).as(CONTACT),
            coalesce(col(LabelledEpisodesTable.CHANNEL), lit(EMPTY)).as(CHANNEL),
            col(LabelledEpisodesTable.OUTCOME).as(OUTCOME),
            col(LabelledEpisodesTable.HORIZON_DAYS).as(HORIZON_DAYS),
            col(LabelledEpisodesTable.START_AT).as(START_AT),
            col(SEEN));
  }

  private static Column outcomes(Review review) {
    return array(
        review.horizonDays().entrySet().stream().map(ChannelUnits::outcome).toArray(Column[]::new));
  }

  private static Column outcome(Map.Entry<String, Integer> horizon) {
    return struct(lit(horizon.getKey()).as(OUTCOME), lit(horizon.getValue()).as(HORIZON_DAYS));
  }
}
