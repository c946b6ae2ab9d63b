package io.requalify.monitoring;

import static io.requalify.tables.result.LabelledEpisodesTable.ACCOUNT_ID;
import static io.requalify.tables.result.LabelledEpisodesTable.AMOUNT;
import static io.requalify.tables.result.LabelledEpisodesTable.CONTACT_ID;
import static io.requalify.tables.result.LabelledEpisodesTable.CURRENCY;
import static io.requalify.tables.result.LabelledEpisodesTable.ENTRY_AT;
import static io.requalify.tables.result.LabelledEpisodesTable.OUTCOME;
import static io.requalify.tables.result.LabelledEpisodesTable.SCORE;
import static io.requalify.tables.result.ScorePeaksTable.ABOVE_BEFORE;
import static io.requalify.tables.result.ScorePeaksTable.ASKED_POINTS;
import static io.requalify.tables.result.ScorePeaksTable.POINTS_ABOVE;
import static io.requalify.tables.result.ScorePeaksTable.REACHED_AT;
import static io.requalify.tables.result.ScorePeaksTable.RULE_VERSION;
import static io.requalify.tables.result.ScorePeaksTable.SEGMENT;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import io.requalify.outcomes.FirstEpisodes;
import io.requalify.outcomes.LabelledEpisodes;
import io.requalify.outcomes.LocalCalendar;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.result.ScorePeaksTable;
import io.requalify.tables.source.ProductionScoresTable;
import io.requalify.tables.source.RoutingsTable;
import io.requalify.timelines.KnownContacts;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What the tests of gaming are told, counted for all versions at once. */
final class GamingCounts {
  static final String IS_LIVE = "_is_live";
  static final String POINTS = "_points";
  static final String CONTACTS = "_contacts";
  static final String LET_IN = "_let_in";
  static final String LET_IN_CONVERTED = "_let_in_converted";
  static final String ABOVE = "_above";
  static final String ABOVE_CONVERTED = "_above_converted";
  static final String ACCOUNTS = "_accounts";
  static final String WEEK = "_week";
  static final String IS_DUE = "_is_due";
  static final String MONEY = "_money";

  private static final String SINCE = "_since";
  private static final String FORMER = "_former";
  private static final String CLUSTER = "_cluster";
  private static final String SEEN = "_seen";
  private static final String CAME = "_came";
  private static final String DUE = "_due";
  private static final StructType SINCES =
      new StructType()
          .add(RULE_VERSION, DataTypes.StringType, false)
          .add(SINCE, DataTypes.TimestampType, false);
  private static final StructType FORMERS =
      new StructType()
          .add(RULE_VERSION, DataTypes.StringType, false)
          .add(SEGMENT, DataTypes.StringType, false)
          .add(ASKED_POINTS, DataTypes.DoubleType, false)
          .add(FORMER, DataTypes.DoubleType, false);

  private final Tables tables;
  private final Review review;

  GamingCounts(Tables tables, Review review) {
    this.tables = tables;
    this.review = review;
  }

  /**
   * Since when each version was live: the first logged decision or score that names it. A version
   * that no log names is not there.
   */
  SortedMap<String, Instant> liveSince() {
    Column at = col(SINCE);
    Dataset<Row> decided =
        tables
            .read(RoutingsTable.CONTRACT)
            .select(col(RoutingsTable.RULE_VERSION), col(RoutingsTable.DECIDED_AT).as(SINCE));
    Dataset<Row> scored =
        tables
            .read(ProductionScoresTable.CONTRACT)
            .select(
                col(ProductionScoresTable.VERSION_LABEL).as(RULE_VERSION),
                col(ProductionScoresTable.SCORED_AT).as(SINCE));
    SortedMap<String, Instant> since = new TreeMap<>();
    decided
        .unionByName(scored)
        .where(at.leq(lit(review.asOf())))
        .where(col(RULE_VERSION).isInCollection(review.versions()))
        .groupBy(RULE_VERSION)
        .agg(min(at).as(SINCE))
        .collectAsList()
        .forEach(row -> since.put(row.getString(0), row.getTimestamp(1).toInstant()));
    return since;
  }

  /** Total that each version asks of its segments; none where it asks for several scores. */
  SortedMap<String, SortedMap<String, Double>> asked() {
    SortedMap<String, SortedMap<String, Double>> asked = new TreeMap<>();
    tables
        .read(ScorePeaksTable.CONTRACT, review.slice())
        .where(col(ASKED_POINTS).isNotNull())
        .select(RULE_VERSION, SEGMENT, ASKED_POINTS)
        .distinct()
        .collectAsList()
        .forEach(
            row ->
                asked
                    .computeIfAbsent(row.getString(0), missing -> new TreeMap<>())
                    .put(row.getString(1), row.getDouble(2)));
    return asked;
  }

