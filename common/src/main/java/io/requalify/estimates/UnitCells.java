package io.requalify.estimates;

import static io.requalify.estimates.ContactUnits.BAND;
import static io.requalify.estimates.ContactUnits.CANDIDATE;
import static io.requalify.estimates.ContactUnits.CONVERTED;
import static io.requalify.estimates.ContactUnits.DUE;
import static io.requalify.estimates.ContactUnits.EPISODE_SEGMENT;
import static io.requalify.estimates.ContactUnits.FOLD;
import static io.requalify.estimates.ContactUnits.PRODUCTION;
import static io.requalify.estimates.ContactUnits.UNIT_CHANNEL;
import static io.requalify.estimates.ContactUnits.WEEK;
import static io.requalify.estimates.ContactUnits.WEIGHT;
import static io.requalify.estimates.ContactUnits.WORKED_BY_ROUTE;
import static io.requalify.estimates.ContactUnits.field;
import static io.requalify.tables.result.LabelledEpisodesTable.OUTCOME;
import static io.requalify.tables.result.LabelledEpisodesTable.RULE_VERSION;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.requalify.statistics.counterfactual.Cell;
import io.requalify.statistics.counterfactual.Cell.Quadrant;
import io.requalify.statistics.counterfactual.CellCounts;
import io.requalify.statistics.counterfactual.CellTable;
import io.requalify.statistics.counterfactual.WeekCounts;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The first pass: how many due units of each version and outcome lie in each cell, by fold, and how
 * many of those that production qualifies too were entered in each week. Both are counted at once;
 * a unit that production qualifies at quite another time lies in none. Units by hand are counted as
 * if production qualified them all.
 */
final class UnitCells {
  /** True for a unit that production qualifies, too, or that was qualified by hand. */
  static final String AGREES = "_agrees";

  private static final String KEY = "_key";
  private static final String UNITS = "_units";
  private static final String WORKED = "_worked_units";
  private static final String CONVERTED_UNITS = "_converted_units";
  private static final String DRAWN = "_drawn_units";

  private UnitCells() {}

  /**
   * One row for each version, outcome, and either fold and cell or week.
   *
   * @param units rows of {@link ContactUnits}
   */
  static Dataset<Row> of(Dataset<Row> units) {
    Column drawn = field(CANDIDATE, WEIGHT).isNotNull().and(col(PRODUCTION).isNull());
    return units
        .where(field(CANDIDATE, DUE))
        .where(ContactUnits.counts())
        .withColumn(AGREES, ContactUnits.isSent())
        .withColumn(KEY, explode(array_compact(array(cell(), week()))))
        .groupBy(col(RULE_VERSION), col(OUTCOME), col(KEY))
        .agg(
            count(lit(1)).as(UNITS),
            count_if(field(CANDIDATE, WORKED_BY_ROUTE)).as(WORKED),
            count_if(field(CANDIDATE, CONVERTED)).as(CONVERTED_UNITS),
            count_if(drawn).as(DRAWN));
  }

  private static Column cell() {
    return struct(
        col(FOLD).as(FOLD),
        col(AGREES).as(AGREES),
        col(UNIT_CHANNEL).as(UNIT_CHANNEL),
        field(CANDIDATE, EPISODE_SEGMENT).as(EPISODE_SEGMENT),
        field(CANDIDATE, BAND).as(BAND),
        lit(null).cast("int").as(WEEK));
  }

  private static Column week() {
    return when(
        col(AGREES),
        struct(
            lit(null).cast("int").as(FOLD),
            lit(null).cast("boolean").as(AGREES),
            lit(null).cast("string").as(UNIT_CHANNEL),
            lit(null).cast("string").as(EPISODE_SEGMENT),
            lit(null).cast("int").as(BAND),
            field(CANDIDATE, WEEK).as(WEEK)));
  }

  /** The rows by version and outcome, as plain Java takes them. */
  static Map<VersionOutcome, CellTable> tables(Dataset<Row> rows) {
    Map<VersionOutcome, CellTable> tables = new TreeMap<>();
    for (Row row : rows.collectAsList()) {
      VersionOutcome key = new VersionOutcome(row.getString(0), row.getString(1));
      CellTable table = tables.computeIfAbsent(key, missing -> new CellTable());
      Row place = row.getStruct(2);
      long units = number(row, UNITS);
      long worked = number(row, WORKED);
      if (place.isNullAt(place.fieldIndex(WEEK))) {
        table.add(
            place.getInt(place.fieldIndex(FOLD)),
            cell(place),
            new CellCounts(units, worked, number(row, CONVERTED_UNITS), number(row, DRAWN)));
      } else {
        table.addWeek(place.getInt(place.fieldIndex(WEEK)), new WeekCounts(units, worked));
      }
    }
    return tables;
  }

  private static long number(Row row, String name) {
    return row.getLong(row.fieldIndex(name));
  }

  private static Cell cell(Row place) {
    boolean agrees = place.getBoolean(place.fieldIndex(AGREES));
    return new Cell(
        agrees ? Quadrant.AGREE_IN : Quadrant.SWAP_IN,
        place.getString(place.fieldIndex(UNIT_CHANNEL)),
        place.getString(place.fieldIndex(EPISODE_SEGMENT)),
        place.getInt(place.fieldIndex(BAND)));
  }
}
