package io.requalify.jobs;

import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** Where the tables are, and the Spark session that reads and writes them. */
final class SessionOptions {
  private static final String EXTENSION = "io.delta.sql.DeltaSparkSessionExtension";
  private static final String CATALOG = "org.apache.spark.sql.delta.catalog.DeltaCatalog";

  @Option(
      names = "--warehouse",
      required = true,
      paramLabel = "<uri>",
      description = "Folder of the Delta tables: a path, or any URI that Hadoop can open.")
  private String warehouse;

  /** The tables of this warehouse, read with a session. */
  Tables tables(SparkSession spark) {
    return new Tables(spark, new Warehouse(warehouse));
  }

  /** Opens the session: that of spark-submit where there is one, else one inside this process. */
  static SparkSession open(String name) {
    SparkConf submitted = new SparkConf();
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("requalify " + name)
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.extensions", EXTENSION)
            .config("spark.sql.catalog.spark_catalog", CATALOG);
    if (!submitted.contains("spark.master")) {
      builder =
          builder
              .master("local[*]")
              .config("spark.ui.enabled", "false")
              .config("spark.driver.host", "localhost")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .config("spark.sql.shuffle.partitions", "8")
              .config("spark.databricks.delta.snapshotPartitions", "2");
    }
    return builder.getOrCreate();
  }
}
