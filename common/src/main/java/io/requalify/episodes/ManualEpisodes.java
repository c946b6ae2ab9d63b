package io.requalify.episodes;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;

import io.requalify.documents.Constants;
import io.requalify.rules.ExitCause;
import io.requalify.rules.ManualVersion;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.result.EpisodesTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.RoutingsTable;
import io.requalify.tables.source.StageChangesTable;
import io.requalify.timelines.KnownContacts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The episodes of {@link ManualVersion}: each logged decision by hand about a known contact is an
 * entry. One that several sources log at the same instant is one decision.
 */
final class ManualEpisodes {
  private static final String NEXT = "_next";
  private static final String END = "_end";
  private static final String AT = "_at";
  private static final String CAUSE = "_cause";

  /** Stages that end an episode; each is called like its cause. */
  private static final Object[] ENDS = {
    Constants.word(ExitCause.RECYCLED), Constants.word(ExitCause.LOST)
  };

  private ManualEpisodes() {}

  /** Those whose entry lies in the window, with the columns of {@link EpisodesTable}. */
  static Dataset<Row> of(Tables tables, Review review) {
    return plan(review, decisions(tables, review), tables.read(StageChangesTable.CONTRACT));
  }

  /**
   * Decisions by hand that were made by the instant of the review, each beside its contact; none
   * about contacts that are not known.
   */
  static Dataset<Row> decisions(Tables tables, Review review) {
    return tables
        .read(RoutingsTable.CONTRACT)
        .where(col(RoutingsTable.ROUTE).equalTo(RoutingsTable.MANUAL_ROUTE))
        .where(col(RoutingsTable.DECIDED_AT).leq(lit(review.asOf())))
        .select(RoutingsTable.CONTACT_ID, RoutingsTable.DECIDED_AT)
        .distinct()
        .join(
            KnownContacts.oneRowEach(tables.read(ContactsTable.CONTRACT)),
            new String[] {RoutingsTable.CONTACT_ID},
            "inner");
  }

  /** True where the contact was there already when it was decided on. */
  static Column isOfCreated() {
    return col(RoutingsTable.DECIDED_AT).geq(col(ContactsTable.CREATED_AT));
  }

  /**
   * The episodes of decisions.
   *
   * @param decisions see {@link #decisions}
   * @param stages stages that were reached, of any time
   */
  private static Dataset<Row> plan(Review review, Dataset<Row> decisions, Dataset<Row> stages) {
    WindowSpec ofContact =
        Window.partitionBy(RoutingsTable.CONTACT_ID).orderBy(RoutingsTable.DECIDED_AT);
    // Cycles count from the beginning, as those of every version do.
    Dataset<Row> entries =
        decisions
            .where(isOfCreated())
            .withColumn(EpisodesTable.CYCLE, row_number().over(ofContact))
            .withColumn(NEXT, lead(col(RoutingsTable.DECIDED_AT), 1).over(ofContact))
            .withColumn(EpisodesTable.ENTRY_AT, col(RoutingsTable.DECIDED_AT))
            .where(col(EpisodesTable.ENTRY_AT).geq(lit(review.from())))
            .where(col(EpisodesTable.ENTRY_AT).lt(lit(review.to())));
    return entries
        .join(
            ends(review, entries, stages),
            new String[] {EpisodesTable.CONTACT_ID, EpisodesTable.CYCLE},
            "left")
        .select(columns(review));
  }

  /**
   * The first end of each episode that has one: known by the review, after the entry, and not after
   * the next decision.
   */
  private static Dataset<Row> ends(Review review, Dataset<Row> entries, Dataset<Row> stages) {
    Dataset<Row> ends =
        stages
            .where(col(StageChangesTable.STAGE).isin(ENDS))
            .select(
                col(StageChangesTable.CONTACT_ID),
                greatest(col(StageChangesTable.OCCURRED_AT), col(StageChangesTable.KNOWN_AT))
                    .as(AT),
                col(StageChangesTable.STAGE).as(CAUSE))
            .where(col(AT).leq(lit(review.asOf())));
    return entries
        .select(EpisodesTable.CONTACT_ID, EpisodesTable.CYCLE, EpisodesTable.ENTRY_AT, NEXT)
        .join(ends, EpisodesTable.CONTACT_ID)
        .where(col(AT).gt(col(EpisodesTable.ENTRY_AT)))
        .where(col(NEXT).isNull().or(col(AT).leq(col(NEXT))))
        .groupBy(EpisodesTable.CONTACT_ID, EpisodesTable.CYCLE)
        .agg(min(struct(AT, CAUSE)).as(END));
  }

  private static Column[] columns(Review review) {
    Map<String, Column> values = new TreeMap<>();
    values.put(EpisodesTable.REVIEW_ID, lit(review.id()));
    values.put(EpisodesTable.AS_OF, lit(review.asOf()));
    values.put(EpisodesTable.RULE_VERSION, lit(ManualVersion.NAME));
    values.put(EpisodesTable.DIMENSION_SCORES, map());
    values.put(EpisodesTable.SEGMENT, lit(Review.NO_SEGMENT));
    values.put(EpisodesTable.ROLLED_DOWN, lit(false));
    values.put(EpisodesTable.EXIT_AT, col(END).getField(AT));
    values.put(EpisodesTable.EXIT_CAUSE, col(END).getField(CAUSE));
    for (String given :
        List.of(
            EpisodesTable.CONTACT_ID,
            EpisodesTable.ACCOUNT_ID,
            EpisodesTable.CHANNEL,
            EpisodesTable.CYCLE,
            EpisodesTable.ENTRY_AT)) {
      values.put(given, col(given));
    }
    // Whatever else an episode has comes from a score.
    return EpisodesTable.CONTRACT.columns().stream()
        .map(
            column ->
                values.getOrDefault(column.name(), lit(null)).cast(column.type()).as(column.name()))
        .toArray(Column[]::new);
  }
}
