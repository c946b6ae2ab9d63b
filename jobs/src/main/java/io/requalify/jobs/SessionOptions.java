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
  private static final String SHUFFLE_PARTITIONS = "spark.sql.shuffle.partitions";
  private static final String SNAPSHOT_PARTITIONS = "spark.databricks.delta.snapshotPartitions";

  @Option(
      names = "--warehouse",
      required = true,
      paramLabel = "<uri>",
      description = "Folder of the Delta tables: a path, or any URI that Hadoop can open.")
  private String warehouse;

  /** Work on the tables of a warehouse. */
  interface Work {
    void on(Tables tables) throws Exception;
  }

  /** Does the work in a session of its own, and closes it. */
  void run(String name, Work work) throws Exception {
    run(name, warehouse, work);
  }

  /** Does the work on the tables of this warehouse, in a session of its own, and closes it. */
  static void run(String name, String warehouse, Work work) throws Exception {
    try (SparkSession spark = open(name)) {
      work.on(new Tables(spark, new Warehouse(warehouse)));
    }
  }

  /** Opens the session: that of spark-submit where there is one, else one inside this process. */
  private static SparkSession open(String name) {
    SparkConf given = new SparkConf();
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("requalify " + name)
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.extensions", EXTENSION)
            .config("spark.sql.catalog.spark_catalog", CATALOG)
            // Delta's 50 suit logs of millions of files, and cost a small table 50 tasks a version.
            .config(SNAPSHOT_PARTITIONS, given.get(SNAPSHOT_PARTITIONS, "2"));
    if (!given.contains("spark.master")) {
      builder =
          builder
              .master("local[*]")
              .config("spark.ui.enabled", "false")
              .config("spark.driver.host", "localhost")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .config(SHUFFLE_PARTITIONS, given.get(SHUFFLE_PARTITIONS, "8"));
    }
    return builder.getOrCreate();
  }
}
