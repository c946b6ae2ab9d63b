package io.requalify.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.requalify.SparkFixture;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.EventsTable;
import io.requalify.tables.source.RejectedRowsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
final class CanonicalIngestTest {
  private static final String CONTACTS =
      "contact_id,account_id,created_at,channel,medium,campaign,email_domain\n";
  private static final String EVENTS =
      "event_id,contact_id,type,occurred_at,known_at,asset,url,channel,campaign,value,props,suspect\n";
  private static final String INSTANT = "2026-01-01T00:00:00Z";

  private final SparkSession spark;
  private final Path input;
  private final Tables tables;

  CanonicalIngestTest(SparkSession spark, @TempDir Path folder) throws IOException {
    this.spark = spark;
    this.input = Files.createDirectory(folder.resolve("input"));
    this.tables = new Tables(spark, new Warehouse(folder.resolve("warehouse").toString()));
  }

  @Test
  void goodRowsArriveAndOthersAreKeptWithTheReason() throws IOException {
    write(
        "contacts.csv",
        "\uFEFF"
            + CONTACTS
            + "c1,,2026-01-01T01:00:00+01:00,\"\",\"two\nlines\",\"say \"\"hi\"\"\",x.test\n"
            + "c1,,2026-01-01T00:00:00Z,\"\",\"two\nlines\",\"say \"\"hi\"\"\",x.test\n"
            + "c2,,2026-01-01 00:00:00,,,,\n"
            + "c3,,2026-02-30T00:00:00Z,,,,\n"
            + ",,2026-01-01T00:00:00Z,,,,\n"
            + "\"\",,2026-01-01T00:00:00Z,,,,\n"
            + "c4,too,few\n"
            + "c5,,2026-01-01T00:00:00Z,,,,,one,too,many\n"
            + "c6,a1,2026-01-01T00:00:00Z,,,,\n"
            + "c6,a2,2026-01-01T00:00:00Z,,,,\n"
            + "c7,,2026-01-01T00:00:00.123456789Z,,,,");
    write(
        "events.csv",
        EVENTS
            + event("e1", "1.5", "\"{\"\"page\"\": \"\"a\"\", \"\"n\"\": 3}\"", "True")
            + event("e2", "1d", "", "false")
            + event("e3", "", "\"{broken\"", "false")
            + event("e4", "", "", "1"));
    write(
        "routings.csv",
        "contact_id,decided_at,rule_version,score,route,propensity,worked,first_touch_at,reason\n"
            + "c1,%s,v,1,exploration,0.1,true,,\n".formatted(INSTANT)
            + "c2,%s,v,1,exploration,1.1,true,,\n".formatted(INSTANT)
            + "c3,%s,v,1,guess,,true,,\n".formatted(INSTANT));

    IngestReceipt receipt = ingest(1);

    assertThat(receipt)
        .isEqualTo(
            new IngestReceipt(
                "canonical",
                List.of(
                    new TableReceipt("contacts", 11, 2, 1, 8),
                    new TableReceipt("events", 4, 1, 0, 3),
                    new TableReceipt("routings", 3, 1, 0, 2)),
                List.of()));
    Row first = tables.read(ContactsTable.CONTRACT).where("contact_id = 'c1'").head();
    assertThat(first.<String>getAs(ContactsTable.CHANNEL)).isEmpty();
    assertThat(first.<String>getAs(ContactsTable.MEDIUM)).isEqualTo("two\nlines");
    assertThat(first.<String>getAs(ContactsTable.CAMPAIGN)).isEqualTo("say \"hi\"");
    assertThat(first.<String>getAs(ContactsTable.ACCOUNT_ID)).isNull();
    Row event = tables.read(EventsTable.CONTRACT).head();
    assertThat(event.<String, String>getJavaMap(event.fieldIndex(EventsTable.PROPS)))
        .containsEntry("page", "a")
        .containsEntry("n", "3");
    assertThat(rejected("contacts"))
        .containsExactlyInAnyOrder(
            tuple(
                "created_at",
                1L,
                "not an instant in ISO 8601 with its zone, such as 2026-01-31T09:30:00Z",
                "c2"),
            tuple(
                "created_at",
                1L,
                "not an instant in ISO 8601 with its zone, such as 2026-01-31T09:30:00Z",
                "c3"),
            tuple("contact_id", 1L, "nothing, where a value is required", null),
            tuple("contact_id", 1L, "an empty text, where the key needs a value", ""),
            tuple("*", 1L, "the line does not have as many values as the header has names", null),
            tuple("*", 1L, "the line does not have as many values as the header has names", null),
            tuple(
                "*",
                1L,
                "other rows with the same source, contact_id differ from it: keep the one that is right",
                "c6"),
            tuple(
                "*",
                1L,
                "other rows with the same source, contact_id differ from it: keep the one that is right",
                "c6"));
    assertThat(rejected("events"))
        .extracting(fault -> fault.toList().get(0))
        .containsExactlyInAnyOrder("value", "props", "suspect");
    assertThat(rejected("routings"))
        .extracting(fault -> fault.toList().get(2).toString())
        .anyMatch(reason -> reason.startsWith("propensity_is_a_probability does not hold"))
        .anyMatch(reason -> reason.startsWith("route_is_known does not hold"));
  }

