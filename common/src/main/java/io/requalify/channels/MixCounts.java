package io.requalify.channels;

import static io.requalify.tables.result.LabelledEpisodesTable.ACCOUNT_ID;
import static io.requalify.tables.result.LabelledEpisodesTable.CHANNEL;
import static io.requalify.tables.result.LabelledEpisodesTable.CONTACT_ID;
import static io.requalify.tables.result.LabelledEpisodesTable.ENTRY_AT;
import static io.requalify.tables.result.LabelledEpisodesTable.OUTCOME;
import static io.requalify.tables.result.LabelledEpisodesTable.ROUTE;
import static io.requalify.tables.result.LabelledEpisodesTable.RULE_VERSION;
import static io.requalify.tables.result.LabelledEpisodesTable.SEGMENT;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.requalify.outcomes.AccountTallies;
import io.requalify.outcomes.FirstEpisodes;
import io.requalify.outcomes.LocalCalendar;
import io.requalify.outcomes.Routes;
import io.requalify.statistics.DrawnTally;
import io.requalify.tables.Review;
import io.requalify.tables.SerializedSums;
import io.requalify.timelines.KnownContacts;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Counts the mature contacts that sales worked on the rule route, of a version that is made by hand
 * those that it worked by hand: by version, outcome, half of the window, channel and segment, in
 * every draw of the bootstrap.
 */
final class MixCounts {
  private static final String LATER = "_later";
  private static final String CLUSTER = "_cluster";
  private static final String SEEN = "_seen";
  private static final String CAME = "_came";
  private static final String CONTACTS = "_contacts";
  private static final String CONVERTED = "_converted";
  private static final String SUMS = "_sums";

  private MixCounts() {}

  /** The cells of all versions; those without a mature contact are left out. */
  static SortedMap<MixKey, SortedMap<MixCell, DrawnTally>> of(
      Dataset<Row> labelled, Review review) {
    Dataset<Row> sums =
        firsts(labelled, review)
            .where(col(SEEN))
            .groupBy(RULE_VERSION, OUTCOME, LATER, CHANNEL, SEGMENT, CLUSTER)
            .agg(count(lit(1)).as(CONTACTS), count_if(col(CAME)).as(CONVERTED))
            .groupBy(RULE_VERSION, OUTCOME, LATER, CHANNEL, SEGMENT)
            .agg(AccountTallies.of(col(CLUSTER), col(CONTACTS), col(CONVERTED)).as(SUMS));
    SortedMap<MixKey, SortedMap<MixCell, DrawnTally>> cells = new TreeMap<>();
    for (Row row : sums.collectAsList()) {
      cells
          .computeIfAbsent(
              new MixKey(row.getAs(RULE_VERSION), row.getAs(OUTCOME)), missing -> new TreeMap<>())
          .put(
              new MixCell(row.getAs(LATER), List.of(row.getAs(CHANNEL), row.getAs(SEGMENT))),
              SerializedSums.of(row.getAs(SUMS), DrawnTally.class));
    }
    return cells;
  }

  private static Dataset<Row> firsts(Dataset<Row> labelled, Review review) {
    Column seen =
        FirstEpisodes.seen().and(not(Routes.explored(col(ROUTE)))).and(FirstEpisodes.due(review));
    Column later =
        LocalCalendar.month(col(ENTRY_AT), review.timezone())
            .geq(lit(review.firstLaterMonth().toString()));
    return FirstEpisodes.of(
        labelled,
        KnownContacts.cluster(col(ACCOUNT_ID), col(CONTACT_ID)).as(CLUSTER),
        coalesce(col(CHANNEL), lit(Review.EMPTY)).as(CHANNEL),
        col(SEGMENT),
        later.as(LATER),
        seen.as(SEEN),
        FirstEpisodes.converted().as(CAME));
  }
}
