package io.requalify;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.requalify.tables.Slice;
import io.requalify.tables.TableContract;
import io.requalify.tables.TableContract.ColumnContract;
import io.requalify.tables.Tables;
import io.requalify.tables.source.AttributeChangesTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.EventsTable;
import io.requalify.tables.source.RoutingsTable;
import io.requalify.tables.source.StageChangesTable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A handful of rows of source tables. Rows are SQL tuples of texts, cast to the types of the
 * contract; columns that are not named are null.
 */
public final class SourceRows {
  private final SparkSession spark;
  private final String source;
  private final Map<TableContract, Dataset<Row>> rows = new LinkedHashMap<>();

  public SourceRows(SparkSession spark, String source) {
    this.spark = spark;
    this.source = source;
  }

  /** Rows of contact, creation, account and channel. */
  public SourceRows contacts(String... tuples) {
    return with(ContactsTable.CONTRACT, "contact_id, created_at, account_id, channel", tuples);
  }

  /** Rows of event, contact, type, asset, and when it occurred and was known. */
  public SourceRows events(String... tuples) {
    return with(
        EventsTable.CONTRACT, "event_id, contact_id, type, asset, occurred_at, known_at", tuples);
  }

  /** Rows of entity, its id, attribute, value, and when it changed and was known. */
  public SourceRows changes(String... tuples) {
    return with(
        AttributeChangesTable.CONTRACT,
        "entity, entity_id, attribute, value, changed_at, known_at",
        tuples);
  }

  /** Rows of subject, contact, stage, and when it was reached and known. */
  public SourceRows stages(String... tuples) {
    return with(
        StageChangesTable.CONTRACT, "subject_id, contact_id, stage, occurred_at, known_at", tuples);
  }

  /** Rows of contact, when it was decided, route, probability, and whether sales worked it. */
  public SourceRows routings(String... tuples) {
    return with(
        RoutingsTable.CONTRACT, "contact_id, decided_at, route, propensity, worked", tuples);
  }

  private SourceRows with(TableContract contract, String columns, String... tuples) {
    return with(
        contract,
        spark.sql(
            "SELECT * FROM VALUES %s AS t(%s)".formatted(String.join(", ", tuples), columns)));
  }

  /** Rows of any table, with some of its columns. */
  public SourceRows with(TableContract contract, Dataset<Row> some) {
    List<String> given = Arrays.asList(some.columns());
    rows.put(
        contract,
        some.select(
            contract.columns().stream()
                .map(column -> complete(column, given))
                .toArray(Column[]::new)));
    return this;
  }

  /** The rows of a table, as a warehouse would give them. */
  public Dataset<Row> read(TableContract contract) {
    return rows.containsKey(contract)
        ? rows.get(contract)
        : spark.createDataFrame(List.of(), contract.schema());
  }

  /** Writes every table that has rows. */
  public void write(Tables tables) {
    rows.forEach((contract, some) -> tables.replace(contract, some, Slice.of("source", source)));
  }

  private Column complete(ColumnContract column, List<String> given) {
    Column value =
        switch (column.name()) {
          case "source" -> lit(source);
          case "suspect" -> lit(false);
          case "evidence" -> lit("exact");
          default -> lit(null);
        };
    return (given.contains(column.name()) ? col(column.name()) : value)
        .cast(column.type())
        .as(column.name());
  }
}
