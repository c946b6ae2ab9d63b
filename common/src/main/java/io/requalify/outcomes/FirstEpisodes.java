package io.requalify.outcomes;

import static io.requalify.tables.result.LabelledEpisodesTable.CONTACT_ID;
import static io.requalify.tables.result.LabelledEpisodesTable.CYCLE;
import static io.requalify.tables.result.LabelledEpisodesTable.ENTRY_AT;
import static io.requalify.tables.result.LabelledEpisodesTable.HORIZON_DAYS;
import static io.requalify.tables.result.LabelledEpisodesTable.OUTCOME;
import static io.requalify.tables.result.LabelledEpisodesTable.ROUTE;
import static io.requalify.tables.result.LabelledEpisodesTable.RULE_VERSION;
import static io.requalify.tables.result.LabelledEpisodesTable.START_AT;
import static io.requalify.tables.result.LabelledEpisodesTable.STATE;
import static io.requalify.tables.result.LabelledEpisodesTable.WORKED;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import io.requalify.scoring.Micros;
import io.requalify.tables.Review;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A contact counts once under a version, by its first episode in the window. What is known of a
 * labelled episode is said here, in columns over {@code labelled_episodes}.
 */
public final class FirstEpisodes {
  private static final String FIRST = "_first";

  private FirstEpisodes() {}

  /** True where sales worked it on a decision of the kind that the version makes. */
  public static Column seen() {
    return col(WORKED).and(Routes.speaksOf(col(RULE_VERSION), col(ROUTE)));
  }

  /** True where its horizon was over as of the review. */
  public static Column due(Review review) {
    return Horizon.endMicros(col(START_AT), col(HORIZON_DAYS)).leq(lit(Micros.of(review.asOf())));
  }

  /**
   * True where the outcome is known to have come within the horizon, whether that is over or not.
   */
  public static Column converted() {
    return col(STATE).equalTo("converted");
  }

  /**
   * One row for each version, contact and outcome: these three, {@code entry_at} and {@code cycle}
   * of the first episode, and what else is asked of it.
   *
   * @param labelled labelled episodes of a review, or some of them
   * @param fields named columns over the labelled episode, of types that have an order
   */
  public static Dataset<Row> of(Dataset<Row> labelled, Column... fields) {
    Column[] episode =
        Stream.concat(Stream.of(col(ENTRY_AT), col(CYCLE)), Arrays.stream(fields))
            .toArray(Column[]::new);
    // No two episodes of a contact have one cycle, so nothing behind it decides which is the first.
    return labelled
        .groupBy(RULE_VERSION, CONTACT_ID, OUTCOME)
        .agg(min(struct(episode)).as(FIRST))
        .select(col(RULE_VERSION), col(CONTACT_ID), col(OUTCOME), col(FIRST + ".*"));
  }
}