  /**
   * Contacts that came to a score in the window by whole points above what is asked, apart since
   * the version was live and before; null where it never was.
   */
  List<Row> byPoints(SortedMap<String, Instant> liveSince) {
    List<Row> sinces = new ArrayList<>();
    liveSince.forEach(
        (version, since) -> sinces.add(RowFactory.create(version, Timestamp.from(since))));
    Column rose = coalesce(col(ABOVE_BEFORE).lt(col(POINTS_ABOVE)), lit(true));
    return tables
        .read(ScorePeaksTable.CONTRACT, review.slice())
        .where(col(POINTS_ABOVE).isNotNull().and(rose))
        .join(
            broadcast(tables.spark().createDataFrame(sinces, SINCES)),
            new String[] {RULE_VERSION},
            "left_outer")
        .groupBy(
            col(RULE_VERSION),
            col(SEGMENT),
            col(REACHED_AT).geq(col(SINCE)).as(IS_LIVE),
            floor(col(POINTS_ABOVE)).cast("int").as(POINTS))
        .agg(count(lit(1)).as(CONTACTS))
        .orderBy(RULE_VERSION, SEGMENT, IS_LIVE, POINTS)
        .collectAsList();
  }

  /**
   * Accounts by how many of their contacts a lowered threshold let in and were worked long enough
   * ago, and how many came in above the former one: how many accounts have the same four counts.
   *
   * @param lowered for each version the segments whose former threshold was higher, with both
   */
  List<Row> letIn(String outcome, List<Lowered> lowered) {
    List<Row> formers = new ArrayList<>();
    lowered.forEach(
        each ->
            formers.add(
                RowFactory.create(each.version(), each.segment(), each.asked(), each.former())));
    Column isLetIn = col(SCORE).lt(col(FORMER));
    Column wasAbove = not(isLetIn);
    return firsts(outcome)
        .where(col(SEEN).and(col(DUE)))
        .join(
            broadcast(tables.spark().createDataFrame(formers, FORMERS)),
            new String[] {RULE_VERSION, SEGMENT})
        .where(col(SCORE).geq(col(ASKED_POINTS)))
        .groupBy(RULE_VERSION, SEGMENT, CLUSTER)
        .agg(
            count_if(isLetIn).as(LET_IN),
            count_if(isLetIn.and(col(CAME))).as(LET_IN_CONVERTED),
            count_if(wasAbove).as(ABOVE),
            count_if(wasAbove.and(col(CAME))).as(ABOVE_CONVERTED))
        .groupBy(RULE_VERSION, SEGMENT, LET_IN, LET_IN_CONVERTED, ABOVE, ABOVE_CONVERTED)
        .agg(count(lit(1)).as(ACCOUNTS))
        .orderBy(RULE_VERSION, SEGMENT, LET_IN, LET_IN_CONVERTED, ABOVE, ABOVE_CONVERTED)
        .collectAsList();
  }

  /**
   * A segment of which a version asks for less than another one did.
   *
   * @param asked points that it asks for
   * @param former points that the other one did
   * @param of the other version
   */
  record Lowered(String version, String segment, double asked, double former, String of) {}

  /**
   * Contacts by the week of their first entry and the currency of the pipeline that came of them,
   * which is null where none did: how many, whether all their horizons are over, and the money.
   */
  List<Row> weeks(String outcome) {
    return firsts(outcome)
        .groupBy(
            col(RULE_VERSION),
            to_date(date_trunc("week", LocalCalendar.local(col(ENTRY_AT), review.timezone())))
                .as(WEEK),
            when(col(CAME), col(CURRENCY)).as(CURRENCY))
        .agg(
            count(lit(1)).as(CONTACTS),
            min(col(DUE)).as(IS_DUE),
            sum(when(col(CAME), col(AMOUNT))).as(MONEY))
        .orderBy(RULE_VERSION, WEEK, CURRENCY)
        .collectAsList();
  }

  private Dataset<Row> firsts(String outcome) {
    return FirstEpisodes.of(
        LabelledEpisodes.of(tables, review).where(col(OUTCOME).equalTo(outcome)),
        col(SEGMENT),
        col(SCORE),
        col(AMOUNT),
        col(CURRENCY),
        KnownContacts.cluster(col(ACCOUNT_ID), col(CONTACT_ID)).as(CLUSTER),
        FirstEpisodes.seen().as(SEEN),
        FirstEpisodes.due(review).as(DUE),
        FirstEpisodes.converted().as(CAME));
  }
}
