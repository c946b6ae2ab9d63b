package io.requalify.estimates;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.documents.Constants;
import io.requalify.statistics.counterfactual.Cell;
import io.requalify.statistics.counterfactual.Cell.Quadrant;
import io.requalify.statistics.counterfactual.CellTable;
import io.requalify.statistics.counterfactual.Grade;
import io.requalify.statistics.counterfactual.OutcomeModel;
import io.requalify.statistics.counterfactual.Propensities;
import io.requalify.statistics.counterfactual.SwapInCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
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

  /** Share that is expected to convert, in millionths. */
  static final String EXPECTED = "_expected";

  /** Grade of a cell of swap-ins, in lower case; null where it has no support. */
  static final String GRADE = "_grade";

  /** One over the share that was worked, in millionths; null where it gives no weight. */
  static final String SHARE_WEIGHT = "_share_weight";

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
          .add(SHARE_WEIGHT, LongType);

  private static final StructType WEEKS =
      new StructType()
          .add(VERSION, StringType, false)
          .add(OUTCOME, StringType, false)
          .add(WEEK, IntegerType, false)
          .add(SHARE_WEIGHT, LongType, false);

  private final List<Row> cells = new ArrayList<>();
  private final List<Row> weeks = new ArrayList<>();
  private final SortedMap<VersionOutcome, List<SwapInCell>> swapIns = new TreeMap<>();

  /**
   * Models of what was counted. A version and outcome of which nothing was worked has none.
   *
   * @param smallestPropensity a smaller probability of being worked is no support
   */
  UnitModels(Map<VersionOutcome, CellTable> tables, double smallestPropensity) {
    tables.forEach(
        (key, table) -> {
          Optional<OutcomeModel> model = OutcomeModel.of(table);
          if (model.isPresent()) {
            add(key, table, model.get(), Propensities.of(table, smallestPropensity));
          }
        });
  }

  private void add(
      VersionOutcome key, CellTable table, OutcomeModel model, Propensities propensities) {
    for (int fold = 0; fold < CellTable.FOLDS; fold++) {
      for (Cell cell : table.cells(fold).keySet()) {
        boolean agrees = cell.quadrant() == Quadrant.AGREE_IN;
        Optional<Grade> grade =
            agrees
                ? Optional.empty()
                : Optional.ofNullable(propensities.supportCells().get(cell.supportCell()));
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
                agrees ? null : propensities.historyWeights().get(cell.supportCell())));
      }
    }
    propensities
        .weekWeights()
        .forEach(
            (week, weight) ->
                weeks.add(RowFactory.create(key.version(), key.outcome(), week, weight)));
    swapIns.put(key, SwapInCell.of(table, model, propensities));
  }

  /** Whether a version and outcome has a model. */
  boolean has(VersionOutcome key) {
    return swapIns.containsKey(key);
  }

  /** The cells of the swap-ins of every version and outcome that has a model. */
  SortedMap<VersionOutcome, List<SwapInCell>> swapIns() {
    return swapIns;
  }

  Dataset<Row> cells(SparkSession spark) {
    return spark.createDataFrame(cells, CELLS);
  }

  Dataset<Row> weeks(SparkSession spark) {
    return spark.createDataFrame(weeks, WEEKS);
  }
}
