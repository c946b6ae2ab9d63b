package io.requalify.estimates;

import static io.requalify.estimates.ContactUnits.BAND;
import static io.requalify.estimates.ContactUnits.CANDIDATE;
import static io.requalify.estimates.ContactUnits.DUE;
import static io.requalify.estimates.ContactUnits.EPISODE_SEGMENT;
import static io.requalify.estimates.ContactUnits.FOLD;
import static io.requalify.estimates.ContactUnits.NEAR;
import static io.requalify.estimates.ContactUnits.PRODUCTION;
import static io.requalify.estimates.ContactUnits.UNIT_CHANNEL;
import static io.requalify.estimates.ContactUnits.WEEK;
import static io.requalify.estimates.ContactUnits.WEIGHT;
import static io.requalify.estimates.ContactUnits.WORKED_BY_ROUTE;
import static io.requalify.estimates.ContactUnits.field;
import static io.requalify.tables.result.LabelledEpisodesTable.OUTCOME;
import static io.requalify.tables.result.LabelledEpisodesTable.RULE_VERSION;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.requalify.documents.Constants;
import io.requalify.statistics.counterfactual.Grade;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Adds to units what the models say of them, under the version and under production: the grade, the
 * share that is expected to convert, and the weight of those that were worked.
 */
final class GradedUnits {
  /** Grade of a due unit in lower case, null where it is not due; under the version. */
  static final String CANDIDATE_GRADE = "_candidate_grade";

  /** What is expected of it, in millionths; null where there is no model. */
  static final String CANDIDATE_EXPECTED = "_candidate_expected";

  /** Its weight in millionths: 0 where sales did not work it in the way that its grade asks for. */
  static final String CANDIDATE_WEIGHT = "_candidate_weight";

  static final String PRODUCTION_GRADE = "_production_grade";
  static final String PRODUCTION_EXPECTED = "_production_expected";
  static final String PRODUCTION_WEIGHT = "_production_weight";

  private static final String CELL_GRADE = "_cell_grade";
  private static final String CELL_WEIGHT = "_cell_weight";
  private static final String WEEK_WEIGHT = "_week_weight";

  private final String production;
  private final Dataset<Row> cells;
  private final Dataset<Row> weeks;

  /**
   * Grading by models.
   *
   * @param production name of the production version
   * @param cells see {@link UnitModels#cells}
   * @param weeks see {@link UnitModels#weeks}
   */
  GradedUnits(String production, Dataset<Row> cells, Dataset<Row> weeks) {
    this.production = production;
    this.cells = cells;
    this.weeks = weeks;
  }

  /** Rows of {@link ContactUnits} with the columns of this class. */
  Dataset<Row> of(Dataset<Row> units) {
    return units.transform(this::underVersion).transform(this::underProduction);
  }

  private Dataset<Row> underVersion(Dataset<Row> units) {
    Column agrees = ContactUnits.isSent();
    Dataset<Row> found =
        units
            .transform(
                rows -> withCell(rows, col(RULE_VERSION), CANDIDATE, agrees, CANDIDATE_EXPECTED))
            .transform(
                rows ->
                    withWeek(
                        rows, col(RULE_VERSION), CANDIDATE, agrees.and(ContactUnits.counts())));
    Column observed =
        agrees.and(col(WEEK_WEIGHT).isNotNull()).and(col(CANDIDATE_EXPECTED).isNotNull());
    Column grade =
        when(observed, word(Grade.OBSERVED))
            .when(not(agrees).and(col(CELL_GRADE).isNotNull()), col(CELL_GRADE))
            .when(not(agrees).and(field(CANDIDATE, NEAR)), word(Grade.NEAR_THRESHOLD))
            .otherwise(word(Grade.NONE));
    Column worked = field(CANDIDATE, WORKED_BY_ROUTE);
    Column weight =
        when(col(CANDIDATE_GRADE).equalTo(word(Grade.OBSERVED)).and(worked), col(WEEK_WEIGHT))
            .when(col(CANDIDATE_GRADE).equalTo(word(Grade.EXPLORED)), field(CANDIDATE, WEIGHT))
            .when(col(CANDIDATE_GRADE).equalTo(word(Grade.HISTORY)).and(worked), col(CELL_WEIGHT));
    return found
        .withColumn(CANDIDATE_GRADE, when(field(CANDIDATE, DUE), grade))
        .withColumn(CANDIDATE_WEIGHT, coalesce(weight, lit(0L)))
        .drop(CELL_GRADE, CELL_WEIGHT, WEEK_WEIGHT);
  }

