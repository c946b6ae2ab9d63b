package io.requalify.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.source.EventsTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RescoreBenchTest {
  private static final BenchWorld WORLD = new BenchWorld(2_000, 40);
  private static final int VERSIONS = 2;
  private static final long MEMORY = 1L << 30;

  @TempDir private static Path folder;
  private static SparkSession spark;
  private static final StringWriter TOLD = new StringWriter();
  private static Measurements measurements;

  /** Fails where one of the contenders gives another answer. */
  @BeforeAll
  static void measure() throws Exception {
    spark = BenchSession.open(2, folder);
    spark.conf().set("spark.sql.shuffle.partitions", "2");
    RescoreBench bench =
        new RescoreBench(spark, folder, WORLD, VERSIONS, 0, 1, new PrintWriter(TOLD, true));
    measurements = bench.run(2, MEMORY);
  }

  @AfterAll
  static void close() throws IOException {
    spark.close();
  }

  @Test
  void everyContenderIsMeasuredAndEachLimitCompared() {
    assertThat(measurements.contenders())
        .containsExactlyInAnyOrder(
            RescoreBench.FROM_EVENTS,
            RescoreBench.READY,
            RescoreBench.READY_MORE,
            RescoreBench.COMMAND,
            RescoreBench.DUCKDB,
            RescoreBench.SPARK,
            RescoreBench.SCAN_TIMELINES,
            RescoreBench.SCAN_EVENTS,
            RescoreBench.DUCKDB_SCAN);
    assertThat(Comparison.lines(measurements))
        .filteredOn(line -> line.contains("reached") || line.contains("NOT REACHED"))
        .hasSize(4);
  }

  @Test
  void nothingOfARoundIsLeft() throws Exception {
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).noneMatch(path -> path.getFileName().toString().startsWith("round-"));
    }
  }

  /** Else equal answers would not show that fading, limits and counting are computed alike. */
  @Test
  void fadingLimitsAndCountingAllMatter() throws Exception {
    try (DuckDatabase database = database()) {
      DuckQueries queries = new DuckQueries(database);
      List<BenchVersion> versions = BenchVersion.first(VERSIONS);
      List<Answer> answers = queries.windows(versions);

      List<Answer> unlimitedRules =
          queries.windows(versions.stream().map(RescoreBenchTest::withoutLimitsOfRules).toList());
      List<Answer> unlimited =
          queries.windows(versions.stream().map(RescoreBenchTest::withoutLimits).toList());
      List<Answer> unfaded =
          queries.windows(versions.stream().map(RescoreBenchTest::withoutFading).toList());

      assertThat(Answer.differences(answers, unlimitedRules)).hasSize(VERSIONS);
      assertThat(Answer.differences(answers, unlimited)).hasSize(VERSIONS);
      assertThat(Answer.differences(answers, unfaded)).hasSize(VERSIONS);
      assertThat(
              database
                  .row(
                      "SELECT count(*) - count(DISTINCT (contact_id, type, occurred_at::date)) FROM "
                          + DuckDatabase.EVENTS)
                  .get(0)
                  .longValue())
          .isGreaterThan(10_000);
      assertThat(answers)
          .allSatisfy(
              answer -> assertThat(answer.contacts()).isBetween(20L, WORLD.contacts() / 2L));
    }
  }

  @Test
  void everyContactHasItsEventsAndNoTwoAtOneInstant() throws Exception {
    try (DuckDatabase database = database()) {
      List<Number> row =
          database.row(
              "SELECT count(*), count(DISTINCT contact_id), min(n), max(n), sum(n) - sum(d) FROM"
                  + " (SELECT contact_id, count(*) AS n, count(DISTINCT occurred_at) AS d FROM %s"
                      .formatted(DuckDatabase.EVENTS)
                  + " GROUP BY contact_id)");

      assertThat(row.stream().map(Number::longValue)).containsExactly(2_000L, 2_000L, 40L, 40L, 0L);
    }
  }

  @Test
  void answersThatDifferFailAndAreTold() {
    Answer expected = new Answer("a", 3, 17, 120.5);
    Answer later = new Answer("a", 3, 18, 120.5);
    Contender wrong = new Contender("wrong", List.of(expected), () -> List.of(later));

    assertThatThrownBy(wrong::measure)
        .isInstanceOf(DifferentAnswersException.class)
        .hasMessageContaining("wrong does not give the answers")
        .hasMessageContaining("a: 3 contacts, entries 18, scores 120.500000")
        .hasMessageContaining("a: 3 contacts, entries 17, scores 120.500000");
  }

  private static DuckDatabase database() throws Exception {
    Path world = folder.resolve("world");
    Tables tables = new Tables(spark, new Warehouse(world.toUri().toString()));
    String[] files = tables.read(EventsTable.CONTRACT).inputFiles();
    return DuckDatabase.open(files, 2, MEMORY, folder.resolve("duckdb"));
  }

  private static BenchVersion withoutLimitsOfRules(BenchVersion version) {
    return new BenchVersion(
        version.name(),
        version.rules().stream()
            .map(
                rule ->
                    new BenchVersion.Rule(rule.activity(), rule.points(), 1_000, rule.halfLife()))
            .toList(),
        version.limits(),
        version.threshold());
  }

  private static BenchVersion withoutLimits(BenchVersion version) {
    Map<String, Integer> limits = Map.of("engagement", 1_000, "intent", 1_000);
    return new BenchVersion(version.name(), version.rules(), limits, version.threshold());
  }

  private static BenchVersion withoutFading(BenchVersion version) {
    return new BenchVersion(
        version.name(),
        version.rules().stream()
            .map(
                rule ->
                    new BenchVersion.Rule(rule.activity(), rule.points(), rule.limit(), 1_000_000))
            .toList(),
        version.limits(),
        version.threshold());
  }
}
