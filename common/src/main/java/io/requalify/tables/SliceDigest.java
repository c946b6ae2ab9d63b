package io.requalify.tables;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/**
 * What tells the rows of a slice from other rows, whatever their order and partitioning.
 *
 * <p>Each row is hashed to 64 bits and the hashes are combined by exclusive or. That would not see
 * two equal rows beside none, but the number of rows does, and rows of a table differ in their key.
 *
 * @param rows number of rows
 * @param hash all row hashes combined
 */
public record SliceDigest(long rows, long hash) {
  static final SliceDigest NO_ROWS = new SliceDigest(0, 0);

  private static final String KEY = "_key";
  private static final String ROW = "_row";
  private static final String REPEATS = "_repeats";

  /** Digest of rows whose keys are known to differ. */
  static SliceDigest of(TableContract contract, Dataset<Row> rows) {
    Row digest = rows.agg(count(lit(1)), coalesce(bit_xor(rowHash(contract)), lit(0L))).head();
    return new SliceDigest(digest.getLong(0), digest.getLong(1));
  }

  /**
   * Digest of rows that are still to be checked, in one pass.
   *
   * @throws ContractViolationException when two rows have one key, with up to three examples
   */
  static SliceDigest ofDistinctKeys(TableContract contract, Dataset<Row> rows) {
    // Hashes of keys are grouped, not keys: numbers shuffle faster than texts, and where no two
    // hashes are equal no two keys are.
    Row digest =
        rows.select(keyHash(contract).as(KEY), rowHash(contract).as(ROW))
            .groupBy(KEY)
            .agg(count(lit(1)).as(REPEATS), bit_xor(col(ROW)).as(ROW))
            .agg(
                coalesce(sum(REPEATS), lit(0L)),
                coalesce(bit_xor(col(ROW)), lit(0L)),
                coalesce(max(REPEATS), lit(0L)))
            .head();
    if (digest.getLong(2) > 1) {
      refuseRepeatedKeys(contract, rows);
    }
    return new SliceDigest(digest.getLong(0), digest.getLong(1));
  }

  /** Returns where only the hashes of two keys were equal, which does no harm. */
  private static void refuseRepeatedKeys(TableContract contract, Dataset<Row> rows) {
    Column[] key = contract.key().stream().map(column -> col(column)).toArray(Column[]::new);
    Dataset<Row> repeated =
        rows.groupBy(key).agg(count(lit(1)).as(REPEATS)).where(col(REPEATS).gt(1));
    List<Row> examples = repeated.orderBy(key).limit(3).collectAsList();
    if (examples.isEmpty()) {
      return;
    }
    List<String> shown = new ArrayList<>();
    for (Row example : examples) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < key.length; i++) {
        values.add("%s=%s".formatted(contract.key().get(i), example.get(i)));
      }
      shown.add("%s (%d times)".formatted(String.join(", ", values), example.getLong(key.length)));
    }
    throw new ContractViolationException(
        "Table %s breaks its contract: %d keys (%s) name more than one row. Each row needs a key of its own; for example: %s"
            .formatted(
                contract.name(),
                repeated.count(),
                String.join(", ", contract.key()),
                String.join("; ", shown)));
  }

  /** A number for each key: two keys seldom have one, and one key never has two. */
  public static Column keyHash(TableContract contract) {
    return xxhash64(
        contract.key().stream()
            .flatMap(column -> hashed(col(column), contract.column(column).type()).stream())
            .toArray(Column[]::new));
  }

  /** What {@link #hash} combines, by exclusive or. */
  public static Column rowHash(TableContract contract) {
    return xxhash64(
        contract.columns().stream()
            .flatMap(column -> hashed(col(column.name()), column.type()).stream())
            .toArray(Column[]::new));
  }

  /**
   * A value in the form in which different values give different hashes. Spark's hash passes over
   * nulls and over the ends of arrays, so that (null, 'a') and ('a', null) would be equal, and so
   * would ([1], [2, 3]) and ([1, 2], [3]); flags and sizes before the values keep them apart.
   */
  private static List<Column> hashed(Column value, DataType type) {
    if (type instanceof MapType map) {
      // Spark hashes no map, because its entries have no order; sorted entries have one.
      return hashed(array_sort(map_entries(value)), entries(map));
    }
    if (type instanceof ArrayType array) {
      Column elements =
          array.containsNull() || isNested(array.elementType())
              ? transform(
                  value,
                  element -> struct(hashed(element, array.elementType()).toArray(Column[]::new)))
              : value;
      return List.of(value.isNull(), coalesce(size(value), lit(0)), elements);
    }
    if (type instanceof StructType struct) {
      List<Column> parts = new ArrayList<>(List.of(value.isNull()));
      for (String field : struct.fieldNames()) {
        parts.addAll(hashed(value.getField(field), struct.apply(field).dataType()));
      }
      return parts;
    }
    return List.of(value.isNull(), value);
  }

  private static DataType entries(MapType map) {
    return new ArrayType(
        new StructType()
            .add("key", map.keyType(), false)
            .add("value", map.valueType(), map.valueContainsNull()),
        false);
  }

  private static boolean isNested(DataType type) {
    return type instanceof ArrayType || type instanceof MapType || type instanceof StructType;
  }
}
