package io.requalify.tables;

import static java.util.Objects.requireNonNull;

import io.requalify.tables.result.DataQualityTable;
import java.sql.Timestamp;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Something odd in the input of a review: one row of {@code data_quality}.
 *
 * @param check stable name of the check
 * @param table table that it looked at
 * @param affected rows affected
 * @param examined rows examined
 * @param examples up to five ids, in order
 * @param explanation what it means, and what was done about it
 */
public record Oddity(
    String check,
    TableContract table,
    long affected,
    long examined,
    List<String> examples,
    String explanation) {
  /** Examples that a row shows at most. */
  public static final int EXAMPLES = 5;

  public Oddity {
    requireNonNull(check, "check");
    requireNonNull(table, "table");
    requireNonNull(explanation, "explanation");
    examples = examples.stream().sorted().limit(EXAMPLES).toList();
  }

  /** Puts what a command found in the place of what it found before, for the same review. */
  public static WriteReceipt replace(
      Tables tables, Review review, String command, List<Oddity> oddities) {
    List<Row> rows = oddities.stream().map(oddity -> oddity.row(review, command)).toList();
    Dataset<Row> found = tables.spark().createDataFrame(rows, DataQualityTable.CONTRACT.schema());
    return tables.replace(
        DataQualityTable.CONTRACT, found, review.slice().and(DataQualityTable.FOUND_BY, command));
  }

  private Row row(Review review, String command) {
    return RowFactory.create(
        review.id(),
        Timestamp.from(review.asOf()),
        command,
        check,
        table.name(),
        affected,
        examined,
        examples.toArray(String[]::new),
        explanation);
  }
}
