package io.requalify.bench;

import io.requalify.tables.TableSession;
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
    return TableSession.inThisProcess("requalify bench", String.valueOf(threads))
        .config("spark.local.dir", folder.resolve("spark").toString())
        .config("spark.sql.shuffle.partitions", "8")
        .getOrCreate();
  }
}
