package io.requalify.episodes;

import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.TableSession;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** What worlds have in common that are large in one respect. */
final class SizeWorld {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

  /** Makes a world and rescores it. */
  interface Rescoring {
    void run(Tables tables, Path folder, long size) throws IOException;
  }

  private SizeWorld() {}

  /**
   * A program: rescores a world in a session of its own.
   *
   * @param arguments folder of the run, and size of the world
   */
  static void run(String name, String[] arguments, Rescoring rescoring) throws IOException {
    Path folder = Path.of(arguments[0]);
    try (SparkSession spark =
        TableSession.inThisProcess(name, "2")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.local.dir", folder.resolve("spark").toString())
            .getOrCreate()) {
      rescoring.run(new Tables(spark, warehouse(folder)), folder, Long.parseLong(arguments[1]));
    }
  }

  static Warehouse warehouse(Path folder) {
    return new Warehouse(folder.resolve("warehouse").toString());
  }

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** A review of one version over a year. */
  static Review review(String version, Instant asOf) {
    return new Review(
        asOf,
        START,
        asOf,
        ZoneOffset.UTC,
        Optional.of(version),
        List.of(),
        Map.of("accepted", 30),
        30,
        OpportunityLink.LATEST);
  }

  static Review review(String version) {
    return review(version, END);
  }
}
