package io.requalify.outcomes;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Oddity;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.EpisodesTable;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.result.ReviewsTable;
import io.requalify.tables.source.RoutingsTable;
import io.requalify.tables.source.StageChangesTable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Joins the logged decisions and their outcomes to the episodes of a review. */
public final class Label {
  private final Tables tables;

  public Label(Tables tables) {
    this.tables = tables;
  }

  /**
   * Writes the labelled episodes of a review, and what was odd in the decisions and outcomes.
   *
   * @throws ContractViolationException when the review was not rescored
   */
  public List<WriteReceipt> run(Review review) {
    if (tables.read(ReviewsTable.CONTRACT, review.slice()).isEmpty()) {
      throw new ContractViolationException(
          "There is no review %s in this warehouse: run rescore with the same options first"
              .formatted(review.id()));
    }
    Dataset<Row> episodes = tables.read(EpisodesTable.CONTRACT, review.slice());
    Dataset<Row> routings =
        tables
            .read(RoutingsTable.CONTRACT)
            .where(col(RoutingsTable.DECIDED_AT).leq(lit(review.asOf())));
    Dataset<Row> stages =
        tables
            .read(StageChangesTable.CONTRACT)
            .where(col(StageChangesTable.KNOWN_AT).leq(lit(review.asOf())))
            .where(col(StageChangesTable.OCCURRED_AT).leq(lit(review.asOf())));
    return List.of(
        tables.replace(
            LabelledEpisodesTable.CONTRACT,
            plan(review, episodes, routings, stages),
            review.slice()),
        Oddity.replace(tables, review, "label", new DecisionChecks(tables, review).oddities()));
  }

  /**
   * Episodes with their label for each outcome.
   *
   * @param routings decisions that were known
   * @param stages stages that were reached and known
   */
  static Dataset<Row> plan(
      Review review, Dataset<Row> episodes, Dataset<Row> routings, Dataset<Row> stages) {
    return episodes
        .transform(rows -> NearestDecision.of(review, rows, routings))
        .transform(rows -> FirstOutcome.of(review.horizonDays(), review.link(), rows, stages))
        .withColumn(LabelledEpisodesTable.STATE, state(review.asOf()))
        .select(
            Arrays.stream(LabelledEpisodesTable.CONTRACT.schema().fieldNames())
                .map(name -> col(name))
                .toArray(Column[]::new));
  }

  /** Censored is never a no, and what nobody worked is known of nobody. */
  static Column state(Instant asOf) {
    Column horizonEnds =
        col(LabelledEpisodesTable.START_AT)
            .plus(Horizon.days(col(LabelledEpisodesTable.HORIZON_DAYS)));
    return org.apache
        .spark
        .sql
        .functions
        .when(col(LabelledEpisodesTable.CONVERTED_AT).isNotNull(), lit("converted"))
        .when(not(col(LabelledEpisodesTable.WORKED)), lit("unobserved"))
        .when(horizonEnds.gt(lit(asOf)), lit("censored"))
        .otherwise(lit("not_converted"));
  }
}
