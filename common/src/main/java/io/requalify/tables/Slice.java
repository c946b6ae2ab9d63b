package io.requalify.tables;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The rows that one run owns and may replace: those with these values in these columns.
 *
 * @param values column to value; text columns only
 */
public record Slice(Map<String, String> values) {
  public Slice {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("A slice names at least one column");
    }
    values.forEach(
        (column, value) -> {
          requireNonNull(value, column);
          if (!column.matches("[a-z_]+")) {
            throw new IllegalArgumentException("Not a column name: " + column);
          }
        });
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public static Slice of(String column, String value) {
    return new Slice(Map.of(column, value));
  }

  /** The same rows, fewer: those that also have this value. */
  public Slice and(String column, String value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(column, value);
    return new Slice(more);
  }

  /** The slice as an SQL predicate, with every value quoted. */
  public String predicate() {
    return values.entrySet().stream()
        .map(entry -> "%s = '%s'".formatted(entry.getKey(), quoted(entry.getValue())))
        .collect(Collectors.joining(" AND "));
  }

  private static String quoted(String value) {
    return value.replace("\\", "\\\\").replace("'", "\\'");
  }
}
