package io.requalify.tables;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Sessions of Spark that can read and write the tables, ready to be configured further and opened.
 */
public final class TableSession {
  private static final String SNAPSHOT_PARTITIONS = "spark.databricks.delta.snapshotPartitions";
  private static final String LONGEST_METHOD = "spark.sql.codegen.hugeMethodLimit";

  private TableSession() {}

  /** A session on whatever master Spark was given, as by spark-submit. Its time zone is UTC. */
  public static SparkSession.Builder builder(String application) {
    SparkConf given = new SparkConf();
    return SparkSession.builder()
        .appName(application)
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        // Delta's 50 suit logs of millions of files, and cost a small table 50 tasks a version.
        .config(SNAPSHOT_PARTITIONS, given.get(SNAPSHOT_PARTITIONS, "2"))
        // Java compiles no longer method, and by Spark's own limit, 65535, it would interpret what
        // some fifty conditions become. Beyond this one, Spark splits their code into methods.
        .config(LONGEST_METHOD, given.get(LONGEST_METHOD, "8000"));
  }

  /**
   * A session inside this process, which nobody else can reach.
   *
   * @param threads number of tasks at once, or {@code *} for one on each core
   */
  public static SparkSession.Builder inThisProcess(String application, String threads) {
    return builder(application)
        .master("local[" + threads + "]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "localhost")
        .config("spark.driver.bindAddress", "127.0.0.1");
  }
}
