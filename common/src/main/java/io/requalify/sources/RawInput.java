package io.requalify.sources;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One input as it was read, before any meaning is put into it.
 *
 * @param name name in the mapping, or of the file
 * @param rows the columns, and {@link #BROKEN_LINE}
 * @param columns names of the columns, in order, without {@link #BROKEN_LINE}
 */
record RawInput(String name, Dataset<Row> rows, List<String> columns) {
  /** The line as it stands, where it does not have the columns of the header; else null. */
  static final String BROKEN_LINE = "_broken_line";

  RawInput {
    columns = List.copyOf(columns);
  }
}
