package io.requalify.calibration;

import static io.requalify.tables.result.ScoreTablesTable.COHORT;
import static io.requalify.tables.result.ScoreTablesTable.OUTCOME;
import static io.requalify.tables.result.ScoreTablesTable.POINTS;
import static io.requalify.tables.result.ScoreTablesTable.RULE_VERSION;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import io.requalify.outcomes.AccountTallies;
import io.requalify.statistics.DrawnTally;
import io.requalify.statistics.calibration.ScoreIntervals;
import io.requalify.statistics.calibration.ScoreTable;
import io.requalify.tables.Review;
import io.requalify.tables.SerializedSums;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The contacts of a {@link ScoreHistory} once more, in every draw of the bootstrap between
 * accounts. Each cell holds hundreds of sums, so it is of all segments together.
 */
final class DrawnScores {
  private static final String LATER = "_later";
  private static final String CONTACTS = "_contacts";
  private static final String CONVERTED = "_converted";
  private static final String SUMS = "_sums";
  private static final String ACCOUNTS = "_accounts";

  private final SortedMap<Integer, DrawnTally> earlier = new TreeMap<>();
  private final SortedMap<Integer, DrawnTally> later = new TreeMap<>();
  private long accountsOfEarlier;
  private long accountsOfLater;

  private DrawnScores() {}

  /**
   * The draws of every version and outcome.
   *
   * @param firsts as {@link ScoreCounts#firsts} gives them
   */
  static SortedMap<ScoreKey, DrawnScores> of(Dataset<Row> firsts, Review review) {
    Dataset<Row> mature =
        firsts
            .where(col(ScoreCounts.RULE_MATURE))
            .withColumn(LATER, col(COHORT).geq(lit(review.firstLaterMonth().toString())));
    SortedMap<ScoreKey, DrawnScores> drawn = new TreeMap<>();
    mature
        .groupBy(RULE_VERSION, OUTCOME, LATER, POINTS, ScoreCounts.CLUSTER)
        .agg(count(lit(1)).as(CONTACTS), count_if(col(ScoreCounts.CAME)).as(CONVERTED))
        .groupBy(RULE_VERSION, OUTCOME, LATER, POINTS)
        .agg(AccountTallies.of(col(ScoreCounts.CLUSTER), col(CONTACTS), col(CONVERTED)).as(SUMS))
        .collectAsList()
        .forEach(
            row ->
                of(drawn, row)
                    .half(row.getAs(LATER))
                    .put(row.getAs(POINTS), SerializedSums.of(row.getAs(SUMS), DrawnTally.class)));
    mature
        .groupBy(RULE_VERSION, OUTCOME, LATER)
        .agg(count_distinct(col(ScoreCounts.CLUSTER)).as(ACCOUNTS))
        .collectAsList()
        .forEach(row -> of(drawn, row).setAccounts(row.getAs(LATER), row.getAs(ACCOUNTS)));
    return drawn;
  }

  private static DrawnScores of(Map<ScoreKey, DrawnScores> drawn, Row row) {
    return drawn.computeIfAbsent(
        new ScoreKey(row.getAs(RULE_VERSION), Review.ALL, row.getAs(OUTCOME)),
        missing -> new DrawnScores());
  }

  private SortedMap<Integer, DrawnTally> half(boolean isLater) {
    return isLater ? later : earlier;
  }

  private void setAccounts(boolean isLater, long accounts) {
    if (isLater) {
      accountsOfLater = accounts;
    } else {
      accountsOfEarlier = accounts;
    }
  }

  /** Intervals of figures of the later months. */
  ScoreIntervals ofLater(ScoreTable table) {
    return ScoreIntervals.of(table, Math.toIntExact(accountsOfLater), later);
  }

  /** Intervals of figures of all months; there are no fewer accounts than in the larger half. */
  ScoreIntervals ofAll(ScoreTable table) {
    SortedMap<Integer, DrawnTally> all = new TreeMap<>();
    for (SortedMap<Integer, DrawnTally> half : List.of(earlier, later)) {
      half.forEach(
          (points, sums) ->
              all.computeIfAbsent(points, missing -> new DrawnTally(sums.draws())).add(sums));
    }
    return ScoreIntervals.of(
        table, Math.toIntExact(Math.max(accountsOfEarlier, accountsOfLater)), all);
  }
}
