package io.requalify.reviews;

import static io.requalify.reviews.ResultRows.number;
import static io.requalify.reviews.ResultRows.span;
import static io.requalify.tables.Review.ALL;

import io.requalify.reviews.ReviewResults.PointsRow;
import io.requalify.reviews.ReviewResults.RuleRow;
import io.requalify.tables.result.CalibrationTable;
import io.requalify.tables.result.RuleContributionsTable;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;

/** Reads what points and rules are worth, of all segments together; finer cuts are for queries. */
final class PointsRows {
  private PointsRows() {}

  /** The figures of {@code calibration}. */
  static List<PointsRow> points(List<Row> rows) {
    return rows.stream()
        .filter(row -> ALL.equals(row.getAs(CalibrationTable.SEGMENT)))
        .map(
            row ->
                new PointsRow(
                    row.getAs(CalibrationTable.RULE_VERSION),
                    row.getAs(CalibrationTable.OUTCOME),
                    row.getAs(CalibrationTable.FIGURE),
                    number(row, CalibrationTable.VALUE),
                    span(row, CalibrationTable.LOWER, CalibrationTable.UPPER),
                    row.getAs(CalibrationTable.REASON)))
        .toList();
  }

  /** The rules of {@code rule_contributions}. */
  static List<RuleRow> rules(List<Row> rows) {
    return rows.stream()
        .filter(row -> ALL.equals(row.getAs(RuleContributionsTable.SEGMENT)))
        .map(PointsRows::rule)
        .toList();
  }

  private static RuleRow rule(Row row) {
    return new RuleRow(
        row.getAs(RuleContributionsTable.RULE_VERSION),
        row.getAs(RuleContributionsTable.OUTCOME),
        row.getAs(RuleContributionsTable.RULE),
        count(row, RuleContributionsTable.CONTACTS),
        count(row, RuleContributionsTable.FIRED),
        number(row, RuleContributionsTable.MEAN_POINTS),
        count(row, RuleContributionsTable.PIVOTAL),
        number(row, RuleContributionsTable.PIVOTAL_RATE),
        span(row, RuleContributionsTable.PIVOTAL_LOWER, RuleContributionsTable.PIVOTAL_UPPER),
        number(row, RuleContributionsTable.SHAPLEY_SHUBIK),
        count(row, RuleContributionsTable.LOST),
        count(row, RuleContributionsTable.LOST_MATURE),
        count(row, RuleContributionsTable.LOST_CONVERTED),
        count(row, RuleContributionsTable.GAINED),
        row.getAs(RuleContributionsTable.VERDICT),
        row.getAs(RuleContributionsTable.REASON));
  }

  private static OptionalLong count(Row row, String column) {
    Long value = row.getAs(column);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
