package io.requalify.channels;

import static io.requalify.channels.ChannelUnits.CHANNEL;
import static io.requalify.channels.ChannelUnits.CONTACT;
import static io.requalify.channels.ChannelUnits.HORIZON_DAYS;
import static io.requalify.channels.ChannelUnits.OUTCOME;
import static io.requalify.channels.ChannelUnits.POPULATION;
import static io.requalify.channels.ChannelUnits.SEEN;
import static io.requalify.channels.ChannelUnits.START_AT;
import static io.requalify.channels.ChannelUnits.VERSION;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_micros;

import io.requalify.outcomes.Horizon;
import io.requalify.outcomes.LocalCalendar;
import io.requalify.scoring.Micros;
import io.requalify.tables.Review;
import io.requalify.tables.source.StageChangesTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts, days and money of the units, by channel and cohort and for the whole of either. */
final class ChannelCounts {
  static final String COHORT = "_cohort";

  /** Instants of the outcome on record; null where there is none. */
  static final String RECORDED_AT = "_recorded_at";

  /** First outcome at the start or later; null where there is none. */
  static final String CONVERTED_AT = "_converted_at";

  /** First outcome from the start on, else the last before it; null where there is none. */
  static final String OUTCOME_AT = "_outcome_at";

  static final String CONTACTS = "_contacts";
  static final String RECORDED = "_recorded";
  static final String CONVERTED = "_converted";
  static final String DAYS = "_days";
  static final String MATURE = "_mature";
  static final String MATURE_CONVERTED = "_mature_converted";
  static final String STAGES = "_stages";
  static final String STAGES_BEFORE_START = "_stages_before_start";
  static final String REVENUE = "_revenue";
  static final String FIRST_CURRENCY = "_first_currency";
  static final String LAST_CURRENCY = "_last_currency";

  private static final String LATEST = "_latest";

  private ChannelCounts() {}

  /** Stages that are outcomes of the review and were known as of it. */
  static Dataset<Row> known(Dataset<Row> stageChanges, Review review) {
    return stageChanges
        .where(col(StageChangesTable.KNOWN_AT).leq(lit(review.asOf())))
        .where(
            col(StageChangesTable.STAGE)
                .isin((Object[]) review.horizonDays().keySet().toArray(String[]::new)));
  }

  /** Units with what came of them. */
  static Dataset<Row> withOutcomes(Dataset<Row> units, Dataset<Row> known, Review review) {
    Dataset<Row> recorded =
        known
            .groupBy(
                col(StageChangesTable.CONTACT_ID).as(CONTACT),
                col(StageChangesTable.STAGE).as(OUTCOME))
            .agg(collect_list(StageChangesTable.OCCURRED_AT).as(RECORDED_AT));
    Column fromStart = filter(col(RECORDED_AT), instant -> instant.geq(col(START_AT)));
    return units
        .join(recorded, new String[] {CONTACT, OUTCOME}, "left")
        .withColumn(CONVERTED_AT, array_min(fromStart))
        .withColumn(OUTCOME_AT, coalesce(col(CONVERTED_AT), array_max(beforeStart())))
        .withColumn(COHORT, LocalCalendar.month(col(START_AT), review.timezone()));
  }

  /** Instants of the outcome before the start; null where none is on record. */
  static Column beforeStart() {
    return filter(col(RECORDED_AT), instant -> instant.lt(col(START_AT)));
  }

  /** One row for each population, version, channel, cohort and outcome, and for the wholes. */
  static Dataset<Row> counts(Dataset<Row> outcomes, Review review) {
    Column horizonEnd = Horizon.endMicros(col(START_AT), col(HORIZON_DAYS));
    Column mature = col(SEEN).and(horizonEnd.leq(lit(Micros.of(review.asOf()))));
    Column inTime = coalesce(unix_micros(col(CONVERTED_AT)).lt(horizonEnd), lit(false));
    Column days =
        datediff(
            to_date(LocalCalendar.local(col(OUTCOME_AT), review.timezone())),
            to_date(LocalCalendar.local(col(START_AT), review.timezone())));
    return grouped(outcomes)
        .groupBy(POPULATION, VERSION, CHANNEL, COHORT, OUTCOME)
        .agg(
            count(lit(1)).as(CONTACTS),
            count(col(OUTCOME_AT)).as(RECORDED),
            count(col(CONVERTED_AT)).as(CONVERTED),
            total(days).as(DAYS),
            total(size(col(RECORDED_AT))).as(STAGES),
            total(size(beforeStart())).as(STAGES_BEFORE_START),
            sum(mature.cast("bigint")).as(MATURE),
            sum(mature.and(inTime).cast("bigint")).as(MATURE_CONVERTED));
  }

  /**
   * Money on record, for the same groups where there is any. An opportunity counts once in a group,
   * with the amount that was known last, however many contacts or rows it has.
   */
  static Dataset<Row> money(Dataset<Row> outcomes, Dataset<Row> known) {
    Dataset<Row> amounts =
        known
            .where(col(StageChangesTable.AMOUNT).isNotNull())
            .select(
                col(StageChangesTable.CONTACT_ID).as(CONTACT),
                col(StageChangesTable.STAGE).as(OUTCOME),
                col(StageChangesTable.SUBJECT_ID),
                struct(
                        col(StageChangesTable.KNOWN_AT),
                        col(StageChangesTable.OCCURRED_AT),
                        col(StageChangesTable.SOURCE),
                        col(StageChangesTable.AMOUNT),
                        col(StageChangesTable.CURRENCY))
                    .as(LATEST));
    Column amount = col(LATEST).getField(StageChangesTable.AMOUNT);
    Column currency = col(LATEST).getField(StageChangesTable.CURRENCY);
    return grouped(outcomes.where(col(OUTCOME_AT).isNotNull()))
        .join(amounts, new String[] {CONTACT, OUTCOME})
        .groupBy(POPULATION, VERSION, CHANNEL, COHORT, OUTCOME, StageChangesTable.SUBJECT_ID)
        .agg(max(LATEST).as(LATEST))
        .groupBy(POPULATION, VERSION, CHANNEL, COHORT, OUTCOME)
        .agg(
            sum(amount).as(REVENUE),
            min(currency).as(FIRST_CURRENCY),
            max(currency).as(LAST_CURRENCY));
  }

  /** Each unit four times: in its channel and in all, in its cohort and in all. */
  private static Dataset<Row> grouped(Dataset<Row> outcomes) {
    return outcomes
        .withColumn(CHANNEL, explode(array(col(CHANNEL), lit(Review.ALL))))
        .withColumn(COHORT, explode(array(col(COHORT), lit(Review.ALL))));
  }

  /** A sum in which null counts nothing. */
  private static Column total(Column count) {
    return sum(coalesce(count, lit(0)).cast("bigint"));
  }
}
