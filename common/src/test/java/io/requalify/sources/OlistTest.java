package io.requalify.sources;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.requalify.SparkFixture;
import io.requalify.tables.Contracts;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.source.AttributeChangesTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.StageChangesTable;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The figures of the reference case olist-channels that ingest has to keep. */
@ExtendWith(SparkFixture.class)
final class OlistTest {
  private static final Path FILES =
      Path.of(System.getProperty("requalify.shared"), "data", "olist");
  private static final Path MAPPING =
      Path.of(System.getProperty("requalify.root"), "examples", "olist", "mapping.yaml");

  private final Tables tables;

  OlistTest(SparkSession spark, @TempDir Path folder) {
    this.tables = new Tables(spark, new Warehouse(folder.toString()));
  }

  @Test
  void theMarketingFunnelOfOlistArrivesWhole() {
    assumeTrue(Files.isDirectory(FILES), "the Olist files lie only beside the project's own clone");
    Ingest ingest = new Ingest(tables);
    IngestRequest request = IngestRequest.mapped(MAPPING, FILES.toString()).withMostRejected(0);

    IngestReceipt receipt = ingest.run(request);

    assertThat(receipt.source()).isEqualTo("olist");
    assertThat(receipt.tables())
        .containsExactly(
            new TableReceipt("contacts", 8000, 8000, 0, 0),
            new TableReceipt("attribute_changes", 8000, 8000, 0, 0),
            new TableReceipt("stage_changes", 842, 842, 0, 0));
    assertContacts(tables.read(ContactsTable.CONTRACT));
    assertThat(tables.read(AttributeChangesTable.CONTRACT).select("value").distinct().count())
        .isEqualTo(495);
    assertWins(tables.read(StageChangesTable.CONTRACT));
    assertTheWinBeforeTheFirstContactIsKept();

    List<Long> versions = versions();
    assertThat(ingest.run(request)).isEqualTo(receipt);
    assertThat(versions()).isEqualTo(versions);
  }

  private static void assertContacts(Dataset<Row> contacts) {
    assertThat(contacts.where(col(ContactsTable.CHANNEL).isNull()).count()).isEqualTo(60);
    assertThat(contacts.where(col(ContactsTable.CHANNEL).equalTo("unknown")).count())
        .isEqualTo(1099);
    // No clock in Sao Paulo showed midnight of that day: it began at one, three hours into UTC's.
    assertThat(
            contacts
                .where(
                    col(ContactsTable.CREATED_AT)
                        .equalTo(Timestamp.from(Instant.parse("2017-10-15T03:00:00Z"))))
                .count())
        .isEqualTo(7);
  }

  private static void assertWins(Dataset<Row> wins) {
    assertThat(wins.where(col(StageChangesTable.STAGE).equalTo("won")).count()).isEqualTo(842);
    Row totals = wins.agg(sum(StageChangesTable.AMOUNT), count(StageChangesTable.AMOUNT)).head();
    assertThat(totals.getDecimal(0)).isEqualByComparingTo(new BigDecimal("676851.48"));
    assertThat(totals.getLong(1)).isEqualTo(380);
  }

  private void assertTheWinBeforeTheFirstContactIsKept() {
    String lead = "b91cf8812365f50ff4bda4bcd6206b05";
    Instant won =
        tables
            .read(StageChangesTable.CONTRACT)
            .where(col(StageChangesTable.CONTACT_ID).equalTo(lead))
            .select(StageChangesTable.OCCURRED_AT)
            .head()
            .getTimestamp(0)
            .toInstant();
    Instant contacted =
        tables
            .read(ContactsTable.CONTRACT)
            .where(col(ContactsTable.CONTACT_ID).equalTo(lead))
            .select(ContactsTable.CREATED_AT)
            .head()
            .getTimestamp(0)
            .toInstant();
    assertThat(won).isBefore(contacted.minusSeconds(86_400));
  }

  private List<Long> versions() {
    return Contracts.all().stream()
        .filter(contract -> contract.kind() == TableContract.Kind.SOURCE)
        .map(tables::version)
        .toList();
  }
}
