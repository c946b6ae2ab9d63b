package io.requalify.sources;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.requalify.SparkFixture;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.RejectedRowsTable;
import io.requalify.tables.source.StageChangesTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
final class MappedIngestTest {
  private final Path folder;
  private final Tables tables;

  MappedIngestTest(SparkSession spark, @TempDir Path folder) {
    this.folder = folder;
    this.tables = new Tables(spark, new Warehouse(folder.resolve("warehouse").toString()));
  }

  @Test
  void wallClocksAreReadInTheirZoneAndKeepTheirDay() throws IOException {
    // Clocks in Berlin: forward at two on 29 March, back at three on 25 October 2026.
    write(
        "leads.csv",
        """
        id;on;at
        summer;01.07.2026;2026-07-01 12:00:00
        winter;01.01.2026;2026-01-01T12:00
        gap;29.03.2026;2026-03-29 02:30:00
        overlap;25.10.2026;2026-10-25 02:30:00.5
        zoned;01.07.2026;2026-07-01T12:00:00Z
        never;31.06.2026;2026-07-01 12:00:00
        text;01.07.2026;noon
        """);
    IngestReceipt receipt =
        ingest(
            """
            requalify: 1
            source: crm
            timezone: Europe/Berlin
            inputs: {leads: {files: leads.csv, csv: {delimiter: ';'}}}
            tables:
              deletions:
                - from: leads
                  columns:
                    contact_id: id
                    deleted_at: wall_clock(on, 'dd.MM.yyyy')
                    kind: "'day'"
              contacts:
                - from: leads
                  columns: {contact_id: id, created_at: wall_clock(at)}
            """,
            1);

    assertThat(receipt.tables())
        .containsExactly(
            new TableReceipt("contacts", 7, 6, 0, 1), new TableReceipt("deletions", 7, 6, 0, 1));
    assertThat(
            texts(ContactsTable.CONTRACT, "concat_ws(' ', contact_id, CAST(created_at AS STRING))"))
        .containsExactly(
            "gap 2026-03-29 01:30:00",
            "never 2026-07-01 10:00:00",
            "overlap 2026-10-25 00:30:00.5",
            "summer 2026-07-01 10:00:00",
            "winter 2026-01-01 11:00:00",
            "zoned 2026-07-01 12:00:00");
    assertThat(texts(RejectedRowsTable.CONTRACT, "concat_ws(' ', column_name, row_as_read)"))
        .containsExactly(
            "created_at {\"id\":\"text\",\"at\":\"noon\"}",
            "deleted_at {\"id\":\"never\",\"on\":\"31.06.2026\"}");
  }

  @Test
  void joinsKeepOrDropRowsAndBrokenLinesAreNeverLost() throws IOException {
    write("deals-1.csv", "id,seller,won\nd1,s1,2026-01-01\nd2,s2,2026-01-02\nd3,s9,2026-01-03\n");
    write("deals-2.csv", "id,seller,won\nd4,null,2026-01-04\nd5\n");
    write("sellers.csv", "seller,revenue,seller\ns1,10.50,s1\ns2,12.345,s2\ns3,1\n");
    IngestReceipt receipt = ingest(deals("left", "revenue"), 1);

    assertThat(receipt.tables()).containsExactly(new TableReceipt("stage_changes", 6, 3, 0, 3));
    assertThat(
            texts(
                StageChangesTable.CONTRACT,
                "concat_ws(' ', subject_id, coalesce(CAST(amount AS STRING), '-'))"))
        .containsExactly("d1 10.50", "d3 -", "d4 -");
    assertThat(texts(RejectedRowsTable.CONTRACT, "concat_ws(' ', input, column_name, row_as_read)"))
        .containsExactly(
            "deals * {\"line\":\"d5\"}",
            "deals amount {\"id\":\"d2\",\"seller\":\"s2\",\"won\":\"2026-01-02\",\"sellers.revenue\":\"12.345\",\"sellers.seller_2\":\"s2\"}",
            "sellers * {\"line\":\"s3,1\"}");

    assertThat(ingest(deals("inner", "revenue"), 1).tables())
        .containsExactly(new TableReceipt("stage_changes", 4, 1, 0, 3));
    assertThat(texts(StageChangesTable.CONTRACT, "subject_id")).containsExactly("d1");
  }

