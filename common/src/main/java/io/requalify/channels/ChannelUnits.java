package io.requalify.channels;

import static io.requalify.tables.Review.EMPTY;
import static io.requalify.tables.Review.NO_VERSION;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.requalify.outcomes.FirstEpisodes;
import io.requalify.scoring.Micros;
import io.requalify.tables.Review;
import io.requalify.tables.result.ChannelQualityTable;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.source.ContactsTable;
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

  /** Null where the source says nothing. */
  static final String MEDIUM = "_medium";

  /** Null where the source says nothing. */
  static final String CAMPAIGN = "_campaign";

  /** Null for a lead, which has none before it enters. */
  static final String SEGMENT = "_segment";

  static final String OUTCOME = "_outcome";
  static final String HORIZON_DAYS = "_horizon_days";

  /** The instant by which the unit belongs to a cohort: creation of a lead, entry of an MQL. */
  static final String ENTERED_AT = "_entered_at";

  /** From when the horizon runs. */
  static final String START_AT = "_start_at";

  /** Microseconds since 1970 up to which outcomes are known. */
  static final String KNOWN_UP_TO = "_known_up_to";

  /** True where it would be known if the outcome had come: false for an MQL that nobody worked. */
  static final String SEEN = "_seen";

  /** Instants of every outcome on record, by its name. */
  static final String RECORDED = "_recorded_by_outcome";

  private static final String ASKED = "_asked";

  private final Dataset<Row> contacts;
  private final Dataset<Row> labelled;
  private final Review review;

  /**
   * Units of a review.
   *
   * @param contacts one row each
   * @param labelled labelled episodes of the review
   */
  ChannelUnits(Dataset<Row> contacts, Dataset<Row> labelled, Review review) {
    this.contacts = contacts;
    this.labelled = labelled;
    this.review = review;
  }

  /** Every contact created in the window, from its creation. */
  Dataset<Row> leads() {
    return created()
        .withColumn(ASKED, explode(outcomes()))
        .withColumn(POPULATION, lit(LEAD))
        .withColumn(VERSION, lit(NO_VERSION))
        .withColumn(OUTCOME, col(ASKED).getField(OUTCOME))
        .withColumn(HORIZON_DAYS, col(ASKED).getField(HORIZON_DAYS))
        .withColumn(KNOWN_UP_TO, lit(Micros.of(review.asOf())))
        .drop(ASKED);
  }

  /**
   * Every contact created in the window, once for each version: the outcome is that it became an
   * MQL of the version. Entries are known up to the end of the window.
   */
  Dataset<Row> leadsToMqls() {
    Column[] versions = review.versions().stream().map(name -> lit(name)).toArray(Column[]::new);
    Dataset<Row> entries =
        labelled
            .groupBy(
                col(LabelledEpisodesTable.RULE_VERSION).as(VERSION),
                col(LabelledEpisodesTable.CONTACT_ID).as(CONTACT))
            .agg(min(LabelledEpisodesTable.ENTRY_AT).as(ASKED));
    Column entered =
        when(col(ASKED).isNotNull(), map(lit(ChannelQualityTable.MQL_OUTCOME), array(col(ASKED))));
    return created()
        .withColumn(VERSION, explode(array(versions).cast("array<string>")))
        .join(entries, new String[] {VERSION, CONTACT}, "left")
        .withColumn(POPULATION, lit(LEAD))
        .withColumn(OUTCOME, lit(ChannelQualityTable.MQL_OUTCOME))
        .withColumn(HORIZON_DAYS, lit(review.channels().leadToMqlDays()))
        .withColumn(KNOWN_UP_TO, lit(Micros.of(review.to())))
        .withColumn(RECORDED, entered)
        .drop(ASKED);
  }

  /**
   * Every contact that a version qualifies, by its first episode in the window, from the start of
   * that episode's horizon.
   */
  Dataset<Row> mqls() {
    return FirstEpisodes.of(
            labelled,
            col(LabelledEpisodesTable.START_AT),
            col(LabelledEpisodesTable.HORIZON_DAYS),
            col(LabelledEpisodesTable.CHANNEL),
            col(LabelledEpisodesTable.SEGMENT),
            FirstEpisodes.seen().as(SEEN))
        .transform(this::withOrigin)
        .withColumn(HORIZON_DAYS, col(LabelledEpisodesTable.HORIZON_DAYS))
        .withColumn(START_AT, col(LabelledEpisodesTable.START_AT))
        .withColumn(KNOWN_UP_TO, lit(Micros.of(review.asOf())))
        .select(
            col(POPULATION),
            col(VERSION),
            col(CONTACT),
            col(CHANNEL),
            col(MEDIUM),
            col(CAMPAIGN),
            col(SEGMENT),
            col(OUTCOME),
            col(HORIZON_DAYS),
            col(ENTERED_AT),
            col(START_AT),
            col(KNOWN_UP_TO),
            col(SEEN));
  }

  /** Every entry of every contact under a version, the repeated ones too, for each outcome. */
  Dataset<Row> entries() {
    return withOrigin(labelled)
        .select(POPULATION, VERSION, CHANNEL, MEDIUM, CAMPAIGN, SEGMENT, OUTCOME, ENTERED_AT);
  }

  /** Names of labelled episodes are put into ours, and where the contact came from is added. */
  private Dataset<Row> withOrigin(Dataset<Row> episodes) {
    Dataset<Row> origins =
        contacts.select(
            col(ContactsTable.CONTACT_ID).as(CONTACT),
            col(ContactsTable.MEDIUM).as(MEDIUM),
            col(ContactsTable.CAMPAIGN).as(CAMPAIGN));
    return episodes
        .withColumn(POPULATION, lit(MQL))
        .withColumn(VERSION, col(LabelledEpisodesTable.RULE_VERSION))
        .withColumn(CONTACT, col(LabelledEpisodesTable.CONTACT_ID))
        .withColumn(CHANNEL, coalesce(col(LabelledEpisodesTable.CHANNEL), lit(EMPTY)))
        .withColumn(SEGMENT, col(LabelledEpisodesTable.SEGMENT))
        .withColumn(OUTCOME, col(LabelledEpisodesTable.OUTCOME))
        .withColumn(ENTERED_AT, col(LabelledEpisodesTable.ENTRY_AT))
        .join(origins, new String[] {CONTACT}, "left");
  }

  private Dataset<Row> created() {
    Column created = col(ContactsTable.CREATED_AT);
    return contacts
        .where(created.geq(lit(review.from())).and(created.lt(lit(review.to()))))
        .select(
            col(ContactsTable.CONTACT_ID).as(CONTACT),
            coalesce(col(ContactsTable.CHANNEL), lit(EMPTY)).as(CHANNEL),
            col(ContactsTable.MEDIUM).as(MEDIUM),
            col(ContactsTable.CAMPAIGN).as(CAMPAIGN),
            lit(null).cast("string").as(SEGMENT),
            created.as(ENTERED_AT),
            created.as(START_AT),
            lit(true).as(SEEN));
  }

  private Column outcomes() {
    return array(
        review.horizonDays().entrySet().stream().map(ChannelUnits::outcome).toArray(Column[]::new));
  }

  private static Column outcome(Map.Entry<String, Integer> horizon) {
    return struct(lit(horizon.getKey()).as(OUTCOME), lit(horizon.getValue()).as(HORIZON_DAYS));
  }
}
