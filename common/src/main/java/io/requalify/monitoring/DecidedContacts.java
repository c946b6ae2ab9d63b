package io.requalify.monitoring;

import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.requalify.outcomes.Horizon;
import io.requalify.outcomes.LocalCalendar;
import io.requalify.scoring.Micros;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.RoutingsTable;
import io.requalify.tables.source.StageChangesTable;
import io.requalify.timelines.KnownContacts;
import java.time.Duration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Contacts about whom it was really decided in the window, each once for every route, by its first
 * decision on it: when sales came, and what it first said within the horizon. Nothing that was not
 * known as of the review.
 */
final class DecidedContacts {
  static final String ROUTE = RoutingsTable.ROUTE;
  static final String CHANNEL = ContactsTable.CHANNEL;
  static final String COHORT = "_cohort";

  /** What varies together by chance. */
  static final String CLUSTER = "_cluster";

  /** True where the horizon was over as of the review. */
  static final String DUE = "_due";

  /** Number of the band of time to the first touch, by {@link TouchBands}. */
  static final String BAND = "_band";

  /**
   * Whole hours to the first touch, rounded up; null where there was none, or nobody knows when.
   */
  static final String HOURS = "_hours";

  /** Accepted, rejected or recycled; null for none of them. */
  static final String DISPOSITION = "_disposition";

  /** Why, as recorded; null where nothing is. */
  static final String WHY = "_why";

  private static final String FIRST = "_first";
  private static final String SAID = "_said";
  private static final String TOUCHED_AT = "_touched_at";
  private static final double MICROS_OF_AN_HOUR = Micros.of(Duration.ofHours(1));
  private static final String[] KEY = {RoutingsTable.CONTACT_ID, ROUTE};

  private DecidedContacts() {}

  /**
   * One row for each contact and route.
   *
   * @param horizonDays days that sales has to accept, reject or recycle
   */
  static Dataset<Row> of(Tables tables, Review review, int horizonDays) {
    Dataset<Row> decided = firsts(tables.read(RoutingsTable.CONTRACT), review);
    Dataset<Row> said = said(decided, tables.read(StageChangesTable.CONTRACT), review, horizonDays);
    Dataset<Row> contacts =
        KnownContacts.oneRowEach(tables.read(ContactsTable.CONTRACT))
            .select(ContactsTable.CONTACT_ID, ContactsTable.ACCOUNT_ID, CHANNEL);
    Column decidedAt = col(RoutingsTable.DECIDED_AT);
    Column waited = unix_micros(col(TOUCHED_AT)).minus(unix_micros(decidedAt));
    return decided
        .join(said, KEY, "left")
        .join(contacts, new String[] {RoutingsTable.CONTACT_ID}, "left")
        .select(
            col(ROUTE),
            coalesce(col(CHANNEL), lit(Review.EMPTY)).as(CHANNEL),
            LocalCalendar.month(decidedAt, review.timezone()).as(COHORT),
            KnownContacts.cluster(col(ContactsTable.ACCOUNT_ID), col(RoutingsTable.CONTACT_ID))
                .as(CLUSTER),
            Horizon.endMicros(decidedAt, lit(horizonDays))
                .leq(lit(Micros.of(review.asOf())))
                .as(DUE),
            TouchBands.of(decidedAt, col(TOUCHED_AT), col(RoutingsTable.WORKED)).as(BAND),
            // The greatest of nothing and 0 would be 0.
            when(waited.isNotNull(), greatest(ceil(waited.divide(lit(MICROS_OF_AN_HOUR))), lit(0L)))
                .as(HOURS),
            col(SAID).getField(StageChangesTable.STAGE).as(DISPOSITION),
            col(SAID).getField(StageChangesTable.REASON).as(WHY));
  }

  private static Dataset<Row> firsts(Dataset<Row> routings, Review review) {
    // A touch after the review is not known yet, and so is that sales worked on account of it.
    Column notYet = coalesce(col(RoutingsTable.FIRST_TOUCH_AT).gt(lit(review.asOf())), lit(false));
    return routings
        .where(col(RoutingsTable.DECIDED_AT).geq(lit(review.from())))
        .where(col(RoutingsTable.DECIDED_AT).lt(lit(review.to())))
        .groupBy(KEY[0], KEY[1])
        .agg(
            min(struct(
                    col(RoutingsTable.DECIDED_AT),
                    col(RoutingsTable.SOURCE),
                    when(notYet, lit(false))
                        .otherwise(col(RoutingsTable.WORKED))
                        .as(RoutingsTable.WORKED),
                    when(notYet, lit(null))
                        .otherwise(col(RoutingsTable.FIRST_TOUCH_AT))
                        .as(TOUCHED_AT)))
                .as(FIRST))
        .select(col(KEY[0]), col(KEY[1]), col(FIRST + ".*"));
  }

  /** The first disposition at the decision or later, within the horizon. */
  private static Dataset<Row> said(
      Dataset<Row> decided, Dataset<Row> stages, Review review, int horizonDays) {
    Dataset<Row> dispositions =
        stages
            .where(col(StageChangesTable.STAGE).isin("accepted", "rejected", "recycled"))
            .where(col(StageChangesTable.KNOWN_AT).leq(lit(review.asOf())))
            .where(col(StageChangesTable.OCCURRED_AT).leq(lit(review.asOf())))
            .select(
                StageChangesTable.CONTACT_ID,
                StageChangesTable.OCCURRED_AT,
                StageChangesTable.STAGE,
                StageChangesTable.REASON);
    Column occurred = unix_micros(col(StageChangesTable.OCCURRED_AT));
    return decided
        .select(KEY[0], KEY[1], RoutingsTable.DECIDED_AT)
        .join(dispositions, RoutingsTable.CONTACT_ID)
        .where(col(StageChangesTable.OCCURRED_AT).geq(col(RoutingsTable.DECIDED_AT)))
        .where(occurred.lt(Horizon.endMicros(col(RoutingsTable.DECIDED_AT), lit(horizonDays))))
        .groupBy(KEY[0], KEY[1])
        .agg(
            min(struct(
                    StageChangesTable.OCCURRED_AT,
                    StageChangesTable.STAGE,
                    StageChangesTable.REASON))
                .as(SAID));
  }
}
