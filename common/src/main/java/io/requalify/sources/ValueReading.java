package io.requalify.sources;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.when;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampType;

/**
 * How a value is read into the type of its column: exactly, or not at all. Nothing is rounded, no
 * zone is guessed, and nothing turns into null because it could not be read.
 *
 * @param value the value in the type of the column; null where it cannot be read
 * @param expected what the value would have to be, for the reason of a rejection
 */
record ValueReading(Column value, String expected) {
  private static final String INSTANT =
      "^\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})$";
  private static final String NUMBER = "^[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?$";
  private static final String AMOUNT = "^[+-]?\\d{1,16}(\\.\\d{1,2}0*)?$";
  private static final String WHOLE = "^[+-]?\\d+$";

  /** Reading of a column; empty where the type of the input can never fit. */
  static Optional<ValueReading> of(String column, DataType given, DataType wanted) {
    Column value = col(column);
    // The SQL of a type says nothing of nullability, which a cast widens without a loss.
    if (given.sql().equals(wanted.sql()) || given instanceof NullType) {
      return Optional.of(new ValueReading(value.cast(wanted), "a value"));
    }
    if (given instanceof StringType) {
      return ofText(value, wanted);
    }
    return widens(given, wanted)
        ? Optional.of(new ValueReading(value.try_cast(wanted), "a value that fits " + wanted.sql()))
        : Optional.empty();
  }

  private static Optional<ValueReading> ofText(Column text, DataType wanted) {
    if (wanted instanceof TimestampType) {
      return Optional.of(
          new ValueReading(
              when(text.rlike(INSTANT), try_to_timestamp(text)),
              "an instant in ISO 8601 with its zone, such as 2026-01-31T09:30:00Z"));
    }
    if (wanted instanceof DoubleType) {
      return Optional.of(
          new ValueReading(
              when(text.rlike(NUMBER), text.try_cast(wanted)), "a number, such as 12.5"));
    }
    if (wanted instanceof DecimalType) {
      return Optional.of(
          new ValueReading(
              when(text.rlike(AMOUNT), text.try_cast(wanted)),
              "an amount with at most two decimals, such as 1234.50"));
    }
    if (wanted instanceof IntegerType || wanted instanceof LongType) {
      return Optional.of(
          new ValueReading(when(text.rlike(WHOLE), text.try_cast(wanted)), "a whole number"));
    }
    if (wanted instanceof BooleanType) {
      return Optional.of(
          new ValueReading(
              when(lower(text).equalTo("true"), true).when(lower(text).equalTo("false"), false),
              "true or false"));
    }
    if (wanted instanceof MapType) {
      return Optional.of(
          new ValueReading(
              from_json(text, wanted), "a JSON object of texts, such as {\"name\": \"value\"}"));
    }
    return Optional.empty();
  }

  /** Whether every value of one type has an equal in the other, but for the size of numbers. */
  private static boolean widens(DataType given, DataType wanted) {
    boolean whole =
        given instanceof ByteType
            || given instanceof ShortType
            || given instanceof IntegerType
            || given instanceof LongType;
    if (wanted instanceof StringType || wanted instanceof DecimalType) {
      return whole || scaleFits(given, wanted);
    }
    if (wanted instanceof LongType || wanted instanceof IntegerType) {
      return whole;
    }
    return wanted instanceof DoubleType
        && (given instanceof FloatType || (whole && !(given instanceof LongType)));
  }

  private static boolean scaleFits(DataType given, DataType wanted) {
    return given instanceof DecimalType from
        && wanted instanceof DecimalType to
        && from.scale() <= to.scale();
  }
}
