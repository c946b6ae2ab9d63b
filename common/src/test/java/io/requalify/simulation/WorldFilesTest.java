package io.requalify.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.requalify.tables.ContractViolationException;
import io.requalify.tables.TableContract;
import io.requalify.tables.TableContract.ColumnContract;
import io.requalify.tables.source.AccountsTable;
import io.requalify.tables.source.AttributeChangesTable;
import io.requalify.tables.source.ChannelCostsTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.EventsTable;
import io.requalify.tables.source.RoutingsTable;
import io.requalify.tables.source.StageChangesTable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorldFilesTest {
  private static final List<TableContract> CONTRACTS =
      List.of(
          AccountsTable.CONTRACT,
          ContactsTable.CONTRACT,
          AttributeChangesTable.CONTRACT,
          EventsTable.CONTRACT,
          RoutingsTable.CONTRACT,
          StageChangesTable.CONTRACT,
          ChannelCostsTable.CONTRACT);
  private static final List<String> ADDED_BY_INGEST = List.of("source", "source_id");

  @TempDir private static Path folder;
  @TempDir private Path other;
  private static Map<String, Long> rows;

  @BeforeAll
  static void write() {
    rows = WorldFiles.write(World.of(1, 800), folder);
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    WorldFiles.write(World.of(1, 800), other);

    assertThat(texts(other)).isEqualTo(texts(folder));
  }

  @Test
  void anotherSeedGivesOtherFiles() throws IOException {
    WorldFiles.write(World.of(2, 800), other);

    assertThat(texts(other).get("contacts.csv")).isNotEqualTo(texts(folder).get("contacts.csv"));
  }

  @Test
  void theFilesOfALargerWorldBeginWithThoseOfTheSmaller() throws IOException {
    WorldFiles.write(World.of(1, 2000), other);
    Map<String, String> smaller = texts(folder);
    Map<String, String> larger = texts(other);

    for (String file :
        List.of(
            "accounts.csv",
            "contacts.csv",
            "events.csv",
            "routings.csv",
            "stage_changes.csv",
            "truth.csv")) {
      assertThat(larger.get(file)).startsWith(smaller.get(file));
    }
  }

  @Test
  void columnsAreThoseOfTheContracts() {
    for (TableContract contract : CONTRACTS) {
      assertThat(records(contract).get(0).getParser().getHeaderNames())
          .isEqualTo(columns(contract).stream().map(ColumnContract::name).toList());
    }
  }

  @Test
  void requiredColumnsAreNeverEmptyAndInstantsAreUtc() {
    for (TableContract contract : CONTRACTS) {
      for (CSVRecord row : records(contract)) {
        for (ColumnContract column : columns(contract)) {
          String value = row.get(column.name());
          assertThat(column.nullable() || !value.isEmpty())
              .as("%s.%s", contract.name(), column.name())
              .isTrue();
          if (column.type().equals(DataTypes.TimestampType) && !value.isEmpty()) {
            assertThat(Instant.parse(value)).hasToString(value);
          }
        }
      }
    }
  }

  @Test
  void keysAreUnique() {
    for (TableContract contract : CONTRACTS) {
      List<String> key =
          contract.key().stream().filter(name -> !ADDED_BY_INGEST.contains(name)).toList();

      assertThat(records(contract))
          .extracting(row -> key.stream().map(row::get).collect(Collectors.joining(" ")))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void aChannelIsEmptyForSomeContacts() {
    assertThat(records(ContactsTable.CONTRACT))
        .extracting(row -> row.get(ContactsTable.CHANNEL))
        .contains("")
        .doesNotContain("null");
    assertThat(
            records(ContactsTable.CONTRACT).stream()
                .map(row -> row.get(ContactsTable.CHANNEL))
                .distinct())
        .hasSize(8);
  }

  @Test
  void moneyHasACurrency() {
    assertThat(records(StageChangesTable.CONTRACT))
        .allSatisfy(
            row ->
                assertThat(row.get(StageChangesTable.CURRENCY))
                    .isEqualTo(row.get(StageChangesTable.AMOUNT).isEmpty() ? "" : "EUR"));
  }

  @Test
  void rowsAreCountedByFile() {
    assertThat(rows.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    CONTRACTS.stream().map(contract -> contract.name() + ".csv"),
                    Stream.of("truth.csv"))
                .toList());
    for (TableContract contract : CONTRACTS) {
      assertThat(rows).containsEntry(contract.name() + ".csv", (long) records(contract).size());
    }
  }

  @Test
  void aFormerWorldIsReplaced() throws IOException {
    WorldFiles.write(World.of(5, 2000), other);
    WorldFiles.write(World.of(1, 800), other);

    assertThat(texts(other)).isEqualTo(texts(folder));
  }

  @Test
  void aFolderWithOtherFilesIsRefused() throws IOException {
    Files.writeString(other.resolve("contacts.csv"), "precious", UTF_8);

    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> WorldFiles.write(World.of(1, 10), other))
        .withMessageContaining("no simulated world")
        .withMessageContaining("name an empty folder");
    assertThat(other.resolve("contacts.csv")).hasContent("precious");
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.writeString(other.resolve("world"), "", UTF_8);

    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> WorldFiles.write(World.of(1, 10), file))
        .withMessageContaining("is a file");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(other.resolve("file"), "", UTF_8);

    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> WorldFiles.write(World.of(1, 10), file.resolve("world")))
        .withMessageContaining("cannot be written")
        .withMessageContaining(file.toString());
  }

  private static List<ColumnContract> columns(TableContract contract) {
    return contract.columns().stream()
        .filter(column -> !ADDED_BY_INGEST.contains(column.name()))
        .toList();
  }

  private static List<CSVRecord> records(TableContract contract) {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    Path file = folder.resolve(contract.name() + ".csv");
    try (Reader reader = Files.newBufferedReader(file, UTF_8);
        CSVParser parser = CSVParser.parse(reader, format)) {
      return parser.getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> texts(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file, UTF_8));
      }
    }
    return texts;
  }
}