  @Test
  void anExpressionThatFailsOnAValueStopsTheIngestWithTheWayOut() throws IOException {
    write("deals-1.csv", "id,seller,won\nd1,s1,2026-01-01\n");
    write("sellers.csv", "seller,revenue,seller\ns1,much,s1\n");

    assertThatThrownBy(() -> ingest(deals("left", "CAST(revenue AS DOUBLE)"), 1))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("is DOUBLE, but stage_changes.amount is DECIMAL(18,2)");
    assertThatThrownBy(
            () -> ingest(deals("left", "CAST(CAST(revenue AS DOUBLE) AS DECIMAL(18,2))"), 1))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("Nothing was written. An expression for stage_changes fails on a row")
        .hasMessageContaining("'much'")
        .hasMessageContaining("try_cast");
    assertThat(tables.exists(StageChangesTable.CONTRACT)).isFalse();
  }

  @Test
  void everyFaultOfFilesColumnsAndTypesIsTold() throws IOException {
    write("deal.csv", "id\n");
    assertThatThrownBy(() -> ingest(deals("left", "revenue"), 1))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("mapping.yaml:6:13: no file 'deals-*.csv' in")
        .hasMessageContaining("did you mean 'deal.csv'")
        .hasMessageContaining("no file 'sellers.csv'");

    write("deals-1.csv", "id,seler,won\n");
    write("sellers.csv", "seller,revenue,seller\n");
    assertThatThrownBy(() -> ingest(deals("left", "revenu"), 1))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("no column 'deals.seller' in deals, sellers; did you mean")
        .hasMessageContaining("no column 'revenu' in deals, sellers; did you mean 'revenue'?");

    write("deals-1.csv", "id,seller,won\n");
    write("deals-2.csv", "seller,id,won\n");
    assertThatThrownBy(() -> ingest(deals("left", "revenue"), 1))
        .hasMessageContaining("files of one input have the same columns in the same order");
    Files.delete(folder.resolve("input/deals-2.csv"));

    assertThatThrownBy(() -> ingest(deals("left", "seller"), 1))
        .hasMessageContaining("AMBIGUOUS_REFERENCE");
    assertThatThrownBy(() -> ingest(deals("left", "rand()"), 1))
        .hasMessageContaining("'rand()' is not the same on every run");
    assertThatThrownBy(() -> ingest(deals("left", "unix_timestamp()"), 1))
        .hasMessageContaining("is not the same on every run");
    assertThatThrownBy(() -> ingest(deals("left", "current_date()"), 1))
        .hasMessageContaining("is not the same on every run");
    assertThatThrownBy(() -> ingest(deals("left", "current_date"), 1))
        .hasMessageContaining("no column 'current_date'");
  }

  @Test
  void anotherCharacterSetIsReadAsStated() throws IOException {
    Files.createDirectories(folder.resolve("input"));
    Files.write(
        folder.resolve("input/companies.csv"),
        "id,name\n1,M\u00fcller\n2,Select\n".getBytes(StandardCharsets.ISO_8859_1));
    ingest(
        """
        requalify: 1
        source: crm
        timezone: UTC
        inputs:
          companies:
            files: companies.csv
            csv: {encoding: ISO-8859-1, quoted_line_breaks: false, null_texts: ['Select']}
        tables:
          accounts:
            - from: companies
              columns: {account_id: id, name: name}
        """,
        0);

    assertThat(
            texts(
                io.requalify.tables.source.AccountsTable.CONTRACT,
                "concat(account_id, coalesce(name, '-'))"))
        .containsExactly("1M\u00fcller", "2-");
  }

  private static String deals(String kind, String amount) {
    return """
        requalify: 1
        source: shop
        timezone: UTC
        inputs:
          deals:
            files: "deals-*.csv"
            csv: {null_texts: ['null']}
          sellers: {files: sellers.csv}
        tables:
          stage_changes:
            - from: deals
              join:
                - {input: sellers, kind: %s, on: deals.seller = sellers.seller_2}
              columns:
                subject_id: id
                contact_id: id
                stage: "'won'"
                occurred_at: wall_clock(won)
                known_at: wall_clock(won)
                amount: "%s"
                currency: "'BRL'"
        """
        .formatted(kind, amount);
  }

  private IngestReceipt ingest(String mapping, double mostRejected) throws IOException {
    Path file = Files.writeString(folder.resolve("mapping.yaml"), mapping);
    return new Ingest(tables)
        .run(
            IngestRequest.mapped(file, folder.resolve("input").toString())
                .withMostRejected(mostRejected));
  }

  private List<String> texts(TableContract contract, String expression) {
    return tables
        .read(contract)
        .selectExpr(expression + " AS text")
        .orderBy(col("text"))
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private void write(String name, String content) throws IOException {
    Files.createDirectories(folder.resolve("input"));
    Files.writeString(folder.resolve("input").resolve(name), content);
  }
}
