package io.requalify.bench;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** A session inside this process, set up as the commands set up theirs. */
final class BenchSession {
  private BenchSession() {}

  /**
   * Opens the session.
   *
   * @param folder local folder for what does not fit into memory
   */
  static SparkSession open(int threads, Path folder) {
    return SparkSession.builder()
        .appName("requalify bench")
        .master("local[%d]".formatted(threads))
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "localhost")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.local.dir", folder.resolve("spark").toString())
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.databricks.delta.snapshotPartitions", "2")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .getOrCreate();
  }
}