  private Dataset<Row> underProduction(Dataset<Row> units) {
    Column always = lit(true);
    Dataset<Row> found =
        units
            .transform(
                rows -> withCell(rows, lit(production), PRODUCTION, always, PRODUCTION_EXPECTED))
            .transform(rows -> withWeek(rows, lit(production), PRODUCTION, always));
    Column observed = col(WEEK_WEIGHT).isNotNull().and(col(PRODUCTION_EXPECTED).isNotNull());
    Column weight =
        when(
            col(PRODUCTION_GRADE)
                .equalTo(word(Grade.OBSERVED))
                .and(field(PRODUCTION, WORKED_BY_ROUTE)),
            col(WEEK_WEIGHT));
    return found
        .withColumn(
            PRODUCTION_GRADE,
            when(
                field(PRODUCTION, DUE),
                when(observed, word(Grade.OBSERVED)).otherwise(word(Grade.NONE))))
        .withColumn(PRODUCTION_WEIGHT, coalesce(weight, lit(0L)))
        .drop(CELL_GRADE, CELL_WEIGHT, WEEK_WEIGHT);
  }

  static Column word(Grade grade) {
    return lit(text(grade));
  }

  /** A grade as the units have it. */
  static String text(Grade grade) {
    return Constants.word(grade);
  }

  /** Adds what is expected of the cell of an episode, its grade and its weight. */
  private Dataset<Row> withCell(
      Dataset<Row> units, Column version, String episode, Column agrees, String expected) {
    Dataset<Row> known =
        cells
            .withColumnRenamed(UnitModels.EXPECTED, expected)
            .withColumnRenamed(UnitModels.GRADE, CELL_GRADE)
            .withColumnRenamed(UnitModels.SHARE_WEIGHT, CELL_WEIGHT);
    Column same =
        col(UnitModels.VERSION)
            .equalTo(version)
            .and(col(UnitModels.OUTCOME).equalTo(col(OUTCOME)))
            .and(col(UnitModels.FOLD).equalTo(col(FOLD)))
            .and(col(UnitModels.AGREES).equalTo(agrees))
            .and(col(UnitModels.CHANNEL).equalTo(col(UNIT_CHANNEL)))
            .and(col(UnitModels.SEGMENT).equalTo(field(episode, EPISODE_SEGMENT)))
            .and(col(UnitModels.BAND).equalTo(field(episode, BAND)));
    return units
        .join(broadcast(known), same, "left_outer")
        .drop(
            UnitModels.VERSION,
            UnitModels.OUTCOME,
            UnitModels.FOLD,
            UnitModels.AGREES,
            UnitModels.CHANNEL,
            UnitModels.SEGMENT,
            UnitModels.BAND);
  }

  /** Adds the weight of the week of an episode, where some are asked for it. */
  private Dataset<Row> withWeek(Dataset<Row> units, Column version, String episode, Column wanted) {
    Column same =
        wanted
            .and(col(UnitModels.VERSION).equalTo(version))
            .and(col(UnitModels.OUTCOME).equalTo(col(OUTCOME)))
            .and(col(UnitModels.WEEK).equalTo(field(episode, WEEK)));
    return units
        .join(
            broadcast(weeks.withColumnRenamed(UnitModels.SHARE_WEIGHT, WEEK_WEIGHT)),
            same,
            "left_outer")
        .drop(UnitModels.VERSION, UnitModels.OUTCOME, UnitModels.WEEK);
  }
}
