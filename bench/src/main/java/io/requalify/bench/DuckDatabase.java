package io.requalify.bench;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** DuckDB inside this process, over the very Parquet files that Delta wrote. */
final class DuckDatabase implements AutoCloseable {
  /** Name of the events. */
  static final String EVENTS = "events";

  private final Connection connection;

  private DuckDatabase(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens a database in memory.
   *
   * @param files the Parquet files of the events, as URIs
   * @param threads threads that it may use
   * @param bytes memory that it may use; beyond it, it goes on in the folder
   */
  static DuckDatabase open(String[] files, int threads, long bytes, Path folder)
      throws SQLException {
    DuckDatabase database = new DuckDatabase(DriverManager.getConnection("jdbc:duckdb:"));
    database.execute("SET threads = " + threads);
    database.execute("SET memory_limit = '%d MiB'".formatted(bytes >> 20));
    database.execute("SET temp_directory = '%s'".formatted(quoted(folder.toString())));
    database.execute("SET preserve_insertion_order = false");
    database.execute("SET TimeZone = 'UTC'");
    database.execute(
        "CREATE VIEW %s AS SELECT * FROM read_parquet([%s])"
            .formatted(
                EVENTS,
                Stream.of(files)
                    .map(file -> "'%s'".formatted(quoted(Path.of(URI.create(file)).toString())))
                    .collect(Collectors.joining(", "))));
    return database;
  }

  private static String quoted(String text) {
    return text.replace("'", "''");
  }

  /** Version of DuckDB. */
  String version() throws SQLException {
    return connection.getMetaData().getDatabaseProductVersion();
  }

  /** The only row of a query. */
  List<Number> row(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      if (!result.next()) {
        throw new SQLException("No row from " + sql);
      }
      List<Number> row = new ArrayList<>();
      for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
        row.add((Number) result.getObject(column));
      }
      return row;
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
