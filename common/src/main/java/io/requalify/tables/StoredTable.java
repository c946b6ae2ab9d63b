package io.requalify.tables;

import static java.util.stream.Collectors.joining;

import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One table as it lies in the warehouse. Its version and its metadata are taken from Delta's log,
 * which knows them already; Delta's public way to them is a query of the history or of all files.
 */
final class StoredTable {
  private static final String CONSTRAINTS = "delta.constraints.";

  /**
   * What keeps other Delta readers able to read: set on each table, so that no default of a cluster
   * switches one on.
   */
  private static final Map<String, String> READABLE_BY_ALL =
      Map.of(
          "delta.enableDeletionVectors", "false",
          "delta.enableTypeWidening", "false",
          "delta.columnMapping.mode", "none",
          "delta.checkpointPolicy", "classic");

  private final SparkSession spark;
  private final Configuration hadoop;
  private final TableContract contract;
  private final String path;

  StoredTable(
      SparkSession spark, Configuration hadoop, Warehouse warehouse, TableContract contract) {
    this.spark = spark;
    this.hadoop = hadoop;
    this.contract = contract;
    this.path = warehouse.pathOf(contract, hadoop);
  }

  boolean exists() {
    return version() >= 0;
  }

  /** True when nothing was ever written to the table. */
  boolean isNew() {
    return version() <= 0;
  }

  /** Delta version; -1 when the table was never made. */
  long version() {
    return snapshot().version();
  }

  /** What the table is now. */
  TableState state() {
    Snapshot snapshot = snapshot();
    String identity = snapshot.version() < 0 ? "" : snapshot.metadata().id();
    return new TableState(identity, snapshot.version());
  }

  /** All rows; none when the table was never made. */
  Dataset<Row> rows() {
    return rows(Map.of());
  }

  /** All rows of a version; none of version -1, in which the table was not made yet. */
  Dataset<Row> rows(long version) {
    return version < 0 ? noRows() : rows(Map.of("versionAsOf", Long.toString(version)));
  }

  private Dataset<Row> rows(Map<String, String> options) {
    Snapshot snapshot = snapshot();
    if (snapshot.version() < 0) {
      return noRows();
    }
    requireContract(snapshot.metadata());
    return spark.read().format("delta").options(options).load(path);
  }

  private Dataset<Row> noRows() {
    return spark.createDataFrame(List.of(), contract.schema());
  }

  /** Makes the table with all of its constraints where it is not there. */
  void create() {
    Snapshot snapshot = snapshot();
    if (snapshot.version() >= 0) {
      requireContract(snapshot.metadata());
      return;
    }
    new UnbornLog(path).clear(hadoop);
    DeltaTableBuilder builder =
        DeltaTable.createIfNotExists(spark)
            .location(path)
            .comment(contract.meaning())
            .addColumns(contract.schema())
            .partitionedBy(contract.partitioning().toArray(String[]::new));
    for (Map.Entry<String, String> property : new TreeMap<>(READABLE_BY_ALL).entrySet()) {
      builder = builder.property(property.getKey(), property.getValue());
    }
    for (Map.Entry<String, String> check : contract.checks().entrySet()) {
      builder = builder.property(CONSTRAINTS + check.getKey(), check.getValue());
    }
    builder.execute();
    // Another run may have made it at the same time, from another contract.
    requireContract(snapshot().metadata());
  }

  /** Puts rows in the place of a slice, in one commit. */
  void overwrite(Dataset<Row> rows, Slice slice) {
    rows.write()
        .format("delta")
        .mode("overwrite")
        .option("replaceWhere", slice.predicate())
        .save(path);
  }

  /** Adds those rows whose keys are not there, in one commit. */
  void add(Dataset<Row> rows) {
    String sameKey =
        contract.key().stream()
            .map(column -> "present.%s = added.%s".formatted(column, column))
            .collect(joining(" AND "));
    DeltaTable.forPath(spark, path)
        .as("present")
        .merge(rows.as("added"), sameKey)
        .whenNotMatched()
        .insertAll()
        .execute();
  }

  private Snapshot snapshot() {
    return DeltaLog.forTable(spark, path).update(false, Option.empty(), Option.empty());
  }

  private void requireContract(Metadata metadata) {
    List<String> differences = differences(metadata);
    if (!differences.isEmpty()) {
      throw new ContractViolationException(
          "Table %s at %s was made with another contract: %s. It was written by another version of Requalify or by another program: move the folder away, or give another --warehouse, and run again from ingest."
              .formatted(contract.name(), path, String.join("; ", differences)));
    }
  }

  private List<String> differences(Metadata metadata) {
    List<String> differences = new ArrayList<>(columnDifferences(metadata.schema()));
    List<String> partitioning = CollectionConverters.asJava(metadata.partitionColumns());
    if (!partitioning.equals(contract.partitioning())) {
      differences.add(
          "it is partitioned by %s, not by %s".formatted(partitioning, contract.partitioning()));
    }
    Map<String, String> checks = new TreeMap<>();
    CollectionConverters.asJava(metadata.configuration())
        .forEach(
            (name, value) -> {
              if (name.startsWith(CONSTRAINTS)) {
                checks.put(name.substring(CONSTRAINTS.length()), value);
              }
            });
    if (!checks.equals(contract.checks())) {
      differences.add(
          "its constraints are %s, not %s".formatted(checks, new TreeMap<>(contract.checks())));
    }
    return differences;
  }

  private List<String> columnDifferences(StructType present) {
    Map<String, String> expected = described(contract.schema());
    Map<String, String> found = described(present);
    List<String> differences = new ArrayList<>();
    expected.forEach(
        (name, description) -> {
          if (!found.containsKey(name)) {
            differences.add("it has no column %s".formatted(name));
          } else if (!found.get(name).equals(description)) {
            differences.add("%s is %s, not %s".formatted(name, found.get(name), description));
          }
        });
    String unknown =
        found.keySet().stream().filter(name -> !expected.containsKey(name)).collect(joining(", "));
    if (!unknown.isEmpty()) {
      differences.add("it has the unknown columns %s".formatted(unknown));
    }
    return differences;
  }

  private static Map<String, String> described(StructType schema) {
    Map<String, String> described = new TreeMap<>();
    for (StructField field : schema.fields()) {
      described.put(field.name(), field.dataType().sql() + (field.nullable() ? "" : " NOT NULL"));
    }
    return described;
  }
}
