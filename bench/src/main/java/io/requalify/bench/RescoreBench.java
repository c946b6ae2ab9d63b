package io.requalify.bench;

import io.requalify.bench.Contender.Taken;
import io.requalify.rules.RuleVersion;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.source.EventsTable;
import io.requalify.timelines.BuiltTimelines;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/** Measures rescoring beside the same answers from SQL, and beside mere scans, in one run. */
final class RescoreBench {
  static final String READY = "ours, from ready timelines";
  static final String READY_MORE = "ours, from ready timelines, four times the versions";
  static final String FROM_EVENTS = "ours, from events";
  static final String COMMAND = "ours, all of the command, from ready timelines";
  static final String DUCKDB = "DuckDB SQL, all versions in one query";
  static final String SPARK = "Spark SQL, a query for each version";
  static final String SCAN_TIMELINES = "Spark's scan of the timelines";
  static final String SCAN_EVENTS = "Spark's scan of the events";
  static final String DUCKDB_SCAN = "DuckDB's scan of the events";

  /** So many times the versions are replayed once more. */
  static final int MORE = 4;

  private final SparkSession spark;
  private final Path folder;
  private final BenchWorld world;
  private final int versions;
  private final int warmUps;
  private final int rounds;
  private final PrintWriter progress;
  private final Measurements measurements = new Measurements();

  /**
   * A run.
   *
   * @param folder empty local folder, for tables and files
   * @param versions number of versions
   * @param warmUps how often each contender is run before it is measured
   * @param rounds how often each contender is measured
   * @param progress told what is being done
   */
  RescoreBench(
      SparkSession spark,
      Path folder,
      BenchWorld world,
      int versions,
      int warmUps,
      int rounds,
      PrintWriter progress) {
    this.spark = spark;
    this.folder = folder;
    this.world = world;
    this.versions = versions;
    this.warmUps = warmUps;
    this.rounds = rounds;
    this.progress = progress;
  }

  /**
   * Makes the world and measures.
   *
   * @throws DifferentAnswersException when the contenders do not agree
   */
  Measurements run(int threads, long bytes) throws Exception {
    Path warehouse = folder.resolve("world");
    Tables tables = new Tables(spark, new Warehouse(warehouse.toUri().toString()));
    tell("%,d contacts with %,d events each", world.contacts(), world.events());
    world.write(tables);
    String[] files = tables.read(EventsTable.CONTRACT).inputFiles();
    try (DuckDatabase database =
        DuckDatabase.open(files, threads, bytes, folder.resolve("duckdb"))) {
      tell("DuckDB %s, %d threads, %,d MiB", database.version(), threads, bytes >> 20);
      DuckQueries duck = new DuckQueries(database);
      List<BenchVersion> chosen = BenchVersion.first(versions);
      List<Answer> expected = duck.windows(chosen);
      expected.forEach(answer -> tell("  %s", answer));
      OurRescore ours = new OurRescore(read(chosen, "rules"));
      List<Contender> contenders = new ArrayList<>(ours(ours, tables, warehouse, expected));
      contenders.addAll(others(tables, duck, chosen, expected));
      measure(contenders);
      SparkQueries windows = new SparkQueries(tables);
      once(new Contender(COMMAND, List.of(), () -> ours.command(tables)));
      once(new Contender(SPARK, expected, () -> windows.windows(chosen)));
    }
    return measurements;
  }

  private List<Contender> ours(
      OurRescore ours, Tables tables, Path warehouse, List<Answer> expected) throws Exception {
    List<BenchVersion> more = BenchVersion.first(MORE * versions);
    OurRescore oursOfMore = new OurRescore(read(more, "more-rules"));
    BuiltTimelines ready = ours.timelines(tables);
    if (!oursOfMore.timelines(tables).reused()) {
      throw new IllegalStateException("More versions have more conditions");
    }
    List<Answer> expectedOfMore = oursOfMore.answers(tables, ready);
    requireFirst(expectedOfMore, expected);
    return List.of(
        new Contender(
            FROM_EVENTS,
            expected,
            () -> {
              try (LinkedWarehouse round = new LinkedWarehouse(warehouse)) {
                Tables fresh = round.tables(spark);
                return ours.answers(fresh, ours.timelines(fresh));
              }
            }),
        new Contender(READY, expected, () -> ours.answers(tables, ready)),
        new Contender(READY_MORE, expectedOfMore, () -> oursOfMore.answers(tables, ready)),
        new Contender(SCAN_TIMELINES, List.of(), () -> new SparkQueries(tables).scan(ready)));
  }

  /** The first of more versions are those that everybody answers. */
  private static void requireFirst(List<Answer> more, List<Answer> expected)
      throws DifferentAnswersException {
    List<String> differences = Answer.differences(expected, more.subList(0, expected.size()));
    if (!differences.isEmpty()) {
      throw new DifferentAnswersException(READY_MORE, differences);
    }
  }

  private List<RuleVersion> read(List<BenchVersion> chosen, String name) throws Exception {
    return BenchVersion.read(chosen, folder.resolve(name));
  }

  private static List<Contender> others(
      Tables tables, DuckQueries duck, List<BenchVersion> chosen, List<Answer> expected) {
    SparkQueries queries = new SparkQueries(tables);
    return List.of(
        new Contender(DUCKDB, expected, () -> duck.windows(chosen)),
        new Contender(SCAN_EVENTS, List.of(), queries::scanEvents),
        new Contender(DUCKDB_SCAN, List.of(), duck::scan));
  }

  /** Each contender once in a round; each round begins with the next. */
  private void measure(List<Contender> contenders) throws Exception {
    List<Contender> order = new ArrayList<>(contenders);
    for (int round = -warmUps; round < rounds; round++) {
      for (Contender contender : order) {
        Taken taken = contender.measure();
        tell("  %s%s", told(contender, taken), round < 0 ? " (to warm up)" : "");
        if (round >= 0) {
          measurements.add(contender.name(), taken);
        }
      }
      Collections.rotate(order, -1);
    }
  }

  private void once(Contender contender) throws Exception {
    Taken taken = contender.measure();
    tell("  %s", told(contender, taken));
    measurements.add(contender.name(), taken);
  }

  private static String told(Contender contender, Taken taken) {
    return String.format(
        Locale.ROOT,
        "%8.2f s (%.2f of cores)  %s",
        taken.elapsed(),
        taken.computed(),
        contender.name());
  }

  private void tell(String format, Object... values) {
    progress.println(String.format(Locale.ROOT, format, values));
  }
}
