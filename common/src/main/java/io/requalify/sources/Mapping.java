package io.requalify.sources;

import io.requalify.documents.SourceText;
import io.requalify.tables.TableContract;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the files of an export fill the source tables.
 *
 * @param source name under which the rows stand in the tables
 * @param inputs the files by name, in the order of the mapping file
 * @param pieces what fills the tables, in the order of the mapping file
 */
record Mapping(String source, Map<String, Input> inputs, List<Piece> pieces) {
  Mapping {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    pieces = List.copyOf(pieces);
  }

  /**
   * Files that are read as one.
   *
   * @param pattern name or pattern below the folder of the export
   * @param parquet true for Parquet, false for CSV
   * @param place where the pattern stands
   */
  record Input(String name, String pattern, boolean parquet, CsvFormat csv, SourceText place) {}

  /**
   * Rows of one table from one input.
   *
   * @param from name of the input, each row of which gives a row
   * @param where which rows; all where it is empty
   * @param columns expressions by column; a column that is not named is null
   * @param place where the piece begins
   */
  record Piece(
      TableContract contract,
      String from,
      List<Join> joins,
      Optional<MappingExpression> where,
      Map<String, MappingExpression> columns,
      SourceText place) {
    Piece {
      joins = List.copyOf(joins);
      columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** Names of all inputs that the piece reads, the first of which gives the rows. */
    List<String> inputs() {
      return Stream.concat(Stream.of(from), joins.stream().map(Join::input)).toList();
    }

    /** Every expression of the piece. */
    List<MappingExpression> expressions() {
      return Stream.of(joins.stream().map(Join::on), where.stream(), columns.values().stream())
          .flatMap(expressions -> expressions)
          .toList();
    }
  }

  /**
   * A further input, found by a condition.
   *
   * @param inner true where rows without a partner go
   */
  record Join(String input, boolean inner, MappingExpression on) {}
}
