package io.requalify.sources;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.requalify.tables.TableContract;
import io.requalify.tables.TableContract.ColumnContract;
import io.requalify.tables.source.ContactsTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;

/**
 * Reads the values of one piece of a draft, and says of each row what breaks the contract. The
 * result has the columns of the table and those named here.
 */
final class RowCheck {
  /** What breaks the contract: an array of structs, empty for a good row. */
  static final String FAULTS = "_faults";

  /** Field of a fault: the column, or * for the row. */
  static final String FAULT_COLUMN = "column";

  /** Field of a fault: what is wrong and what would be right, without the value. */
  static final String FAULT_REASON = "reason";

  /** Field of a fault: the value, or the line or row where no single value is at fault. */
  static final String FAULT_VALUE = "value";

  /** The row as it was read, as JSON; null for a good row. */
  static final String ROW_AS_READ = "_row_as_read";

  /** Column of a fault of a whole row. */
  static final String WHOLE_ROW = "*";

  private static final String SOURCE = ContactsTable.SOURCE;

  private final TableContract contract;
  private final Dataset<Row> piece;
  private final List<Column> values = new ArrayList<>();
  private final List<Column> faults = new ArrayList<>();

  private RowCheck(TableContract contract, Dataset<Row> piece) {
    this.contract = contract;
    this.piece = piece;
  }

  /** The rows of a piece with typed values, faults and, where there are any, the row as read. */
  static Dataset<Row> of(TableContract contract, Dataset<Row> piece, String source) {
    return new RowCheck(contract, piece).checked(source);
  }

  private Dataset<Row> checked(String source) {
    faults.add(
        fault(
            col(RawInput.BROKEN_LINE).isNotNull(),
            WHOLE_ROW,
            "the line does not have as many values as the header has names",
            col(RawInput.BROKEN_LINE)));
    Column whole = col(RawInput.BROKEN_LINE).isNull();
    for (ColumnContract column : contract.columns()) {
      if (column.name().equals(SOURCE)) {
        values.add(lit(source).as(SOURCE));
      } else {
        read(column, whole);
      }
    }
    values.add(col(TableDraft.INPUT));
    values.add(col(TableDraft.AS_READ));
    values.add(col(RawInput.BROKEN_LINE));
    values.add(array_compact(array(faults.toArray(Column[]::new))).as(FAULTS));
    return piece
        .select(values.toArray(Column[]::new))
        .withColumn(FAULTS, withBrokenChecks())
        .withColumn(ROW_AS_READ, when(size(col(FAULTS)).gt(0), asRead()))
        .drop(TableDraft.AS_READ, RawInput.BROKEN_LINE);
  }

  private void read(ColumnContract column, Column whole) {
    String name = column.name();
    DataType given = piece.schema().apply(name).dataType();
    ValueReading reading =
        ValueReading.of(name, given, column.type())
            .orElseThrow(() -> new IllegalStateException(name + " was let in as " + given.sql()));
    values.add(reading.value().as(name));
    Column text = text(col(name), given);
    faults.add(
        fault(
            whole.and(col(name).isNotNull()).and(reading.value().isNull()),
            name,
            "not " + reading.expected(),
            text));
    if (!column.nullable()) {
      faults.add(
          fault(
              whole.and(col(name).isNull()), name, "nothing, where a value is required", lit("")));
    }
    if (contract.key().contains(name) && column.type() instanceof StringType) {
      faults.add(
          fault(
              whole.and(reading.value().equalTo("")),
              name,
              "an empty text, where the key needs a value",
              lit("")));
    }
  }

  /** Delta refuses a check that is null as well as one that is false, so both are faults. */
  private Column withBrokenChecks() {
    List<Column> broken = new ArrayList<>();
    for (Map.Entry<String, String> check : contract.checks().entrySet()) {
      broken.add(
          fault(
              coalesce(expr(check.getValue()), lit(false)).equalTo(false),
              WHOLE_ROW,
              "%s does not hold: %s".formatted(check.getKey(), check.getValue()),
              asRead()));
    }
    if (broken.isEmpty()) {
      return col(FAULTS);
    }
    // Only rows whose values could be read: for others a broken check says nothing new. The first
    // that is broken is told; a row has one fault of its own at most.
    return when(
            size(col(FAULTS)).equalTo(0),
            array_compact(array(coalesce(broken.toArray(Column[]::new)))))
        .otherwise(col(FAULTS));
  }

  /** Only ever asked for rows with a fault, which are few: JSON of every row would be slow. */
  private static Column asRead() {
    return when(col(RawInput.BROKEN_LINE).isNull(), to_json(col(TableDraft.AS_READ)))
        .otherwise(to_json(struct(col(RawInput.BROKEN_LINE).as("line"))));
  }

  private static Column text(Column value, DataType type) {
    return type instanceof MapType ? to_json(value) : value.cast(DataTypes.StringType);
  }

  private static Column fault(Column condition, String column, String reason, Column value) {
    return when(
        condition,
        struct(lit(column).as(FAULT_COLUMN), lit(reason).as(FAULT_REASON), value.as(FAULT_VALUE)));
  }

  /** True for a row without a fault. */
  static Column isGood() {
    return size(col(FAULTS)).equalTo(0);
  }

  /** True where the contract's column may hold what an input gives. */
  static boolean fits(ColumnContract column, DataType given) {
    return ValueReading.of(column.name(), given, column.type()).isPresent();
  }
}
