package io.requalify.channels;

import static io.requalify.channels.ChannelUnits.CAMPAIGN;
import static io.requalify.channels.ChannelUnits.CHANNEL;
import static io.requalify.channels.ChannelUnits.CONTACT;
import static io.requalify.channels.ChannelUnits.HORIZON_DAYS;
import static io.requalify.channels.ChannelUnits.KNOWN_UP_TO;
import static io.requalify.channels.ChannelUnits.MEDIUM;
import static io.requalify.channels.ChannelUnits.OUTCOME;
import static io.requalify.channels.ChannelUnits.POPULATION;
import static io.requalify.channels.ChannelUnits.RECORDED;
import static io.requalify.channels.ChannelUnits.SEEN;
import static io.requalify.channels.ChannelUnits.SEGMENT;
import static io.requalify.channels.ChannelUnits.START_AT;
import static io.requalify.channels.ChannelUnits.VERSION;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.requalify.outcomes.Horizon;
import io.requalify.outcomes.LocalCalendar;
import io.requalify.tables.Review;
import io.requalify.tables.source.StageChangesTable;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts, days and money of the units, by {@link ChannelGroups}. */
final class ChannelCounts {
  /** Instants of the outcome on record; null where there is none. */
  static final String RECORDED_AT = "_recorded_at";

  /** First outcome at the start or later; null where there is none. */
  static final String CONVERTED_AT = "_converted_at";

  /** First outcome from the start on, else the last before it; null where there is none. */
  static final String OUTCOME_AT = "_outcome_at";

  /** The same of the stage before it in the funnel; null where there is none. */
  static final String PREVIOUS_AT = "_previous_at";

  static final String ENTRIES = "_entries";
  static final String CONTACTS = "_contacts";
  static final String ON_RECORD = "_recorded";
  static final String CONVERTED = "_converted";
  static final String DAYS = "_days";
  static final String WITH_PREVIOUS = "_with_previous";
  static final String DAYS_SINCE_PREVIOUS = "_days_since_previous";
  static final String MATURE = "_mature";
  static final String MATURE_CONVERTED = "_mature_converted";
  static final String STAGES = "_stages";
  static final String STAGES_BEFORE_START = "_stages_before_start";
  static final String REVENUE = "_revenue";
  static final String MARGIN = "_margin";
  static final String WITH_MARGIN = "_with_margin";
  static final String FIRST_CURRENCY = "_first_currency";
  static final String LAST_CURRENCY = "_last_currency";

  private static final String INSTANTS = "_instants";
  private static final String LATEST = "_latest";

  private static final String[] SUMS = {
    ENTRIES,
    CONTACTS,
    ON_RECORD,
    CONVERTED,
    DAYS,
    WITH_PREVIOUS,
    DAYS_SINCE_PREVIOUS,
    MATURE,
    MATURE_CONVERTED,
    STAGES,
    STAGES_BEFORE_START
  };

  private ChannelCounts() {}

  /** Stages that are outcomes of the review and were known as of it. */
  static Dataset<Row> known(Dataset<Row> stageChanges, Review review) {
    return stageChanges
        .where(col(StageChangesTable.KNOWN_AT).leq(lit(review.asOf())))
        .where(
            col(StageChangesTable.STAGE)
                .isin((Object[]) review.horizonDays().keySet().toArray(String[]::new)));
  }

  /** Adds what is on record for each unit. */
  static Dataset<Row> withRecord(Dataset<Row> units, Dataset<Row> known) {
    Dataset<Row> recorded =
        known
            .groupBy(col(StageChangesTable.CONTACT_ID).as(CONTACT), col(StageChangesTable.STAGE))
            .agg(collect_list(StageChangesTable.OCCURRED_AT).as(INSTANTS))
            .groupBy(CONTACT)
            .agg(
                map_from_entries(collect_list(struct(col(StageChangesTable.STAGE), col(INSTANTS))))
                    .as(RECORDED));
    return units.join(recorded, new String[] {CONTACT}, "left");
  }

  /** Adds to units with their record what came of them, and their cohorts. */
  static Dataset<Row> withOutcomes(Dataset<Row> units, Review review) {
    Column previous =
        when(col(OUTCOME).equalTo("opportunity"), instants(lit("accepted")))
            .when(col(OUTCOME).equalTo("won"), instants(lit("opportunity")));
    return units
        .withColumn(RECORDED_AT, instants(col(OUTCOME)))
        .withColumn(INSTANTS, previous)
        .withColumn(CONVERTED_AT, array_min(fromStart(col(RECORDED_AT))))
        .withColumn(OUTCOME_AT, coalesce(col(CONVERTED_AT), array_max(beforeStart())))
        .withColumn(
            PREVIOUS_AT,
            coalesce(array_min(fromStart(col(INSTANTS))), array_max(beforeStart(col(INSTANTS)))))
        .drop(RECORDED, INSTANTS)
        .transform(dated -> ChannelGroups.withCohorts(dated, review));
  }

  private static Column instants(Column outcome) {
    return element_at(col(RECORDED), outcome);
  }

  private static Column fromStart(Column instants) {
    return filter(instants, instant -> instant.geq(col(START_AT)));
  }

