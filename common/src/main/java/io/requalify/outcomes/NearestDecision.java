package io.requalify.outcomes;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.requalify.rules.ManualVersion;
import io.requalify.scoring.Micros;
import io.requalify.tables.Review;
import io.requalify.tables.result.EpisodesTable;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.source.RoutingsTable;
import java.time.Duration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Matches an episode with the logged decision about its contact that lies nearest to the entry, the
 * earlier of two that are equally near, and none that is further away than the review allows. An
 * episode of {@link ManualVersion} is a decision by hand, and is matched with that one.
 */
final class NearestDecision {
  private static final String[] KEY = {
    EpisodesTable.RULE_VERSION, EpisodesTable.CONTACT_ID, EpisodesTable.CYCLE
  };
  private static final String DISTANCE = "_distance";
  private static final String NEAREST = "_nearest";

  private NearestDecision() {}

  /** Adds the matched decision, and the instant from which the horizons run. */
  static Dataset<Row> of(Review review, Dataset<Row> episodes, Dataset<Row> routings) {
    Column nearest = col(NEAREST);
    return episodes
        .join(nearest(review, episodes, routings), KEY, "left")
        .withColumn(LabelledEpisodesTable.ROUTED_AT, nearest.getField(RoutingsTable.DECIDED_AT))
        .withColumn(LabelledEpisodesTable.ROUTE, nearest.getField(RoutingsTable.ROUTE))
        .withColumn(LabelledEpisodesTable.PROPENSITY, nearest.getField(RoutingsTable.PROPENSITY))
        .withColumn(
            LabelledEpisodesTable.WORKED,
            coalesce(nearest.getField(RoutingsTable.WORKED), lit(false)))
        .withColumn(
            LabelledEpisodesTable.START_AT,
            coalesce(col(LabelledEpisodesTable.ROUTED_AT), col(EpisodesTable.ENTRY_AT)))
        .drop(NEAREST);
  }

  private static Dataset<Row> nearest(Review review, Dataset<Row> episodes, Dataset<Row> routings) {
    Column distance =
        abs(
            unix_micros(col(RoutingsTable.DECIDED_AT))
                .minus(unix_micros(col(EpisodesTable.ENTRY_AT))));
    long furthest = Micros.of(Duration.ofDays(review.matchDays()));
    Dataset<Row> decisions =
        routings.select(
            RoutingsTable.CONTACT_ID,
            RoutingsTable.DECIDED_AT,
            RoutingsTable.SOURCE,
            RoutingsTable.ROUTE,
            RoutingsTable.PROPENSITY,
            RoutingsTable.WORKED);
    return episodes
        .select(
            EpisodesTable.RULE_VERSION,
            EpisodesTable.CONTACT_ID,
            EpisodesTable.CYCLE,
            EpisodesTable.ENTRY_AT)
        .join(decisions, EpisodesTable.CONTACT_ID)
        .withColumn(DISTANCE, distance)
        .where(col(DISTANCE).leq(lit(furthest)))
        .where(isItsOwn())
        .groupBy(EpisodesTable.RULE_VERSION, EpisodesTable.CONTACT_ID, EpisodesTable.CYCLE)
        .agg(
            // The least struct: nearest, then earliest, then by the name of the source.
            min(struct(
                    DISTANCE,
                    RoutingsTable.DECIDED_AT,
                    RoutingsTable.SOURCE,
                    RoutingsTable.ROUTE,
                    RoutingsTable.PROPENSITY,
                    RoutingsTable.WORKED))
                .as(NEAREST));
  }

  /** True but for decisions that an episode of manual was not made of. */
  private static Column isItsOwn() {
    return when(
            col(EpisodesTable.RULE_VERSION).equalTo(ManualVersion.NAME),
            Routes.byHand(col(RoutingsTable.ROUTE)).and(col(DISTANCE).equalTo(lit(0L))))
        .otherwise(lit(true));
  }
}
