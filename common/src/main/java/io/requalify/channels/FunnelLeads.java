package io.requalify.channels;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.requalify.outcomes.FirstEpisodes;
import io.requalify.outcomes.Horizon;
import io.requalify.outcomes.LocalCalendar;
import io.requalify.scoring.Micros;
import io.requalify.tables.Review;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.timelines.KnownContacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The leads of a review that were followed equally long, and how far each came under each version.
 *
 * <p>A lead is a contact that was created in the window. It is followed when the days of lead to
 * MQL ended within the window, and the horizon of the last stage ended as of the review; what came
 * later of it is left out, so that early leads have no more time than late ones. It counts as an
 * MQL by its first episode, as worked where sales worked that on a route that speaks of the
 * version, and at a stage where it reached that one or a later one.
 */
final class FunnelLeads {
  static final String LEAD = "lead";
  static final String MQL = "mql";
  static final String WORKED = "worked";
  static final String WON = "won";

  static final String VERSION = "_version";
  static final String CLUSTER = "_cluster";
  static final String CHANNEL = "_channel";
  static final String MONTH = "_month";
  static final String AMOUNT = "_amount";
  static final String CURRENCY = "_currency";

  private static final List<String> OUTCOMES = List.of("accepted", "opportunity", WON);
  private static final String CONTACT = "_contact";
  private static final String CREATED_AT = "_created_at";
  private static final String SEEN = "_seen";

  /** Microseconds since 1970 at which every lead has been followed for equally long. */
  private static final String FOLLOWED_UNTIL = "_followed_until";

  private FunnelLeads() {}

  /** Stages of the funnel: as far as the review asks for their outcomes. */
  static List<String> stages(Review review) {
    return Stream.concat(Stream.of(LEAD, MQL, WORKED), outcomes(review).stream()).toList();
  }

  private static List<String> outcomes(Review review) {
    return OUTCOMES.stream().filter(review.horizonDays()::containsKey).toList();
  }

  /** 1 where the row counts at the stage, else 0. */
  static String reached(String stage) {
    return "_reached_" + stage;
  }

  /** When the stage was reached; null where it was not, or where nobody recorded it. */
  static String at(String stage) {
    return "_at_" + stage;
  }

  /**
   * A row for each lead, which counts at the stage of leads alone, and one for each version and
   * lead that qualifies under it, which counts at the other stages.
   */
  static Dataset<Row> of(Dataset<Row> contacts, Dataset<Row> labelled, Review review) {
    Dataset<Row> leads = leads(contacts, review);
    Dataset<Row> qualified =
        firsts(labelled, review)
            .join(leads, CONTACT)
            .where(
                unix_micros(col(at(MQL)))
                    .lt(
                        Horizon.endMicros(
                            col(CREATED_AT), lit(review.channels().leadToMqlDays()))));
    return qualified
        .select(columns(review, col(VERSION), lit(0L), FunnelLeads::ofQualified))
        .unionByName(
            leads.select(columns(review, lit(Review.NO_VERSION), lit(1L), FunnelLeads::ofNobody)));
  }

  private static Dataset<Row> leads(Dataset<Row> contacts, Review review) {
    Column created = col(ContactsTable.CREATED_AT);
    int followedDays =
        outcomes(review).stream()
            .map(review.horizonDays()::get)
            .max(Comparator.naturalOrder())
            .orElse(0);
    return KnownContacts.oneRowEach(contacts)
        .where(created.geq(lit(review.from())))
        .where(
            Horizon.endMicros(created, lit(review.channels().leadToMqlDays()))
                .leq(lit(Micros.of(review.to())))
                .and(
                    Horizon.endMicros(created, lit(followedDays))
                        .leq(lit(Micros.of(review.asOf())))))
        .select(
            col(ContactsTable.CONTACT_ID).as(CONTACT),
            KnownContacts.cluster(col(ContactsTable.ACCOUNT_ID), col(ContactsTable.CONTACT_ID))
                .as(CLUSTER),
            coalesce(col(ContactsTable.CHANNEL), lit(Review.EMPTY)).as(CHANNEL),
            LocalCalendar.month(created, review.timezone()).as(MONTH),
            created.as(CREATED_AT),
            Horizon.endMicros(created, lit(followedDays)).as(FOLLOWED_UNTIL));
  }

