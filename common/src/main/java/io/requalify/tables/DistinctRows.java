package io.requalify.tables;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows whose keys somebody has found to differ already, so that they are not compared again.
 *
 * @param rows the rows
 * @param digest what tells them from other rows
 */
public record DistinctRows(Dataset<Row> rows, SliceDigest digest) {
  /** Rows whose keys are known to differ, and of which nothing else is known yet. */
  public static DistinctRows of(TableContract contract, Dataset<Row> rows) {
    return new DistinctRows(rows, SliceDigest.of(contract, rows));
  }
}
