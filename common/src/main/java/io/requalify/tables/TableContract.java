package io.requalify.tables;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What a table holds: names, types, key, meaning, units, partitioning and constraints.
 *
 * @param name name of the table in the warehouse
 * @param kind where in the way of the data the table stands
 * @param meaning one sentence
 * @param columns in the order of the table
 * @param key columns that together name a row; never null
 * @param partitioning columns by which the files lie in folders
 * @param checks constraints beside those of nullability: name to SQL condition
 */
public record TableContract(
    String name,
    Kind kind,
    String meaning,
    List<ColumnContract> columns,
    List<String> key,
    List<String> partitioning,
    Map<String, String> checks) {

  /** Where in the way of the data a table stands. */
  public enum Kind {
    /** Written by ingest; a slice is one source. */
    SOURCE,
    /** Derived and rebuildable; addressed by what it was made from. */
    WORKING,
    /** What a review concluded; a slice is one review. */
    RESULT
  }

  public TableContract {
    requireNonNull(name, "name");
    requireNonNull(kind, "kind");
    requireNonNull(meaning, "meaning");
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    partitioning = List.copyOf(partitioning);
    checks = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(checks));
    for (String column : key) {
      if (required(columns, column).nullable()) {
        throw new IllegalArgumentException(
            "Key column %s of %s may be null".formatted(column, name));
      }
    }
    for (String column : partitioning) {
      required(columns, column);
    }
  }

  private static ColumnContract required(List<ColumnContract> columns, String name) {
    return columns.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No column " + name));
  }

  /** Starts the contract of a table that ingest writes. */
  public static Builder source(String name, String meaning) {
    return new Builder(name, Kind.SOURCE, meaning);
  }

  /** Starts the contract of a table that can be built again at any time. */
  public static Builder working(String name, String meaning) {
    return new Builder(name, Kind.WORKING, meaning);
  }

  /** Starts the contract of a table of a review. */
  public static Builder result(String name, String meaning) {
    return new Builder(name, Kind.RESULT, meaning);
  }

  /**
   * Starts the contract of a table of a review whose rows begin with the review and its instant,
   * and whose files lie apart by review.
   */
  public static Builder ofReview(String name, String meaning) {
    return result(name, meaning)
        .required(
            Review.REVIEW_ID,
            DataTypes.StringType,
            "The review: one run as of one instant, over a window, of a set of versions")
        .required(
            Review.AS_OF,
            DataTypes.TimestampType,
            "Instant of the review; nothing known later was used",
            "UTC")
        .partitionedBy(Review.REVIEW_ID);
  }

  /** Spark's view of the columns, with nullability and with the meaning as comment. */
  public StructType schema() {
    StructType schema = new StructType();
    for (ColumnContract column : columns) {
      schema = schema.add(column.name(), column.type(), column.nullable(), column.comment());
    }
    return schema;
  }

  /** The contract of one column. */
  public ColumnContract column(String columnName) {
    return required(columns, columnName);
  }

  /**
   * One column of a table.
   *
   * @param unit unit or time zone; empty where the column has none
   */
  public record ColumnContract(
      String name, DataType type, boolean nullable, String meaning, String unit) {
    /** Meaning and unit in one sentence. */
    public String comment() {
      return unit.isEmpty() ? meaning : "%s (%s)".formatted(meaning, unit);
    }
  }

  /** Collects a contract in the order in which it reads. */
  public static final class Builder {
    private final String name;
    private final Kind kind;
    private final String meaning;
    private final List<ColumnContract> columns = new ArrayList<>();
    private final Map<String, String> checks = new LinkedHashMap<>();
    private List<String> key = List.of();
    private List<String> partitioning = List.of();

    private Builder(String name, Kind kind, String meaning) {
      this.name = name;
      this.kind = kind;
      this.meaning = meaning;
    }

    /** Adds a column that is never null. */
    public Builder required(String column, DataType type, String meaning) {
      return required(column, type, meaning, "");
    }

    /** Adds a column that is never null, with its unit. */
    public Builder required(String column, DataType type, String meaning, String unit) {
      columns.add(new ColumnContract(column, type, false, meaning, unit));
      return this;
    }

    /** Adds a column that may be null; its meaning says what null means. */
    public Builder optional(String column, DataType type, String meaning) {
      return optional(column, type, meaning, "");
    }

    /** Adds a column that may be null, with its unit. */
    public Builder optional(String column, DataType type, String meaning, String unit) {
      columns.add(new ColumnContract(column, type, true, meaning, unit));
      return this;
    }

    /** Names the columns that together name a row. */
    public Builder key(String... names) {
      key = Arrays.asList(names);
      return this;
    }

    /** Names the columns by which files lie in folders. */
    public Builder partitionedBy(String... names) {
      partitioning = Arrays.asList(names);
      return this;
    }

    /** Adds a constraint; mind that Delta refuses null too, so nullable columns say so. */
    public Builder check(String constraint, String condition) {
      checks.put(constraint, condition);
      return this;
    }

    public TableContract build() {
      return new TableContract(name, kind, meaning, columns, key, partitioning, checks);
    }
  }
}
