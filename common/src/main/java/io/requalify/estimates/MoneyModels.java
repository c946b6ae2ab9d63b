package io.requalify.estimates;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.statistics.MoneyMeasure;
import io.requalify.statistics.counterfactual.Cell;
import io.requalify.statistics.counterfactual.Cell.Quadrant;
import io.requalify.statistics.counterfactual.CellTable;
import io.requalify.statistics.counterfactual.MoneyModel;
import io.requalify.statistics.counterfactual.MoneyTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * What plain Java makes of the money of the first pass, as a table that the units are joined with:
 * what a worked unit of each cell is expected to bring, in hundredths. Every version is asked for
 * every measure that any version has.
 */
final class MoneyModels {
  static final String CURRENCY = "_model_currency";
  static final String KIND = "_model_kind";

  private static final StructType CELLS =
      new StructType()
          .add(UnitModels.VERSION, StringType, false)
          .add(CURRENCY, StringType, false)
          .add(KIND, StringType, false)
          .add(UnitModels.FOLD, IntegerType, false)
          .add(UnitModels.AGREES, BooleanType, false)
          .add(UnitModels.CHANNEL, StringType, false)
          .add(UnitModels.SEGMENT, StringType, false)
          .add(UnitModels.BAND, IntegerType, false)
          .add(UnitModels.EXPECTED, LongType, false);

  private final SortedSet<MoneyMeasure> measures = new TreeSet<>();
  private final List<Row> cells = new ArrayList<>();

  /**
   * Models of one outcome.
   *
   * @param outcome that brings the money
   * @param tables how many units of each version and outcome were worked
   * @param money what they brought
   */
  MoneyModels(
      String outcome,
      Map<VersionOutcome, CellTable> tables,
      SortedMap<VersionOutcome, SortedMap<MoneyMeasure, MoneyTable>> money) {
    money.values().forEach(byMeasure -> measures.addAll(byMeasure.keySet()));
    tables.forEach(
        (key, table) -> {
          if (key.outcome().equals(outcome)) {
            for (MoneyMeasure measure : measures) {
              SortedMap<MoneyMeasure, MoneyTable> brought = money.get(key);
              MoneyTable ofMeasure =
                  brought == null
                      ? new MoneyTable()
                      : brought.getOrDefault(measure, new MoneyTable());
              MoneyModel.of(table, ofMeasure)
                  .ifPresent(model -> add(key.version(), measure, table, model));
            }
          }
        });
  }

  private void add(String version, MoneyMeasure measure, CellTable table, MoneyModel model) {
    for (int fold = 0; fold < CellTable.FOLDS; fold++) {
      for (Cell cell : table.cells(fold).keySet()) {
        cells.add(
            RowFactory.create(
                version,
                measure.currency(),
                measure.kind().name(),
                fold,
                cell.quadrant() == Quadrant.AGREE_IN,
                cell.channel(),
                cell.segment(),
                cell.scoreBand(),
                model.expected(fold, cell)));
      }
    }
  }

  /** What money there is in any version. */
  SortedSet<MoneyMeasure> measures() {
    return measures;
  }

  Dataset<Row> cells(SparkSession spark) {
    return spark.createDataFrame(cells, CELLS);
  }
}
