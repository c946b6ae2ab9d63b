package io.requalify.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.SparkFixture;
import io.requalify.tables.source.DeletionsTable;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
final class TablesTest {
  private final Tables tables;
  private final SparkSession spark;

  TablesTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.tables = new Tables(spark, new Warehouse(folder.toString()));
  }

  @Test
  void replacingASliceLeavesTheOthersAlone() {
    replace("a", "one");
    replace("b", "two");
    WriteReceipt again = replace("a", "three");

    assertThat(again.changed()).isTrue();
    assertThat(tables.read(DeletionsTable.CONTRACT).select("kind").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("three", "two");
  }

  @Test
  void replacingWithTheSameRowsWritesNothing() {
    WriteReceipt first = replace("a", "one");
    WriteReceipt second = replace("a", "one");

    assertThat(second.changed()).isFalse();
    assertThat(second.version()).isEqualTo(first.version());
  }

  private WriteReceipt replace(String source, String kind) {
    Dataset<Row> rows =
        spark.sql(
            "SELECT 'c1' AS contact_id, TIMESTAMP '2026-01-01 00:00:00' AS deleted_at, '%s' AS kind, '%s' AS source, CAST(NULL AS STRING) AS source_id"
                .formatted(kind, source));
    return tables.replace(DeletionsTable.CONTRACT, rows, Slice.of("source", source));
  }
}
