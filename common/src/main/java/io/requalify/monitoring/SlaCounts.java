package io.requalify.monitoring;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import io.requalify.tables.Review;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Counts of {@link DecidedContacts}.
 *
 * @param tallies by route, channel and month, and by all of either
 * @param reasons the most frequent ones of rejecting and recycling, by route
 */
record SlaCounts(
    SortedMap<SlaKey, SlaTally> tallies, SortedMap<String, SortedMap<String, Long>> reasons) {
  /** What stands for no disposition. */
  static final String NONE = "none";

  /** What stands for no recorded reason. */
  static final String NO_REASON = "(none)";

  /** More reasons than these are told together; they can be free text. */
  static final int MOST_REASONS = 20;

  private static final String CONTACTS = "_contacts";
  private static final String RANK = "_rank";

  /** Counts contacts that are used more than once, so they should be kept. */
  static SlaCounts of(Dataset<Row> decided) {
    SlaCounts counts = new SlaCounts(new TreeMap<>(), new TreeMap<>());
    decided
        .groupBy(
            col(DecidedContacts.ROUTE),
            col(DecidedContacts.CHANNEL),
            col(DecidedContacts.COHORT),
            col(DecidedContacts.DUE),
            col(DecidedContacts.BAND),
            col(DecidedContacts.HOURS),
            coalesce(col(DecidedContacts.DISPOSITION), lit(NONE)).as(DecidedContacts.DISPOSITION))
        .agg(count(lit(1)).as(CONTACTS))
        .collectAsList()
        .forEach(counts::add);
    frequent(decided).forEach(counts::addReason);
    return counts;
  }

  private static List<Row> frequent(Dataset<Row> decided) {
    WindowSpec mostFirst =
        Window.partitionBy(DecidedContacts.ROUTE)
            .orderBy(col(CONTACTS).desc(), col(DecidedContacts.WHY));
    return decided
        .where(col(DecidedContacts.DUE))
        .where(col(DecidedContacts.DISPOSITION).isin("rejected", "recycled"))
        .groupBy(
            col(DecidedContacts.ROUTE),
            coalesce(col(DecidedContacts.WHY), lit(NO_REASON)).as(DecidedContacts.WHY))
        .agg(count(lit(1)).as(CONTACTS))
        .withColumn(RANK, row_number().over(mostFirst))
        .where(col(RANK).leq(lit(MOST_REASONS)))
        .collectAsList();
  }

  private void add(Row row) {
    String route = row.getAs(DecidedContacts.ROUTE);
    long contacts = row.<Long>getAs(CONTACTS);
    for (String channel : List.of(Review.ALL, row.<String>getAs(DecidedContacts.CHANNEL))) {
      for (String cohort : List.of(Review.ALL, row.<String>getAs(DecidedContacts.COHORT))) {
        SlaTally tally =
            tallies.computeIfAbsent(new SlaKey(route, channel, cohort), missing -> new SlaTally());
        if (!row.<Boolean>getAs(DecidedContacts.DUE)) {
          tally.addNotDue(contacts);
          continue;
        }
        tally.addDue(
            row.<Integer>getAs(DecidedContacts.BAND),
            row.getAs(DecidedContacts.DISPOSITION),
            contacts);
        Long hours = row.getAs(DecidedContacts.HOURS);
        if (hours != null) {
          tally.addHours(hours, contacts);
        }
      }
    }
  }

  private void addReason(Row row) {
    reasons
        .computeIfAbsent(row.getAs(DecidedContacts.ROUTE), missing -> new TreeMap<>())
        .put(row.getAs(DecidedContacts.WHY), row.<Long>getAs(CONTACTS));
  }
}
