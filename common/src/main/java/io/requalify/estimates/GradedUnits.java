package io.requalify.estimates;

import static io.requalify.estimates.ContactUnits.CANDIDATE;
import static io.requalify.estimates.ContactUnits.DUE;
import static io.requalify.estimates.ContactUnits.KNOWN_ON;
import static io.requalify.estimates.ContactUnits.NEAR;
import static io.requalify.estimates.ContactUnits.PRODUCTION;
import static io.requalify.estimates.ContactUnits.WEEK;
import static io.requalify.estimates.ContactUnits.WEIGHT;
import static io.requalify.estimates.ContactUnits.WORKED_BY_ROUTE;
import static io.requalify.estimates.ContactUnits.field;
import static io.requalify.tables.result.LabelledEpisodesTable.OUTCOME;
import static io.requalify.tables.result.LabelledEpisodesTable.RULE_VERSION;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.requalify.documents.Constants;
import io.requalify.statistics.counterfactual.Grade;
import io.requalify.statistics.counterfactual.Millionths;
import java.util.Arrays;
import java.util.stream.Stream;
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

  /** Grade of a unit among all cohorts, due or not; null where there is no such unit. */
  static final String CANDIDATE_ALL_GRADE = "_candidate_all_grade";

  /** Its weight in millionths: 0 where it is not known what came of it. */
  static final String CANDIDATE_ALL_WEIGHT = "_candidate_all_weight";

  static final String PRODUCTION_ALL_GRADE = "_production_all_grade";
  static final String PRODUCTION_ALL_WEIGHT = "_production_all_weight";

  /** That weight less the one that it had if the outcome of everyone were known. */
  static final String CANDIDATE_ALL_SURPLUS = "_candidate_all_surplus";

  static final String PRODUCTION_ALL_SURPLUS = "_production_all_surplus";

  private static final String MODELLED = "_modelled";
  private static final String PRODUCTION_MODELLED = "_production_modelled";
  private static final String CELL_GRADE = "_cell_grade";
  private static final String CELL_WEIGHT = "_cell_weight";
  private static final String WEEK_WEIGHT = "_week_weight";
  private static final String CELL_ALL_GRADE = "_cell_all_grade";
  private static final String CELL_ALL_WEIGHT = "_cell_all_weight";
  private static final String WEEK_ALL_WEIGHT = "_week_all_weight";

  /** What the models say of a unit; gone once its grade and weight are known. */
  private static final String[] JOINED =
      Stream.concat(
              Stream.of(
                  CELL_GRADE,
                  CELL_WEIGHT,
                  WEEK_WEIGHT,
                  CELL_ALL_GRADE,
                  CELL_ALL_WEIGHT,
                  WEEK_ALL_WEIGHT),
              Arrays.stream(Grade.values())
                  .filter(Grade::supported)
                  .map(UnitModels::knownWeightsOf))
          .toArray(String[]::new);

  private final String production;
  private final Dataset<Row> cells;
  private final Dataset<Row> weeks;
  private final Dataset<Row> knownWeights;

  /**
   * Grading by models.
   *
   * @param production name of the production version
   * @param cells see {@link UnitModels#cells}
   * @param weeks see {@link UnitModels#weeks}
   * @param knownWeights see {@link UnitModels#knownWeights}
   */
  GradedUnits(
      String production, Dataset<Row> cells, Dataset<Row> weeks, Dataset<Row> knownWeights) {
    this.production = production;
    this.cells = cells;
    this.weeks = weeks;
    this.knownWeights = knownWeights;
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
                    withWeek(rows, col(RULE_VERSION), CANDIDATE, agrees.and(ContactUnits.counts())))
            .transform(rows -> withKnownWeights(rows, col(RULE_VERSION), MODELLED));
    Column allWeight = candidateWeight(CANDIDATE_ALL_GRADE, WEEK_ALL_WEIGHT, CELL_ALL_WEIGHT);
    return found
        .withColumn(
            CANDIDATE_GRADE, when(field(CANDIDATE, DUE), candidateGrade(WEEK_WEIGHT, CELL_GRADE)))
        .withColumn(
            CANDIDATE_WEIGHT,
            coalesce(candidateWeight(CANDIDATE_GRADE, WEEK_WEIGHT, CELL_WEIGHT), lit(0L)))
        .withColumn(
            CANDIDATE_ALL_GRADE,
            when(col(CANDIDATE).isNotNull(), candidateGrade(WEEK_ALL_WEIGHT, CELL_ALL_GRADE)))
        .withColumn(CANDIDATE_ALL_WEIGHT, whenKnown(CANDIDATE, allWeight, CANDIDATE_ALL_GRADE))
        .withColumn(
            CANDIDATE_ALL_SURPLUS, col(CANDIDATE_ALL_WEIGHT).minus(coalesce(allWeight, lit(0L))))
        .drop(JOINED);
  }

  /** By the weight of the week and the grade of the cell of a unit. */
  private static Column candidateGrade(String weekWeight, String cellGrade) {
    Column agrees = ContactUnits.isSent();
    Column observed =
        agrees.and(col(weekWeight).isNotNull()).and(col(CANDIDATE_EXPECTED).isNotNull());
    return when(observed, word(Grade.OBSERVED))
        .when(not(agrees).and(col(cellGrade).isNotNull()), col(cellGrade))
        .when(not(agrees).and(field(CANDIDATE, NEAR)), word(Grade.NEAR_THRESHOLD))
        .otherwise(word(Grade.NONE));
  }

  private static Column candidateWeight(String grade, String weekWeight, String cellWeight) {
    Column worked = field(CANDIDATE, WORKED_BY_ROUTE);
    return when(col(grade).equalTo(word(Grade.OBSERVED)).and(worked), col(weekWeight))
        .when(col(grade).equalTo(word(Grade.EXPLORED)), field(CANDIDATE, WEIGHT))
        .when(col(grade).equalTo(word(Grade.HISTORY)).and(worked), col(cellWeight));
  }

  /**
   * A weight times that of being known by now; 0 where it is not known what came of the unit, or it
   * has no weight.
   */
  private static Column whenKnown(String episode, Column weight, String grade) {
    Column knownOn = field(episode, KNOWN_ON);
    Column known = lit(null).cast("bigint");
    for (Grade one : Grade.values()) {
      if (one.supported()) {
        Column ofGrade = get(col(UnitModels.knownWeightsOf(one)), knownOn);
        known = when(col(grade).equalTo(word(one)), ofGrade).otherwise(known);
      }
    }
    Column product = weight.multiply(known).plus(lit(Millionths.ONE / 2));
    return coalesce(call_function("div", product, lit(Millionths.ONE)), lit(0L));
  }

  private Dataset<Row> underProduction(Dataset<Row> units) {
    Column always = lit(true);
    Dataset<Row> found =
        units
            .transform(
                rows -> withCell(rows, lit(production), PRODUCTION, always, PRODUCTION_EXPECTED))
            .transform(rows -> withWeek(rows, lit(production), PRODUCTION, always))
            .transform(rows -> withKnownWeights(rows, lit(production), PRODUCTION_MODELLED));
    Column allWeight = productionWeight(PRODUCTION_ALL_GRADE, WEEK_ALL_WEIGHT);
    return found
        // Without a model of the version nothing is graded, of production neither.
        .withColumn(
            PRODUCTION_GRADE,
            when(field(PRODUCTION, DUE).and(col(MODELLED)), productionGrade(WEEK_WEIGHT)))
        .withColumn(
            PRODUCTION_WEIGHT, coalesce(productionWeight(PRODUCTION_GRADE, WEEK_WEIGHT), lit(0L)))
        .withColumn(
            PRODUCTION_ALL_GRADE,
            when(col(PRODUCTION).isNotNull().and(col(MODELLED)), productionGrade(WEEK_ALL_WEIGHT)))
        .withColumn(PRODUCTION_ALL_WEIGHT, whenKnown(PRODUCTION, allWeight, PRODUCTION_ALL_GRADE))
        .withColumn(
            PRODUCTION_ALL_SURPLUS, col(PRODUCTION_ALL_WEIGHT).minus(coalesce(allWeight, lit(0L))))
        .drop(JOINED)
        .drop(MODELLED, PRODUCTION_MODELLED);
  }

  private static Column productionGrade(String weekWeight) {
    Column observed = col(weekWeight).isNotNull().and(col(PRODUCTION_EXPECTED).isNotNull());
    return when(observed, word(Grade.OBSERVED)).otherwise(word(Grade.NONE));
  }

  private static Column productionWeight(String grade, String weekWeight) {
    return when(
        col(grade).equalTo(word(Grade.OBSERVED)).and(field(PRODUCTION, WORKED_BY_ROUTE)),
        col(weekWeight));
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
            .withColumnRenamed(UnitModels.SHARE_WEIGHT, CELL_WEIGHT)
            .withColumnRenamed(UnitModels.ALL_GRADE, CELL_ALL_GRADE)
            .withColumnRenamed(UnitModels.ALL_SHARE_WEIGHT, CELL_ALL_WEIGHT);
    Column same =
        UnitModels.isOfCell(version, episode, agrees)
            .and(col(UnitModels.OUTCOME).equalTo(col(OUTCOME)));
    return units
        .join(broadcast(known), same, "left_outer")
        .drop(UnitModels.CELL)
        .drop(UnitModels.OUTCOME);
  }

  /** Adds the weight of the week of an episode, where some are asked for it. */
  private Dataset<Row> withWeek(Dataset<Row> units, Column version, String episode, Column wanted) {
    Column same =
        wanted
            .and(col(UnitModels.VERSION).equalTo(version))
            .and(col(UnitModels.OUTCOME).equalTo(col(OUTCOME)))
            .and(col(UnitModels.WEEK).equalTo(field(episode, WEEK)));
    Dataset<Row> known =
        weeks
            .withColumnRenamed(UnitModels.SHARE_WEIGHT, WEEK_WEIGHT)
            .withColumnRenamed(UnitModels.ALL_SHARE_WEIGHT, WEEK_ALL_WEIGHT);
    return units
        .join(broadcast(known), same, "left_outer")
        .drop(UnitModels.VERSION, UnitModels.OUTCOME, UnitModels.WEEK);
  }

  /**
   * Adds what units weigh by the day on which it was known what came of them, by grade.
   *
   * @param modelled column that is true where the version and outcome have a model
   */
  private Dataset<Row> withKnownWeights(Dataset<Row> units, Column version, String modelled) {
    Column same =
        col(UnitModels.VERSION).equalTo(version).and(col(UnitModels.OUTCOME).equalTo(col(OUTCOME)));
    return units
        .join(broadcast(knownWeights.withColumn(modelled, lit(true))), same, "left_outer")
        .drop(UnitModels.VERSION, UnitModels.OUTCOME);
  }
}
