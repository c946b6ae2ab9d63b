package io.requalify.tables.source;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.requalify.tables.TableContract;

/** One row for each input row that broke a contract and was kept out, with the reason. */
public final class RejectedRowsTable {
  public static final String TARGET_TABLE = "target_table";
  public static final String INPUT = "input";
  public static final String ROW_HASH = "row_hash";
  public static final String OCCURRENCES = "occurrences";
  public static final String COLUMN_NAME = "column_name";
  public static final String REASON = "reason";
  public static final String ROW_AS_READ = "row_as_read";
  public static final String SOURCE = "source";
  public static final String SOURCE_ID = "source_id";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.source(
              "rejected_rows",
              "One row for each input row that broke a contract and was kept out, with the reason.")
          .required(TARGET_TABLE, StringType, "Table it was meant for")
          .required(INPUT, StringType, "Name of the input in the mapping, or of the file")
          .required(ROW_HASH, StringType, "SHA-256 of the row as read")
          .required(OCCURRENCES, LongType, "How many equal rows were rejected for the same reason")
          .required(
              COLUMN_NAME, StringType, "Column that broke the contract, or * for the whole row")
          .required(REASON, StringType, "What was wrong, and what would be right")
          .required(ROW_AS_READ, StringType, "The row as it was read, as JSON")
          .required(SOURCE, StringType, "Name of the export this row came from")
          .optional(
              SOURCE_ID, StringType, "Identifier of the row in that export; null where it has none")
          .key(SOURCE, TARGET_TABLE, INPUT, ROW_HASH, COLUMN_NAME)
          .partitionedBy(SOURCE)
          .build();

  private RejectedRowsTable() {}
}
