package io.requalify.tables;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Lets one run write and commit while another is in the middle of its own write. */
final class MeetingRun {
  /** Tasks of a local session share this JVM, but the function that they run is a copy. */
  private static final ConcurrentHashMap<String, Runnable> RUNS = new ConcurrentHashMap<>();

  private final String name;

  MeetingRun(Tables tables, TableContract contract, Dataset<Row> rows, Slice slice) {
    this.name = contract.name();
    RUNS.put(name, () -> tables.replace(contract, rows, slice));
  }

  /** The same rows; reading the first of them makes the other run write. */
  Dataset<Row> during(Dataset<Row> rows) {
    String run = name;
    return rows.coalesce(1)
        .filter(
            (FilterFunction<Row>)
                row -> {
                  Runnable waiting = RUNS.remove(run);
                  if (waiting != null) {
                    // A task may not use the session, a thread of its own may.
                    CompletableFuture.runAsync(waiting).join();
                  }
                  return true;
                });
  }
}