  @Test
  void tooManyRejectedRowsStopTheIngestBeforeItWrites() throws IOException {
    write("contacts.csv", CONTACTS + "c1,,%s,,,,\nc2,,yesterday,,,,\n".formatted(INSTANT));
    write("accounts.csv", "account_id,name,created_at\na1,Acme,\n");

    assertThatThrownBy(() -> ingest(0.49))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("Nothing was written. contacts: 1 of 2 rows (50.00%)")
        .hasMessageContaining("more than 49.00%")
        .hasMessageContaining("1 x created_at: not an instant in ISO 8601")
        .hasMessageContaining("for example 'yesterday'")
        .hasMessageContaining("--max-rejected");
    assertThat(tables.exists(ContactsTable.CONTRACT)).isFalse();
    assertThat(tables.exists(RejectedRowsTable.CONTRACT)).isFalse();

    assertThat(ingest(0.5).tables()).contains(new TableReceipt("contacts", 2, 1, 0, 1));
  }

  @Test
  void everyFaultOfTheHeadersIsToldAtOnce() throws IOException {
    write("contacts.csv", "contact_id,acount_id,created_at,channel,channel,medium,campaign\n");
    write("event.csv", EVENTS);

    assertThatThrownBy(() -> ingest(1))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("contacts.csv:1:2: unknown column 'acount_id'")
        .hasMessageContaining("did you mean 'account_id'?")
        .hasMessageContaining("contacts.csv:1:5: column 'channel' stands twice")
        .hasMessageContaining("missing column 'account_id' (Company of the contact")
        .hasMessageContaining("missing column 'email_domain'")
        .hasMessageContaining("add it, empty where nothing is known")
        .hasMessageContaining("event.csv:1:1: no table is called event; did you mean 'events'?");
  }

  @Test
  void aFolderWithoutTablesOrAtAllIsRefused() throws IOException {
    assertThatThrownBy(() -> ingest(1))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("no file of a table in this folder");
    write("contacts.csv", "");
    assertThatThrownBy(() -> ingest(1)).hasMessageContaining("contacts.csv is empty");
    assertThatThrownBy(
            () -> new Ingest(tables).run(IngestRequest.canonical(input.resolve("no").toString())))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("cannot be opened")
        .hasMessageContaining("--input");
    assertThatThrownBy(
            () ->
                new Ingest(tables)
                    .run(IngestRequest.canonical(input.resolve("contacts.csv").toString())))
        .hasMessageContaining("is a file: give the folder that it lies in");
  }

  @Test
  void anExportThatHasLostATableIsRefusedAndAHeaderAloneEmptiesIt() throws IOException {
    write("contacts.csv", CONTACTS + "c1,,%s,,,,\n".formatted(INSTANT));
    write("accounts.csv", "account_id,name,created_at\na1,Acme,\n");
    ingest(0);
    Files.delete(input.resolve("contacts.csv"));

    assertThatThrownBy(() -> ingest(0))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("rows of source 'canonical' in contacts")
        .hasMessageContaining("a header alone empties its table");

    write("contacts.csv", CONTACTS);
    write("truth.txt", "not a table");
    IngestReceipt receipt = ingest(0);
    assertThat(receipt.tables()).contains(new TableReceipt("contacts", 0, 0, 0, 0));
    assertThat(receipt.unread()).containsExactly("truth.txt");
    assertThat(tables.read(ContactsTable.CONTRACT).count()).isZero();
  }

  @Test
  void parquetIsReadWithItsTypesAndRefusedWhereTheyCannotFit() throws IOException {
    parquet(
        "contacts",
        "SELECT 1L AS contact_id, 'a' AS account_id, TIMESTAMP '2026-01-01 00:00:00' AS created_at, 'x' AS channel, CAST(NULL AS STRING) AS medium, CAST(NULL AS STRING) AS campaign, CAST(NULL AS STRING) AS email_domain, 'crm' AS source, 'r1' AS source_id");
    IngestReceipt receipt = ingest(0);
    assertThat(receipt.source()).isEqualTo("crm");
    assertThat(
            tables
                .read(ContactsTable.CONTRACT)
                .select("contact_id", "source", "source_id")
                .head()
                .mkString(" "))
        .isEqualTo("1 crm r1");

    parquet(
        "deletions",
        "SELECT 'c' AS contact_id, TIMESTAMP_NTZ '2026-01-01 00:00:00' AS deleted_at, 1.5D AS kind");
    assertThatThrownBy(() -> ingest(0))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("column 'deleted_at' is TIMESTAMP_NTZ; write it as TIMESTAMP")
        .hasMessageContaining("column 'kind' is DOUBLE; write it as STRING");
  }

  @Test
  void aFolderOfTwoSourcesIsRefused() throws IOException {
    write(
        "accounts.csv", "account_id,name,created_at,source\na1,Acme,,crm\na2,Beta,,shop\na3,C,,\n");

    assertThatThrownBy(() -> ingest(0))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("come from the sources crm, shop");
  }

  private IngestReceipt ingest(double mostRejected) {
    return new Ingest(tables)
        .run(IngestRequest.canonical(input.toString()).withMostRejected(mostRejected));
  }

  /** Column, occurrences, reason, and the contact of the row where it could be read. */
  private List<Tuple> rejected(String table) {
    return tables
        .read(RejectedRowsTable.CONTRACT)
        .where(col(RejectedRowsTable.TARGET_TABLE).equalTo(table))
        .selectExpr(
            "column_name",
            "occurrences",
            "reason",
            "get_json_object(row_as_read, '$.contact_id') AS contact")
        .collectAsList()
        .stream()
        .map(row -> tuple(row.get(0), row.get(1), row.get(2), row.get(3)))
        .toList();
  }

  private static String event(String id, String value, String props, String suspect) {
    return "%s,c1,form,%s,%s,,,,,%s,%s,%s\n".formatted(id, INSTANT, INSTANT, value, props, suspect);
  }

  private void parquet(String table, String query) {
    spark.sql(query).write().parquet(input.resolve(table + ".parquet").toString());
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(input.resolve(name), content, UTF_8);
  }
}
