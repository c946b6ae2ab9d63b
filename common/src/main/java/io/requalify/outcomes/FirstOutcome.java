package io.requalify.outcomes;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import io.requalify.tables.OpportunityLink;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.source.StageChangesTable;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Adds a row for each outcome of an episode, with the first stage change of that outcome that came
 * at the start or later and before the horizon ended.
 */
final class FirstOutcome {
  private static final String ASKED = "_asked";
  private static final String FIRST = "_first";
  private static final String[] KEY = {
    LabelledEpisodesTable.RULE_VERSION,
    LabelledEpisodesTable.CONTACT_ID,
    LabelledEpisodesTable.CYCLE,
    LabelledEpisodesTable.OUTCOME
  };

  private FirstOutcome() {}

  /**
   * The episodes, each once for every outcome.
   *
   * @param horizonDays for each outcome the days that it has to come
   * @param link which contact gets what several have in common
   * @param episodes with the instant from which their horizons run
   * @param stages stages that were reached and known
   */
  static Dataset<Row> of(
      Map<String, Integer> horizonDays,
      OpportunityLink link,
      Dataset<Row> episodes,
      Dataset<Row> stages) {
    Dataset<Row> asked =
        episodes
            .withColumn(ASKED, explode(horizons(horizonDays)))
            .withColumn(
                LabelledEpisodesTable.OUTCOME, col(ASKED).getField(LabelledEpisodesTable.OUTCOME))
            .withColumn(
                LabelledEpisodesTable.HORIZON_DAYS,
                col(ASKED).getField(LabelledEpisodesTable.HORIZON_DAYS))
            .drop(ASKED);
    return asked
        .join(first(link, asked, stages), KEY, "left")
        .withColumn(
            LabelledEpisodesTable.CONVERTED_AT, col(FIRST).getField(StageChangesTable.OCCURRED_AT))
        .withColumn(LabelledEpisodesTable.AMOUNT, col(FIRST).getField(StageChangesTable.AMOUNT))
        .withColumn(LabelledEpisodesTable.MARGIN, col(FIRST).getField(StageChangesTable.MARGIN))
        .withColumn(LabelledEpisodesTable.CURRENCY, col(FIRST).getField(StageChangesTable.CURRENCY))
        .drop(FIRST);
  }

  private static Column horizons(Map<String, Integer> horizonDays) {
    return array(
        horizonDays.entrySet().stream()
            .map(
                horizon ->
                    struct(
                        lit(horizon.getKey()).as(LabelledEpisodesTable.OUTCOME),
                        lit(horizon.getValue()).as(LabelledEpisodesTable.HORIZON_DAYS)))
            .toArray(Column[]::new));
  }

  private static Dataset<Row> first(OpportunityLink link, Dataset<Row> asked, Dataset<Row> stages) {
    Dataset<Row> reached =
        LinkedContacts.withCreation(stages)
            .select(
                col(StageChangesTable.CONTACT_ID),
                col(StageChangesTable.STAGE).as(LabelledEpisodesTable.OUTCOME),
                col(StageChangesTable.OCCURRED_AT),
                col(StageChangesTable.SUBJECT_ID),
                col(StageChangesTable.SOURCE),
                col(StageChangesTable.AMOUNT),
                col(StageChangesTable.MARGIN),
                col(StageChangesTable.CURRENCY),
                col(LinkedContacts.SUBJECT_CREATED_AT));
    Column start = col(LabelledEpisodesTable.START_AT);
    Column end = start.plus(Horizon.days(col(LabelledEpisodesTable.HORIZON_DAYS)));
    return asked
        .select(
            LabelledEpisodesTable.RULE_VERSION,
            LabelledEpisodesTable.CONTACT_ID,
            LabelledEpisodesTable.CYCLE,
            LabelledEpisodesTable.OUTCOME,
            LabelledEpisodesTable.START_AT,
            LabelledEpisodesTable.HORIZON_DAYS)
        .join(
            reached,
            new String[] {LabelledEpisodesTable.CONTACT_ID, LabelledEpisodesTable.OUTCOME},
            "inner")
        .where(col(StageChangesTable.OCCURRED_AT).geq(start))
        .where(col(StageChangesTable.OCCURRED_AT).lt(end))
        .transform(rows -> LinkedContacts.of(link, rows))
        .groupBy(
            LabelledEpisodesTable.RULE_VERSION,
            LabelledEpisodesTable.CONTACT_ID,
            LabelledEpisodesTable.CYCLE,
            LabelledEpisodesTable.OUTCOME)
        .agg(
            min(struct(
                    StageChangesTable.OCCURRED_AT,
                    StageChangesTable.SUBJECT_ID,
                    StageChangesTable.SOURCE,
                    StageChangesTable.AMOUNT,
                    StageChangesTable.MARGIN,
                    StageChangesTable.CURRENCY))
                .as(FIRST));
  }
}
