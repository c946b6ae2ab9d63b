package io.requalify.episodes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.SparkFixture;
import io.requalify.tables.Tables;
import io.requalify.tables.result.EpisodesTable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A contact with very many events among ordinary ones. With {@code -Drequalify.sizes=full} they are
 * five million, in a process of its own with as much memory as a small executor has; else fewer,
 * but more than one row of {@code timelines} holds.
 */
@ExtendWith(SparkFixture.class)
final class LongHistoryTest {
  private static final boolean FULL = System.getProperty("requalify.sizes", "").equals("full");
  private static final long EVENTS = FULL ? 5_000_000 : 250_000;
  private static final long MOST_MINUTES = 30;

  @TempDir private Path folder;

  @Test
  void aContactMayHaveVeryManyEvents(SparkSession spark) throws Exception {
    Tables tables = new Tables(spark, LongHistory.warehouse(folder));
    if (FULL) {
      rescoreInAProcessOfItsOwn();
    } else {
      LongHistory.rescore(tables, folder, EVENTS);
    }

    Dataset<Row> episodes = tables.read(EpisodesTable.CONTRACT);
    assertThat(episodes.count()).isEqualTo(LongHistory.OTHERS + 1);
    assertThat(
            episodes
                .where(col(EpisodesTable.CONTACT_ID).equalTo(LongHistory.CRAWLER))
                .select(EpisodesTable.ENTRY_AT)
                .collectAsList())
        .extracting(row -> row.<Timestamp>getAs(0).toInstant())
        .containsExactly(LongHistory.entryOfCrawler(EVENTS));
  }

  private void rescoreInAProcessOfItsOwn() throws IOException, InterruptedException {
    Path log = folder.resolve("log.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-") || argument.startsWith("-XX:"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Duser.timezone=UTC",
            "-Xmx2g",
            "-XX:+ExitOnOutOfMemoryError",
            LongHistory.class.getName(),
            folder.toString(),
            String.valueOf(EVENTS)));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("It was not done after %d minutes".formatted(MOST_MINUTES));
    }
    assertThat(process.exitValue()).as(Files.readString(log, UTF_8)).isZero();
  }
}
