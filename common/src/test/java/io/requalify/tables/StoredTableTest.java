package io.requalify.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.tables.DeltaTable;
import io.requalify.SparkFixture;
import io.requalify.tables.source.RoutingsTable;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
final class StoredTableTest {
  private static final List<String> CLUSTER_DEFAULTS =
      List.of(
          "spark.databricks.delta.properties.defaults.enableDeletionVectors",
          "spark.databricks.delta.properties.defaults.enableTypeWidening");

  private final SparkSession spark;
  private final Path folder;
  private final Warehouse warehouse;

  StoredTableTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
    this.warehouse = new Warehouse(folder.toString());
  }

  @Test
  void aTableNeedsNoMoreOfItsReadersThanTheFirstProtocolWhateverTheClusterPrefers() {
    CLUSTER_DEFAULTS.forEach(name -> spark.conf().set(name, "true"));
    try {
      routings().create();
    } finally {
      CLUSTER_DEFAULTS.forEach(spark.conf()::unset);
    }

    Row detail = detail();
    assertThat(detail.<Integer>getAs("minReaderVersion")).isEqualTo(1);
    assertThat(detail.<Integer>getAs("minWriterVersion")).isLessThanOrEqualTo(3);
    assertThat(detail.<String, String>getJavaMap(detail.fieldIndex("properties")))
        .containsEntry("delta.enableDeletionVectors", "false");
  }

  @Test
  void aTableCarriesItsMeaningAndItsConstraints() {
    StoredTable table = routings();
    table.create();

    Row detail = detail();
    assertThat(detail.<String>getAs("description")).isEqualTo(RoutingsTable.CONTRACT.meaning());
    assertThat(detail.<String, String>getJavaMap(detail.fieldIndex("properties")))
        .containsKey("delta.constraints.route_is_known");
    assertThat(table.rows().schema().apply(RoutingsTable.DECIDED_AT).getComment().get())
        .isEqualTo("When it was decided (UTC)");
    assertThat(table.rows().schema().apply(RoutingsTable.DECIDED_AT).nullable()).isFalse();
  }

  private StoredTable routings() {
    return new StoredTable(
        spark, spark.sessionState().newHadoopConf(), warehouse, RoutingsTable.CONTRACT);
  }

  private Row detail() {
    return DeltaTable.forPath(spark, folder.resolve("routings").toString()).detail().head();
  }
}
