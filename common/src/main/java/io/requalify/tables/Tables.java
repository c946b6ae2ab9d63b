package io.requalify.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and writes the Delta tables of one warehouse; nothing else does. */
public final class Tables {
  private static final Logger LOG = LoggerFactory.getLogger(Tables.class);

  /** About what one file should hold, in memory; Parquet makes it a good deal smaller. */
  private static final long BYTES_IN_A_FILE = 256L << 20;

  private static final String ROWS = "rows";

  /** Spark warns of tasks that carry more than a megabyte. */
  private static final int ROWS_OF_A_PART = 1000;

  private final SparkSession spark;
  private final Warehouse warehouse;
  private final Configuration hadoop;

  public Tables(SparkSession spark, Warehouse warehouse) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.hadoop = spark.sessionState().newHadoopConf();
  }

  /** The session that the tables are read with. */
  public SparkSession spark() {
    return spark;
  }

  /**
   * Makes the folder of the warehouse where it is not there. Called before long work whose end is a
   * write, so that a path which cannot be written is known at once.
   *
   * @throws ContractViolationException when the folder cannot be made or written
   */
  public void requireWritable() {
    warehouse.requireWritable(hadoop);
  }

  /** True when the table was made. */
  public boolean exists(TableContract contract) {
    return stored(contract).exists();
  }

  /**
   * All rows of the table; a table that was never made has none.
   *
   * @throws ContractViolationException when the table there was made with another contract
   */
  public Dataset<Row> read(TableContract contract) {
    return stored(contract).rows();
  }

  /** All rows that the table had in a Delta version; none in version -1. */
  public Dataset<Row> read(TableContract contract, long version) {
    return stored(contract).rows(version);
  }

  /** The rows of one slice. */
  public Dataset<Row> read(TableContract contract, Slice slice) {
    return read(contract).where(slice.predicate());
  }

  /** Rows that were concluded on the driver, as a dataset whose parts Spark can send at ease. */
  public Dataset<Row> of(TableContract contract, List<Row> rows) {
    Dataset<Row> dataset = spark.createDataFrame(List.of(), contract.schema());
    for (int from = 0; from < rows.size(); from += ROWS_OF_A_PART) {
      List<Row> part = rows.subList(from, Math.min(from + ROWS_OF_A_PART, rows.size()));
      dataset = dataset.union(spark.createDataFrame(part, contract.schema()));
    }
    return dataset;
  }

  /** Delta version of the table; -1 when it was never made. */
  public long version(TableContract contract) {
    return stored(contract).version();
  }

  /** What the table is now: for who keeps something that was made from it. */
  public TableState state(TableContract contract) {
    return stored(contract).state();
  }

  /**
   * Puts these rows in the place of the slice, in one commit, and makes the table where it is not
   * there: whoever reads sees all of the old rows or all of the new ones, also when the run is
   * killed. Rows outside the slice are refused.
   *
   * <p>A slice of a source or result table that holds exactly these rows already is left alone. The
   * rows of a working table are written as they come and only once: the name of its slice says what
   * they were made from, so the caller knows beforehand whether they are there.
   *
   * @throws ContractViolationException when columns, types, keys, nullability or a constraint are
   *     not those of the contract, or the warehouse cannot be written; the slice is as before
   * @throws ConcurrentRunException when another run wrote at the same time; the slice is as before
   */
  public WriteReceipt replace(TableContract contract, Dataset<Row> rows, Slice slice) {
    Dataset<Row> conforming = conforming(contract, rows);
    return written(
        contract,
        stored ->
            contract.kind() == TableContract.Kind.WORKING
                ? overwrite(contract, stored, conforming, slice)
                : checkAndReplace(contract, stored, conforming, slice));
  }

  /**
   * Puts rows that were checked already in the place of the slice, as {@link
   * #replace(TableContract, Dataset, Slice)} does.
   */
  public WriteReceipt replace(TableContract contract, DistinctRows rows, Slice slice) {
    Dataset<Row> conforming = conforming(contract, rows.rows());
    return written(
        contract,
        stored ->
            replaceWhereDifferent(
                contract, stored, new DistinctRows(conforming, rows.digest()), slice));
  }

  /**
   * Adds rows to a table that only grows, in one commit. Whoever numbers rows by what he read finds
   * out here whether another did so meanwhile: keys that are there already are refused.
   *
   * @throws ContractViolationException when the rows are not those of the contract, or the
   *     warehouse cannot be written
   * @throws ConcurrentRunException when another run added such a key at the same time; what it
   *     added stays
   */
  public WriteReceipt add(TableContract contract, Dataset<Row> rows) {
    Dataset<Row> conforming = conforming(contract, rows);
    return written(
        contract,
        stored -> {
          long expected = SliceDigest.ofDistinctKeys(contract, conforming).rows();
          stored.add(conforming);
          if (!conforming.except(stored.rows()).isEmpty()) {
            throw new ConcurrentRunException(
                "Another run added to table %s in %s at the same time: try again."
                    .formatted(contract.name(), warehouse.uri()));
          }
          return new WriteReceipt(contract.name(), stored.version(), expected, true);
        });
  }

  /** Writes to a table, which is made where it is not there. */
  private WriteReceipt written(
      TableContract contract, Function<StoredTable, WriteReceipt> writing) {
    requireWritable();
    StoredTable stored = stored(contract);
    try {
      stored.create();
      WriteReceipt receipt = writing.apply(stored);
      LOG.info("{}", receipt);
      return receipt;
    } catch (Exception e) {
      // Spark's own exceptions are checked ones that no method declares.
      throw WriteFailures.explained(e, contract, warehouse);
    }
  }

  private static WriteReceipt overwrite(
      TableContract contract, StoredTable stored, Dataset<Row> rows, Slice slice) {
    Observation written = new Observation();
    stored.overwrite(rows.observe(written, count(lit(1)).as(ROWS)), slice);
    return new WriteReceipt(contract.name(), stored.version(), rows(written), true);
  }

  private static long rows(Observation written) {
    try {
      return (Long) written.getAsJava().get(ROWS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted after a write", e);
    }
  }

  private static WriteReceipt checkAndReplace(
      TableContract contract, StoredTable stored, Dataset<Row> rows, Slice slice) {
    // They are used twice, to check and to write them.
    rows.persist();
    try {
      SliceDigest digest = SliceDigest.ofDistinctKeys(contract, rows);
      return replaceWhereDifferent(contract, stored, new DistinctRows(rows, digest), slice);
    } finally {
      rows.unpersist();
    }
  }

  private static WriteReceipt replaceWhereDifferent(
      TableContract contract, StoredTable stored, DistinctRows wanted, Slice slice) {
    SliceDigest present =
        stored.isNew()
            ? SliceDigest.NO_ROWS
            : SliceDigest.of(contract, stored.rows().where(slice.predicate()));
    boolean changed = !wanted.digest().equals(present);
    if (changed) {
      stored.overwrite(wanted.rows().coalesce(files(wanted.rows())), slice);
    }
    return new WriteReceipt(contract.name(), stored.version(), wanted.digest().rows(), changed);
  }

  /** Few rows make one file; many keep the files, and so the tasks, that their size deserves. */
  private static int files(Dataset<Row> kept) {
    // A new dataset, because the plan of the old one may be older than the keeping of its rows.
    scala.math.BigInt bytes =
        kept.select(col("*")).queryExecution().optimizedPlan().stats().sizeInBytes();
    return Math.toIntExact(1 + Math.min(bytes.longValue() / BYTES_IN_A_FILE, 1_000_000));
  }

  private StoredTable stored(TableContract contract) {
    return new StoredTable(spark, hadoop, warehouse, contract);
  }

  private static Dataset<Row> conforming(TableContract contract, Dataset<Row> rows) {
    requireColumns(contract, rows.schema());
    return rows.select(
        contract.columns().stream().map(column -> col(column.name())).toArray(Column[]::new));
  }

  private static void requireColumns(TableContract contract, StructType present) {
    List<String> expected = contract.columns().stream().map(column -> column.name()).toList();
    List<String> found = List.of(present.fieldNames());
    if (!found.containsAll(expected) || found.size() != expected.size()) {
      throw new ContractViolationException(
          "Table %s breaks its contract: expected the columns %s, found %s"
              .formatted(contract.name(), expected, found));
    }
    List<String> differences = new ArrayList<>();
    for (StructField field : contract.schema().fields()) {
      String wanted = field.dataType().sql();
      String given = present.apply(field.name()).dataType().sql();
      if (!wanted.equals(given)) {
        differences.add("%s is %s, not %s".formatted(field.name(), given, wanted));
      }
    }
    if (!differences.isEmpty()) {
      throw new ContractViolationException(
          "Table %s breaks its contract: %s"
              .formatted(contract.name(), String.join("; ", differences)));
    }
  }
}
