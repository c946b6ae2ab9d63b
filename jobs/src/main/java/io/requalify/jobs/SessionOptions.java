package io.requalify.jobs;

import io.requalify.tables.TableSession;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** Where the tables are, and the Spark session that reads and writes them. */
final class SessionOptions {
  private static final String SHUFFLE_PARTITIONS = "spark.sql.shuffle.partitions";

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
    String application = "requalify " + name;
    SparkSession.Builder builder =
        given.contains("spark.master")
            ? TableSession.builder(application)
            : TableSession.inThisProcess(application, "*")
                .config(SHUFFLE_PARTITIONS, given.get(SHUFFLE_PARTITIONS, "8"));
    return builder.getOrCreate();
  }
}
