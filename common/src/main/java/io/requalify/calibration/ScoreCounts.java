package io.requalify.calibration;

import static io.requalify.tables.result.LabelledEpisodesTable.ACCOUNT_ID;
import static io.requalify.tables.result.LabelledEpisodesTable.CONTACT_ID;
import static io.requalify.tables.result.LabelledEpisodesTable.ENTRY_AT;
import static io.requalify.tables.result.LabelledEpisodesTable.PROPENSITY;
import static io.requalify.tables.result.LabelledEpisodesTable.ROUTE;
import static io.requalify.tables.result.LabelledEpisodesTable.SCORE;
import static io.requalify.tables.result.LabelledEpisodesTable.WORKED;
import static io.requalify.tables.result.ScoreTablesTable.CHANNEL;
import static io.requalify.tables.result.ScoreTablesTable.COHORT;
import static io.requalify.tables.result.ScoreTablesTable.CONTACTS;
import static io.requalify.tables.result.ScoreTablesTable.CONVERTED;
import static io.requalify.tables.result.ScoreTablesTable.EXPLORED_CONVERTED;
import static io.requalify.tables.result.ScoreTablesTable.EXPLORED_MATURE;
import static io.requalify.tables.result.ScoreTablesTable.EXPLORED_WEIGHT;
import static io.requalify.tables.result.ScoreTablesTable.EXPLORED_WEIGHT_CONVERTED;
import static io.requalify.tables.result.ScoreTablesTable.MATURE;
import static io.requalify.tables.result.ScoreTablesTable.OUTCOME;
import static io.requalify.tables.result.ScoreTablesTable.POINTS;
import static io.requalify.tables.result.ScoreTablesTable.RULE_VERSION;
import static io.requalify.tables.result.ScoreTablesTable.SEGMENT;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.requalify.outcomes.FirstEpisodes;
import io.requalify.outcomes.InverseProbability;
import io.requalify.outcomes.LocalCalendar;
import io.requalify.outcomes.Routes;
import io.requalify.statistics.TrustGates;
import io.requalify.statistics.counterfactual.Millionths;
import io.requalify.tables.Review;
import io.requalify.timelines.KnownContacts;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Counts contacts by the points with which they entered, of all versions at once: a contact counts
 * by its first episode in the window.
 */
final class ScoreCounts {
  /** What varies together by chance. */
  static final String CLUSTER = "_cluster";

  /** True where sales worked it on the rule route, and its horizon is over. */
  static final String RULE_MATURE = "_rule_mature";

  static final String CAME = "_came";

  private static final String DRAWN_MATURE = "_drawn_mature";
  private static final String WEIGHT = "_weight";

  private ScoreCounts() {}

  /**
   * Rows of {@code score_tables} but for the review. A version that says no total has none.
   *
   * @param firsts as {@link #firsts} gives them
   */
  static Dataset<Row> of(Dataset<Row> firsts) {
    Column ofRule = col(RULE_MATURE);
    Column ofDraw = col(DRAWN_MATURE);
    return firsts
        .groupBy(RULE_VERSION, CHANNEL, SEGMENT, COHORT, OUTCOME, POINTS)
        .agg(
            count(lit(1)).as(CONTACTS),
            count_if(ofRule).as(MATURE),
            count_if(ofRule.and(col(CAME))).as(CONVERTED),
            count_if(ofDraw).as(EXPLORED_MATURE),
            count_if(ofDraw.and(col(CAME))).as(EXPLORED_CONVERTED),
            weight(ofDraw).as(EXPLORED_WEIGHT),
            weight(ofDraw.and(col(CAME))).as(EXPLORED_WEIGHT_CONVERTED));
  }

  /** Whole millionths are summed, so that the sum is the same in any order. */
  private static Column weight(Column of) {
    return coalesce(sum(when(of, col(WEIGHT))), lit(0L))
        .cast("double")
        .divide(lit((double) Millionths.ONE));
  }

  /**
   * What is counted: the first episode of each contact under each version, for each outcome.
   *
   * @param labelled labelled episodes of the review
   */
  static Dataset<Row> firsts(Dataset<Row> labelled, Review review) {
    Column byScore = col(WORKED).and(Routes.byScore(col(ROUTE)));
    Column due = FirstEpisodes.due(review);
    Column drawn = Routes.explored(col(ROUTE));
    Column supported =
        coalesce(col(PROPENSITY).geq(TrustGates.standard().smallestPropensity()), lit(false));
    return FirstEpisodes.of(
        labelled.where(col(SCORE).isNotNull()),
        KnownContacts.cluster(col(ACCOUNT_ID), col(CONTACT_ID)).as(CLUSTER),
        coalesce(col(CHANNEL), lit(Review.EMPTY)).as(CHANNEL),
        col(SEGMENT),
        LocalCalendar.month(col(ENTRY_AT), review.timezone()).as(COHORT),
        floor(col(SCORE)).cast("int").as(POINTS),
        byScore.and(due).and(not(drawn)).as(RULE_MATURE),
        byScore.and(due).and(drawn).as(DRAWN_MATURE),
        FirstEpisodes.converted().as(CAME),
        when(supported, InverseProbability.millionths(col(PROPENSITY))).as(WEIGHT));
  }
}