  private static Column beforeStart(Column instants) {
    return filter(instants, instant -> instant.lt(col(START_AT)));
  }

  /** Instants of the outcome before the start; null where none is on record. */
  static Column beforeStart() {
    return beforeStart(col(RECORDED_AT));
  }

  /**
   * One row for each group. What is alike is summed before it goes into the groups, of which every
   * unit has more than a dozen.
   *
   * @param entries all entries, with their cohorts
   */
  static Dataset<Row> counts(Dataset<Row> outcomes, Dataset<Row> entries, Review review) {
    Column horizonEnd = Horizon.endMicros(col(START_AT), col(HORIZON_DAYS));
    Column mature = col(SEEN).and(horizonEnd.leq(col(KNOWN_UP_TO)));
    Column inTime = coalesce(unix_micros(col(CONVERTED_AT)).lt(horizonEnd), lit(false));
    Column sincePrevious = days(PREVIOUS_AT, OUTCOME_AT, review);
    Dataset<Row> cells =
        outcomes
            .groupBy(ChannelGroups.CELL)
            .agg(
                // A lead enters once, when it is created; entries of MQLs are counted apart.
                count_if(col(POPULATION).equalTo(ChannelUnits.LEAD)).as(ENTRIES),
                count(lit(1)).as(CONTACTS),
                count(col(OUTCOME_AT)).as(ON_RECORD),
                count(col(CONVERTED_AT)).as(CONVERTED),
                total(days(START_AT, OUTCOME_AT, review)).as(DAYS),
                count(sincePrevious).as(WITH_PREVIOUS),
                total(sincePrevious).as(DAYS_SINCE_PREVIOUS),
                count_if(mature).as(MATURE),
                count_if(mature.and(inTime)).as(MATURE_CONVERTED),
                total(size(col(RECORDED_AT))).as(STAGES),
                total(size(beforeStart())).as(STAGES_BEFORE_START));
    Dataset<Row> entryCells = entries.groupBy(ChannelGroups.CELL).agg(count(lit(1)).as(ENTRIES));
    Column[] sums = Stream.of(SUMS).map(name -> total(col(name)).as(name)).toArray(Column[]::new);
    return ChannelGroups.of(cells.unionByName(entryCells, true))
        .groupBy(ChannelGroups.KEY)
        .agg(sums[0], Stream.of(sums).skip(1).toArray(Column[]::new));
  }

  /** Calendar days in the zone of the review; null where one of the instants is. */
  private static Column days(String from, String to, Review review) {
    return datediff(
        to_date(LocalCalendar.local(col(to), review.timezone())),
        to_date(LocalCalendar.local(col(from), review.timezone())));
  }

  /**
   * Money on record, for the same groups where there is any. An opportunity counts once in a group,
   * with the amount that was known last, however many contacts or rows it has.
   */
  static Dataset<Row> money(Dataset<Row> outcomes, Dataset<Row> known) {
    Dataset<Row> amounts =
        known
            .where(
                col(StageChangesTable.AMOUNT)
                    .isNotNull()
                    .or(col(StageChangesTable.MARGIN).isNotNull()))
            .select(
                col(StageChangesTable.CONTACT_ID).as(CONTACT),
                col(StageChangesTable.STAGE).as(OUTCOME),
                col(StageChangesTable.SUBJECT_ID),
                struct(
                        col(StageChangesTable.KNOWN_AT),
                        col(StageChangesTable.OCCURRED_AT),
                        col(StageChangesTable.SOURCE),
                        col(StageChangesTable.AMOUNT),
                        col(StageChangesTable.MARGIN),
                        col(StageChangesTable.CURRENCY))
                    .as(LATEST));
    Column amount = col(LATEST).getField(StageChangesTable.AMOUNT);
    Column margin = col(LATEST).getField(StageChangesTable.MARGIN);
    Column currency = col(LATEST).getField(StageChangesTable.CURRENCY);
    Column[] opportunity =
        Stream.concat(Stream.of(ChannelGroups.KEY), Stream.of(col(StageChangesTable.SUBJECT_ID)))
            .toArray(Column[]::new);
    return ChannelGroups.of(
            outcomes
                .where(col(OUTCOME_AT).isNotNull())
                .select(
                    POPULATION,
                    VERSION,
                    CONTACT,
                    CHANNEL,
                    MEDIUM,
                    CAMPAIGN,
                    SEGMENT,
                    OUTCOME,
                    ChannelGroups.MONTH,
                    ChannelGroups.QUARTER,
                    ChannelGroups.WEEK)
                .join(amounts, new String[] {CONTACT, OUTCOME}))
        .groupBy(opportunity)
        .agg(max(LATEST).as(LATEST))
        .groupBy(ChannelGroups.KEY)
        .agg(
            sum(amount).as(REVENUE),
            sum(margin).as(MARGIN),
            count(margin).as(WITH_MARGIN),
            min(currency).as(FIRST_CURRENCY),
            max(currency).as(LAST_CURRENCY));
  }

  /** A sum in which null counts nothing. */
  private static Column total(Column count) {
    return coalesce(sum(coalesce(count, lit(0)).cast("bigint")), lit(0L));
  }
}
