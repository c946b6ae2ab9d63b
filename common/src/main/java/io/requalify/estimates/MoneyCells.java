package io.requalify.estimates;

import static io.requalify.estimates.ContactUnits.BAND;
import static io.requalify.estimates.ContactUnits.CANDIDATE;
import static io.requalify.estimates.ContactUnits.CURRENCY;
import static io.requalify.estimates.ContactUnits.DUE;
import static io.requalify.estimates.ContactUnits.EPISODE_SEGMENT;
import static io.requalify.estimates.ContactUnits.FOLD;
import static io.requalify.estimates.ContactUnits.MARGIN;
import static io.requalify.estimates.ContactUnits.REVENUE;
import static io.requalify.estimates.ContactUnits.UNIT_CHANNEL;
import static io.requalify.estimates.ContactUnits.field;
import static io.requalify.tables.result.LabelledEpisodesTable.OUTCOME;
import static io.requalify.tables.result.LabelledEpisodesTable.RULE_VERSION;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import io.requalify.statistics.MoneyMeasure;
import io.requalify.statistics.counterfactual.MoneyTable;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The money of the first pass: what the due units of each version and outcome brought, by measure,
 * fold and cell, in hundredths; of the units that {@link UnitCells} counts.
 */
final class MoneyCells {
  private static final String BROUGHT = "_brought";
  private static final String KIND = "_kind";
  private static final String HUNDREDTHS = "_hundredths";

  private MoneyCells() {}

  /**
   * One row for each version, outcome, measure, fold and cell with money.
   *
   * @param units rows of {@link ContactUnits}
   */
  static Dataset<Row> of(Dataset<Row> units) {
    return units
        .where(field(CANDIDATE, DUE))
        .where(ContactUnits.counts())
        .withColumn(
            BROUGHT,
            explode(
                array(
                    brought(MoneyMeasure.Kind.REVENUE, REVENUE),
                    brought(MoneyMeasure.Kind.MARGIN, MARGIN))))
        .where(col(BROUGHT).getField(HUNDREDTHS).isNotNull())
        .groupBy(
            col(RULE_VERSION),
            col(OUTCOME),
            field(CANDIDATE, CURRENCY).as(CURRENCY),
            col(BROUGHT).getField(KIND).as(KIND),
            col(FOLD),
            ContactUnits.isSent().as(UnitCells.AGREES),
            col(UNIT_CHANNEL),
            field(CANDIDATE, EPISODE_SEGMENT).as(EPISODE_SEGMENT),
            field(CANDIDATE, BAND).as(BAND))
        .agg(sum(col(BROUGHT).getField(HUNDREDTHS)).as(HUNDREDTHS));
  }

  private static Column brought(MoneyMeasure.Kind kind, String field) {
    return struct(lit(kind.name()).as(KIND), field(CANDIDATE, field).as(HUNDREDTHS));
  }

  /** The rows by version and outcome and measure, as plain Java takes them. */
  static SortedMap<VersionOutcome, SortedMap<MoneyMeasure, MoneyTable>> tables(Dataset<Row> rows) {
    SortedMap<VersionOutcome, SortedMap<MoneyMeasure, MoneyTable>> tables = new TreeMap<>();
    for (Row row : rows.collectAsList()) {
      MoneyMeasure measure =
          new MoneyMeasure(row.getAs(CURRENCY), MoneyMeasure.Kind.valueOf(row.getAs(KIND)));
      tables
          .computeIfAbsent(
              new VersionOutcome(row.getAs(RULE_VERSION), row.getAs(OUTCOME)),
              missing -> new TreeMap<>())
          .computeIfAbsent(measure, missing -> new MoneyTable())
          .add(row.<Integer>getAs(FOLD), UnitCells.cell(row), row.<Long>getAs(HUNDREDTHS));
    }
    return tables;
  }
}