  /** One row for each version and contact: its first episode, with what came of it. */
  private static Dataset<Row> firsts(Dataset<Row> labelled, Review review) {
    List<Column> figures = new ArrayList<>();
    figures.add(max(col(SEEN)).as(SEEN));
    for (String outcome : outcomes(review)) {
      Column ofOutcome = col(LabelledEpisodesTable.OUTCOME).equalTo(outcome);
      figures.add(max(when(ofOutcome, col(LabelledEpisodesTable.CONVERTED_AT))).as(at(outcome)));
    }
    Column won = col(LabelledEpisodesTable.OUTCOME).equalTo(WON);
    figures.add(max(when(won, col(LabelledEpisodesTable.AMOUNT))).as(AMOUNT));
    figures.add(max(when(won, col(LabelledEpisodesTable.CURRENCY))).as(CURRENCY));
    return FirstEpisodes.of(
            labelled,
            FirstEpisodes.seen().as(SEEN),
            col(LabelledEpisodesTable.CONVERTED_AT),
            col(LabelledEpisodesTable.AMOUNT),
            col(LabelledEpisodesTable.CURRENCY))
        .groupBy(
            col(LabelledEpisodesTable.RULE_VERSION).as(VERSION),
            col(LabelledEpisodesTable.CONTACT_ID).as(CONTACT))
        .agg(min(col(LabelledEpisodesTable.ENTRY_AT)).as(at(MQL)), figures.toArray(Column[]::new));
  }

  /** How a column of a stage comes about. */
  private interface StageColumns {
    List<Column> of(Review review);
  }

  private static Column[] columns(
      Review review, Column version, Column lead, StageColumns stageColumns) {
    List<Column> columns = new ArrayList<>();
    columns.add(version.as(VERSION));
    columns.add(col(CLUSTER));
    columns.add(col(CHANNEL));
    columns.add(col(MONTH));
    columns.add(col(CREATED_AT).as(at(LEAD)));
    columns.add(lead.as(reached(LEAD)));
    columns.addAll(stageColumns.of(review));
    return columns.toArray(Column[]::new);
  }

  private static List<Column> ofQualified(Review review) {
    List<String> outcomes = outcomes(review);
    List<Column> columns = new ArrayList<>();
    columns.add(col(at(MQL)).as(at(MQL)));
    columns.add(lit(1L).as(reached(MQL)));
    columns.add(col(SEEN).cast("bigint").as(reached(WORKED)));
    for (String outcome : outcomes) {
      Column further =
          outcomes.subList(outcomes.indexOf(outcome), outcomes.size()).stream()
              .map(FunnelLeads::inTime)
              .reduce(lit(false), Column::or);
      columns.add(when(inTime(outcome), col(at(outcome))).as(at(outcome)));
      columns.add(further.cast("bigint").as(reached(outcome)));
    }
    boolean sold = outcomes.contains(WON);
    columns.add(sold ? when(inTime(WON), col(AMOUNT)).as(AMOUNT) : col(AMOUNT));
    columns.add(
        sold
            ? when(inTime(WON).and(col(AMOUNT).isNotNull()), col(CURRENCY)).as(CURRENCY)
            : col(CURRENCY));
    return columns;
  }

  private static List<Column> ofNobody(Review review) {
    List<Column> columns = new ArrayList<>();
    columns.add(lit(null).cast("timestamp").as(at(MQL)));
    columns.add(lit(0L).as(reached(MQL)));
    columns.add(lit(0L).as(reached(WORKED)));
    for (String outcome : outcomes(review)) {
      columns.add(lit(null).cast("timestamp").as(at(outcome)));
      columns.add(lit(0L).as(reached(outcome)));
    }
    columns.add(
        lit(null)
            .cast(
                LabelledEpisodesTable.CONTRACT
                    .schema()
                    .apply(LabelledEpisodesTable.AMOUNT)
                    .dataType())
            .as(AMOUNT));
    columns.add(lit(null).cast("string").as(CURRENCY));
    return columns;
  }

  /**
   * True where the outcome came while the lead was followed, on work that speaks of the version.
   */
  private static Column inTime(String outcome) {
    return coalesce(
        col(SEEN).and(unix_micros(col(at(outcome))).lt(col(FOLLOWED_UNTIL))), lit(false));
  }
}
