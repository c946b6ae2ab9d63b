package io.requalify.outcomes;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;

import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.source.RoutingsTable;
import io.requalify.tables.source.StageChangesTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Contacts that the log says were qualified by the rule in the window, whichever version was live,
 * each by its first such decision, with what came of it: what reports of the time have counted.
 */
public final class ReportedQualifications {
  /** Version that decided, by the log; {@link Review#NO_VERSION} where it names none. */
  public static final String LIVE_VERSION = "_live_version";

  private static final String FIRST = "_first";

  private ReportedQualifications() {}

  /**
   * One row for each contact and outcome, with {@code start_at} (the decision), {@code worked},
   * {@code horizon_days} and {@code state} as in {@code labelled_episodes}.
   */
  public static Dataset<Row> of(Tables tables, Review review) {
    Dataset<Row> known =
        tables
            .read(StageChangesTable.CONTRACT)
            .where(col(StageChangesTable.KNOWN_AT).leq(lit(review.asOf())))
            .where(col(StageChangesTable.OCCURRED_AT).leq(lit(review.asOf())));
    Dataset<Row> decisions = firsts(tables.read(RoutingsTable.CONTRACT), review);
    return FirstOutcome.of(review.horizonDays(), review.link(), decisions, known)
        .withColumn(LabelledEpisodesTable.STATE, Label.state(review.asOf()));
  }

  private static Dataset<Row> firsts(Dataset<Row> routings, Review review) {
    return routings
        .where(Routes.byScore(col(RoutingsTable.ROUTE)))
        .where(not(Routes.explored(col(RoutingsTable.ROUTE))))
        .where(col(RoutingsTable.DECIDED_AT).geq(lit(review.from())))
        .where(col(RoutingsTable.DECIDED_AT).lt(lit(review.to())))
        .groupBy(RoutingsTable.CONTACT_ID)
        .agg(
            min(struct(
                    col(RoutingsTable.DECIDED_AT).as(LabelledEpisodesTable.START_AT),
                    col(RoutingsTable.SOURCE),
                    coalesce(col(RoutingsTable.RULE_VERSION), lit(Review.NO_VERSION))
                        .as(LIVE_VERSION),
                    col(RoutingsTable.WORKED)))
                .as(FIRST))
        .select(
            lit(Review.NO_VERSION).as(LabelledEpisodesTable.RULE_VERSION),
            col(RoutingsTable.CONTACT_ID),
            lit(1).as(LabelledEpisodesTable.CYCLE),
            col(FIRST).getField(LabelledEpisodesTable.START_AT).as(LabelledEpisodesTable.START_AT),
            col(FIRST).getField(LIVE_VERSION).as(LIVE_VERSION),
            col(FIRST).getField(RoutingsTable.WORKED).as(LabelledEpisodesTable.WORKED));
  }
}
