package io.requalify.estimates;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.documents.Constants;
import io.requalify.statistics.counterfactual.Cell;
import io.requalify.statistics.counterfactual.Cell.Quadrant;
import io.requalify.statistics.counterfactual.CellTable;
import io.requalify.statistics.counterfactual.CohortWeights;
import io.requalify.statistics.counterfactual.CountedModel;
import io.requalify.statistics.counterfactual.CountedUnits;
import io.requalify.statistics.counterfactual.Grade;
import io.requalify.statistics.counterfactual.OutcomeModel;
import io.requalify.statistics.counterfactual.Propensities;
import io.requalify.statistics.counterfactual.StabilityTest;
import io.requalify.statistics.counterfactual.SupportCell;
import io.requalify.statistics.counterfactual.SwapInCell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What plain Java makes of the first pass, as tables that the units are joined with: what share of
 * each cell is expected to convert, its grade, and what a worked unit of it weighs.
 */
final class UnitModels {
  static final String VERSION = "_model_version";
  static final String OUTCOME = "_model_outcome";
  static final String FOLD = "_model_fold";
  static final String AGREES = "_model_agrees";
  static final String CHANNEL = "_model_channel";
  static final String SEGMENT = "_model_segment";
  static final String BAND = "_model_band";
  static final String WEEK = "_model_week";

  /** The columns by which units are joined with what is known of their cell. */
  static final String[] CELL = {VERSION, FOLD, AGREES, CHANNEL, SEGMENT, BAND};

  /** Share that is expected to convert, in millionths. */
  static final String EXPECTED = "_expected";

  /** Grade of a cell of swap-ins, in lower case; null where it has no support. */
  static final String GRADE = "_grade";

  /** One over the share that was worked, in millionths; null where it gives no weight. */
  static final String SHARE_WEIGHT = "_share_weight";

  /** Like {@link #GRADE}, with the units that are not due. */
  static final String ALL_GRADE = "_all_grade";

  /** Like {@link #SHARE_WEIGHT}, with the units that are not due. */
  static final String ALL_SHARE_WEIGHT = "_all_share_weight";

  /** By grade, what a unit weighs by the day on which it was known what came of it. */
  private static final String KNOWN_WEIGHTS = "_known_weights_";

  private static final StructType CELLS =
      new StructType()
          .add(VERSION, StringType, false)
          .add(OUTCOME, StringType, false)
          .add(FOLD, IntegerType, false)
          .add(AGREES, BooleanType, false)
          .add(CHANNEL, StringType, false)
          .add(SEGMENT, StringType, false)
          .add(BAND, IntegerType, false)
          .add(EXPECTED, LongType, false)
          .add(GRADE, StringType)
          .add(SHARE_WEIGHT, LongType)
          .add(ALL_GRADE, StringType)
          .add(ALL_SHARE_WEIGHT, LongType);

  private static final StructType WEEKS =
      new StructType()
          .add(VERSION, StringType, false)
          .add(OUTCOME, StringType, false)
          .add(WEEK, IntegerType, false)
          .add(SHARE_WEIGHT, LongType)
          .add(ALL_SHARE_WEIGHT, LongType);

  private static final List<Grade> SUPPORTED =
      Arrays.stream(Grade.values()).filter(Grade::supported).toList();

  private final List<Row> cells = new ArrayList<>();
  private final List<Row> weeks = new ArrayList<>();
  private final List<Row> knownWeights = new ArrayList<>();
  private final SortedMap<VersionOutcome, CountedModel> modelled = new TreeMap<>();
  private final SortedMap<VersionOutcome, List<SwapInCell>> swapIns = new TreeMap<>();
  private final SortedMap<VersionOutcome, CellTable> due = new TreeMap<>();

  /**
   * Models of what was counted. A version and outcome of which nothing was worked has none.
   *
   * @param tests whether conversion changed, where there is history to be used
   * @param smallestPropensity a smaller probability of being worked is no support
   */
  UnitModels(
      Map<VersionOutcome, CountedUnits> counted,
      Map<VersionOutcome, StabilityTest> tests,
      double smallestPropensity) {
    counted.forEach(
        (key, units) -> {
          due.put(key, units.due());
          CountedModel found =
              CountedModel.of(units, smallestPropensity, Optional.ofNullable(tests.get(key)));
          if (found.model().isPresent()) {
            addCells(key, units.all(), found.model().get(), found.ofDue(), found.ofAll());
            addWeeks(key, found.ofDue().weekWeights(), found.ofAll().weekWeights());
            addKnownWeights(key, found.ofAll());
            modelled.put(key, found);
            swapIns.put(key, SwapInCell.of(units.due(), found.model().get(), found.ofDue()));
          }
        });
  }

