package io.requalify.tables;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and writes the Delta tables of one warehouse; nothing else does. */
public final class Tables {
  private static final Logger LOG = LoggerFactory.getLogger(Tables.class);

  private final SparkSession spark;
  private final Warehouse warehouse;

  public Tables(SparkSession spark, Warehouse warehouse) {
    this.spark = spark;
    this.warehouse = warehouse;
  }

  /** The session that the tables are read with. */
  public SparkSession spark() {
    return spark;
  }

  /** True when the table was made. */
  public boolean exists(TableContract contract) {
    return DeltaTable.isDeltaTable(spark, warehouse.pathOf(contract));
  }

  /** All rows of the table; a table that was never made has none. */
  public Dataset<Row> read(TableContract contract) {
    if (!exists(contract)) {
      return spark.createDataFrame(List.of(), contract.schema());
    }
    Dataset<Row> rows = spark.read().format("delta").load(warehouse.pathOf(contract));
    requireColumns(contract, rows.schema());
    return rows;
  }

  /** The rows of one slice. */
  public Dataset<Row> read(TableContract contract, Slice slice) {
    return read(contract).where(slice.predicate());
  }

  /** Delta version of the table; -1 when it was never made. */
  public long version(TableContract contract) {
    if (!exists(contract)) {
      return -1;
    }
    return DeltaTable.forPath(spark, warehouse.pathOf(contract))
        .history(1)
        .select("version")
        .head()
        .getLong(0);
  }

  /**
   * Puts these rows in the place of the slice, in one commit, and makes the table where it is not
   * there. A slice that holds exactly these rows already is left alone.
   *
   * @throws ContractViolationException when columns or types are not those of the contract
   */
  public WriteReceipt replace(TableContract contract, Dataset<Row> rows, Slice slice) {
    Dataset<Row> conforming = conforming(contract, rows);
    create(contract);
    conforming.persist();
    try {
      Row fresh = digest(contract, conforming);
      Row present = digest(contract, read(contract, slice));
      boolean changed = !fresh.equals(present);
      if (changed) {
        conforming
            .coalesce(1)
            .write()
            .format("delta")
            .mode("overwrite")
            .option("replaceWhere", slice.predicate())
            .save(warehouse.pathOf(contract));
      }
      WriteReceipt receipt =
          new WriteReceipt(contract.name(), version(contract), fresh.getLong(0), changed);
      LOG.info("{}", receipt);
      return receipt;
    } finally {
      conforming.unpersist();
    }
  }

  private void create(TableContract contract) {
    if (exists(contract)) {
      return;
    }
    DeltaTableBuilder builder =
        DeltaTable.createIfNotExists(spark)
            .location(warehouse.pathOf(contract))
            .comment(contract.meaning())
            .addColumns(contract.schema())
            .partitionedBy(contract.partitioning().toArray(String[]::new));
    for (Map.Entry<String, String> check : contract.checks().entrySet()) {
      builder = builder.property("delta.constraints." + check.getKey(), check.getValue());
    }
    builder.execute();
  }

  private static Dataset<Row> conforming(TableContract contract, Dataset<Row> rows) {
    requireColumns(contract, rows.schema());
    return rows.select(
        contract.columns().stream().map(column -> col(column.name())).toArray(Column[]::new));
  }

  private static void requireColumns(TableContract contract, StructType present) {
    List<String> expected = contract.columns().stream().map(column -> column.name()).toList();
    List<String> found = Arrays.asList(present.fieldNames());
    if (!found.containsAll(expected) || found.size() != expected.size()) {
      throw new ContractViolationException(
          "Table %s breaks its contract: expected the columns %s, found %s"
              .formatted(contract.name(), expected, found));
    }
  }

  private static Row digest(TableContract contract, Dataset<Row> rows) {
    Column[] columns = contract.columns().stream().map(Tables::hashable).toArray(Column[]::new);
    return rows.agg(count(lit(1)), sum(xxhash64(columns).cast("decimal(38,0)")).cast("string"))
        .head();
  }

  /** Spark hashes no map, because its entries have no order; sorted entries have one. */
  private static Column hashable(TableContract.ColumnContract column) {
    return column.type() instanceof MapType
        ? array_sort(map_entries(col(column.name())))
        : col(column.name());
  }
}
