package io.requalify.sources;

import io.requalify.tables.TableContract;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is meant for a table, before its values are read.
 *
 * @param contract the table
 * @param pieces one for each input that fills it, each with the columns of the table but {@code
 *     source}, as texts or in a type that fits, and with those named here
 */
record TableDraft(TableContract contract, List<Dataset<Row>> pieces) {
  /** Name of the input. */
  static final String INPUT = "_input";

  /** The row as it was read: a struct. */
  static final String AS_READ = "_as_read";

  TableDraft {
    pieces = List.copyOf(pieces);
  }
}
