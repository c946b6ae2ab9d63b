package io.requalify.sources;

import static io.requalify.tables.source.RejectedRowsTable.COLUMN_NAME;
import static io.requalify.tables.source.RejectedRowsTable.INPUT;
import static io.requalify.tables.source.RejectedRowsTable.OCCURRENCES;
import static io.requalify.tables.source.RejectedRowsTable.REASON;
import static io.requalify.tables.source.RejectedRowsTable.ROW_AS_READ;
import static io.requalify.tables.source.RejectedRowsTable.ROW_HASH;
import static io.requalify.tables.source.RejectedRowsTable.SOURCE;
import static io.requalify.tables.source.RejectedRowsTable.SOURCE_ID;
import static io.requalify.tables.source.RejectedRowsTable.TARGET_TABLE;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.ContractViolationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What becomes of rows that broke a contract. */
final class Rejections {
  private static final int REASONS_SHOWN = 5;
  private static final int LONGEST_EXAMPLE = 120;
  private static final String ROWS = "_rows";

  private Rejections() {}

  /** Rows of rejected_rows for one table: one for each different row and column at fault. */
  static Dataset<Row> rows(StagedTable staged, String source) {
    return staged
        .rejected()
        .groupBy(
            col(TableDraft.INPUT).as(INPUT),
            sha2(col(RowCheck.ROW_AS_READ), 256).as(ROW_HASH),
            col(RowCheck.FAULT_COLUMN).as(COLUMN_NAME))
        .agg(
            count(lit(1)).as(OCCURRENCES),
            min(RowCheck.FAULT_REASON).as(REASON),
            min(RowCheck.ROW_AS_READ).as(ROW_AS_READ))
        .withColumn(TARGET_TABLE, lit(staged.contract().name()))
        .withColumn(SOURCE, lit(source))
        .withColumn(SOURCE_ID, lit(null).cast(StringType));
  }

  /**
   * Stops an ingest that would lose too many rows, before it writes any.
   *
   * @param most largest share of the rows of a table that may be rejected
   * @throws ContractViolationException with the most frequent reasons of each table above it
   */
  static void requireFew(List<StagedTable> staged, double most) {
    List<String> above = new ArrayList<>();
    for (StagedTable table : staged) {
      TableReceipt receipt = table.receipt();
      if (receipt.rejectedShare() > most) {
        above.add(
            "%s: %d of %d rows (%s) break the contract, more than %s%n%s"
                .formatted(
                    receipt.table(),
                    receipt.rejected(),
                    receipt.read(),
                    percent(receipt.rejectedShare()),
                    percent(most),
                    String.join(System.lineSeparator(), reasons(table))));
      }
    }
    if (!above.isEmpty()) {
      throw new ContractViolationException(
          "Nothing was written. %s%nMend the export or the mapping, or let more rows go with --max-rejected."
              .formatted(String.join(System.lineSeparator(), above)));
    }
  }

  /** The most frequent reasons, each with how often and an example. */
  static List<String> reasons(StagedTable table) {
    return table
        .rejected()
        .groupBy(RowCheck.FAULT_COLUMN, RowCheck.FAULT_REASON)
        .agg(count(lit(1)).as(ROWS), min(RowCheck.FAULT_VALUE))
        .orderBy(col(ROWS).desc(), col(RowCheck.FAULT_COLUMN), col(RowCheck.FAULT_REASON))
        .limit(REASONS_SHOWN)
        .collectAsList()
        .stream()
        .map(Rejections::reason)
        .toList();
  }

  private static String reason(Row row) {
    String column = row.getString(0);
    String reason = row.getString(1);
    String where = column.equals(RowCheck.WHOLE_ROW) ? "" : column + ": ";
    String value = row.isNullAt(3) ? "" : row.getString(3);
    String example = value.isEmpty() ? "" : ", for example " + shortened(value);
    return "  %d x %s%s%s".formatted(row.getLong(2), where, reason, example);
  }

  private static String shortened(String value) {
    String line = value.replaceAll("\\s+", " ");
    return line.length() <= LONGEST_EXAMPLE
        ? "'" + line + "'"
        : "'" + line.substring(0, LONGEST_EXAMPLE) + "...'";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * share);
  }
}
