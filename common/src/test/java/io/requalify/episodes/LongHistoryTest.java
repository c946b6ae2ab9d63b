package io.requalify.episodes;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.SparkFixture;
import io.requalify.tables.Tables;
import io.requalify.tables.result.EpisodesTable;
import java.nio.file.Path;
import java.sql.Timestamp;
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

  @TempDir private Path folder;

  @Test
  void aContactMayHaveVeryManyEvents(SparkSession spark) throws Exception {
    Tables tables = new Tables(spark, SizeWorld.warehouse(folder));
    if (FULL) {
      OwnProcess.run(LongHistory.class, folder, EVENTS);
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
}