  private void addCells(
      VersionOutcome key,
      CellTable all,
      OutcomeModel model,
      Propensities ofDue,
      CohortWeights ofAll) {
    for (int fold = 0; fold < CellTable.FOLDS; fold++) {
      for (Cell cell : all.cells(fold).keySet()) {
        boolean agrees = cell.quadrant() == Quadrant.AGREE_IN;
        Optional<SupportCell> support = agrees ? Optional.empty() : Optional.of(cell.supportCell());
        Optional<Grade> grade = support.map(found -> ofDue.supportCells().get(found));
        cells.add(
            RowFactory.create(
                key.version(),
                key.outcome(),
                fold,
                agrees,
                cell.channel(),
                cell.segment(),
                cell.scoreBand(),
                model.expected(fold, cell),
                grade.map(Constants::word).orElse(null),
                support.map(found -> ofDue.historyWeights().get(found)).orElse(null),
                support.flatMap(ofAll::supportGrade).map(Constants::word).orElse(null),
                support.map(found -> ofAll.historyWeights().get(found)).orElse(null)));
      }
    }
  }

  private void addWeeks(
      VersionOutcome key, SortedMap<Integer, Long> ofDue, SortedMap<Integer, Long> ofAll) {
    SortedSet<Integer> either = new TreeSet<>(ofDue.keySet());
    either.addAll(ofAll.keySet());
    for (Integer week : either) {
      weeks.add(
          RowFactory.create(key.version(), key.outcome(), week, ofDue.get(week), ofAll.get(week)));
    }
  }

  private void addKnownWeights(VersionOutcome key, CohortWeights ofAll) {
    List<Object> values = new ArrayList<>(List.of(key.version(), key.outcome()));
    for (Grade grade : SUPPORTED) {
      values.add(
          ofAll
              .knownWeights(grade)
              .map(byDay -> Arrays.stream(byDay).boxed().toArray(Long[]::new))
              .orElse(null));
    }
    knownWeights.add(RowFactory.create(values.toArray()));
  }

  /** That of a version and outcome; none where it has no model of its cells. */
  Optional<CountedModel> of(VersionOutcome key) {
    return Optional.ofNullable(modelled.get(key));
  }

  /**
   * True where a row by {@link #CELL} is of the cell of a unit.
   *
   * @param agrees which quadrant the unit is taken for
   */
  static Column isOfCell(Column version, String episode, Column agrees) {
    return col(VERSION)
        .equalTo(version)
        .and(col(FOLD).equalTo(col(ContactUnits.FOLD)))
        .and(col(AGREES).equalTo(agrees))
        .and(col(CHANNEL).equalTo(col(ContactUnits.UNIT_CHANNEL)))
        .and(col(SEGMENT).equalTo(ContactUnits.field(episode, ContactUnits.EPISODE_SEGMENT)))
        .and(col(BAND).equalTo(ContactUnits.field(episode, ContactUnits.BAND)));
  }

  /** The cells of the swap-ins of every version and outcome that has a model. */
  SortedMap<VersionOutcome, List<SwapInCell>> swapIns() {
    return swapIns;
  }

  /** What was counted of the units whose horizon is over. */
  SortedMap<VersionOutcome, CellTable> due() {
    return due;
  }

  Dataset<Row> cells(SparkSession spark) {
    return spark.createDataFrame(cells, CELLS);
  }

  Dataset<Row> weeks(SparkSession spark) {
    return spark.createDataFrame(weeks, WEEKS);
  }

  /** One row for each version and outcome, with an array for each grade; null without support. */
  Dataset<Row> knownWeights(SparkSession spark) {
    StructType schema =
        new StructType().add(VERSION, StringType, false).add(OUTCOME, StringType, false);
    for (Grade grade : SUPPORTED) {
      schema = schema.add(knownWeightsOf(grade), DataTypes.createArrayType(LongType, false));
    }
    return spark.createDataFrame(knownWeights, schema);
  }

  /** Column of the weights of a grade. */
  static String knownWeightsOf(Grade grade) {
    return KNOWN_WEIGHTS + Constants.word(grade);
  }
}
