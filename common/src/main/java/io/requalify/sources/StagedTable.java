package io.requalify.sources;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.requalify.tables.DistinctRows;
import io.requalify.tables.SliceDigest;
import io.requalify.tables.TableContract;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** The rows that an ingest has for one table: read, checked and kept until all tables are. */
final class StagedTable implements AutoCloseable {
  private static final String KEY = "_key";
  private static final String HASH = "_hash";
  private static final String ROWS = "_rows";
  private static final String TEXT = "_text";
  private static final String LEAST = "_least";
  private static final String GREATEST = "_greatest";
  private static final String PLACE = "_place";

  private final TableContract contract;
  private final List<Dataset<Row>> kept;
  private final DistinctRows accepted;
  private final Dataset<Row> rejected;
  private final TableReceipt receipt;

  private StagedTable(
      TableContract contract,
      List<Dataset<Row>> kept,
      DistinctRows accepted,
      Dataset<Row> rejected,
      TableReceipt receipt) {
    this.contract = contract;
    this.kept = kept;
    this.accepted = accepted;
    this.rejected = rejected;
    this.receipt = receipt;
  }

  /** Reads a draft and keeps what it holds. */
  static StagedTable of(TableDraft draft, String source) {
    TableContract contract = draft.contract();
    Dataset<Row> checked =
        draft.pieces().stream()
            .map(piece -> RowCheck.of(contract, piece, source))
            .reduce(Dataset::unionByName)
            .orElseThrow()
            .persist();
    Dataset<Row> keys = keys(contract, checked);
    Column isRepeated = col(KEY).isNotNull().and(col(ROWS).gt(1));
    Row counts =
        keys.agg(
                coalesce(sum(ROWS), lit(0L)),
                coalesce(sum(when(col(KEY).isNull(), col(ROWS))), lit(0L)),
                count(when(isRepeated, true)),
                coalesce(bit_xor(col(HASH)), lit(0L)))
            .head();
    long read = counts.getLong(0);
    long bad = counts.getLong(1);
    Dataset<Row> good = checked.where(RowCheck.isGood());
    Dataset<Row> refused = rejections(checked.where(not(RowCheck.isGood())));
    if (counts.getLong(2) == 0) {
      TableReceipt receipt = new TableReceipt(contract.name(), read, read - bad, 0, bad);
      DistinctRows accepted =
          new DistinctRows(
              good.select(columns(names(contract))),
              new SliceDigest(read - bad, counts.getLong(3)));
      return new StagedTable(contract, List.of(checked), accepted, refused, receipt);
    }
    return withoutRepeats(
        contract, checked, keys.where(isRepeated).select(KEY), refused, read, bad);
  }

  /**
   * How many rows each key has, and a hash of them; bad rows stand together under no key. Hashes of
   * keys are grouped, not keys: numbers shuffle faster than texts.
   */
  private static Dataset<Row> keys(TableContract contract, Dataset<Row> checked) {
    return checked
        .select(
            when(RowCheck.isGood(), SliceDigest.keyHash(contract)).as(KEY),
            when(RowCheck.isGood(), SliceDigest.rowHash(contract)).as(HASH))
        .groupBy(KEY)
        .agg(count(lit(1)).as(ROWS), bit_xor(col(HASH)).as(HASH));
  }

  /** Of rows with one key, equal ones become one, and others are refused, all of them. */
  private static StagedTable withoutRepeats(
      TableContract contract,
      Dataset<Row> checked,
      Dataset<Row> repeatedKeys,
      Dataset<Row> refused,
      long read,
      long bad) {
    Dataset<Row> good =
        checked.where(RowCheck.isGood()).withColumn(KEY, SliceDigest.keyHash(contract));
    // Few keys are repeated, so only their rows are compared whole.
    Dataset<Row> single = good.join(broadcast(repeatedKeys), new String[] {KEY}, "left_anti");
    WindowSpec sameKey = Window.partitionBy(columns(contract.key()));
    Dataset<Row> compared =
        good.join(broadcast(repeatedKeys), new String[] {KEY}, "left_semi")
            .withColumn(TEXT, to_json(struct(columns(names(contract)))))
            .withColumn(ROWS, count(lit(1)).over(sameKey))
            .withColumn(LEAST, min(TEXT).over(sameKey))
            .withColumn(GREATEST, max(TEXT).over(sameKey))
            .withColumn(PLACE, row_number().over(sameKey.orderBy(col(TEXT), col(TableDraft.INPUT))))
            .persist();
    Column agrees = col(LEAST).equalTo(col(GREATEST));
    Row counts =
        compared
            .agg(
                coalesce(sum(when(agrees.and(col(PLACE).gt(1)), 1L)), lit(0L)),
                count(when(not(agrees), true)))
            .head();
    long collapsed = counts.getLong(0);
    long conflicting = counts.getLong(1);
    Dataset<Row> accepted =
        single
            .select(columns(names(contract)))
            .unionByName(
                compared.where(agrees.and(col(PLACE).equalTo(1))).select(columns(names(contract))));
    Dataset<Row> rejected = refused.unionByName(conflicts(contract, compared.where(not(agrees))));
    TableReceipt receipt =
        new TableReceipt(
            contract.name(),
            read,
            read - bad - collapsed - conflicting,
            collapsed,
            bad + conflicting);
    return new StagedTable(
        contract,
        List.of(checked, compared),
        DistinctRows.of(contract, accepted),
        rejected,
        receipt);
  }

  private static Dataset<Row> conflicts(TableContract contract, Dataset<Row> rows) {
    return rows.select(
        col(TableDraft.INPUT),
        lit(RowCheck.WHOLE_ROW).as(RowCheck.FAULT_COLUMN),
        lit("other rows with the same %s differ from it: keep the one that is right"
                .formatted(String.join(", ", contract.key())))
            .as(RowCheck.FAULT_REASON),
        to_json(struct(columns(contract.key()))).as(RowCheck.FAULT_VALUE),
        col(TEXT).as(RowCheck.ROW_AS_READ));
  }

  private static Dataset<Row> rejections(Dataset<Row> bad) {
    return bad.select(
            col(TableDraft.INPUT), inline(col(RowCheck.FAULTS)), col(RowCheck.ROW_AS_READ))
        .select(
            col(TableDraft.INPUT),
            col(RowCheck.FAULT_COLUMN),
            col(RowCheck.FAULT_REASON),
            col(RowCheck.FAULT_VALUE),
            col(RowCheck.ROW_AS_READ));
  }

  TableContract contract() {
    return contract;
  }

  /** Rows of the table. */
  DistinctRows accepted() {
    return accepted;
  }

  /** One row for each fault of each row that was refused. */
  Dataset<Row> rejected() {
    return rejected;
  }

  TableReceipt receipt() {
    return receipt;
  }

  @Override
  public void close() {
    kept.forEach(Dataset::unpersist);
  }

  private static List<String> names(TableContract contract) {
    return contract.columns().stream().map(column -> column.name()).toList();
  }

  private static Column[] columns(List<String> names) {
    List<Column> columns = new ArrayList<>();
    names.forEach(name -> columns.add(col(name)));
    return columns.toArray(Column[]::new);
  }
}
