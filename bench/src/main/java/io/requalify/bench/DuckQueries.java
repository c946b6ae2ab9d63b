package io.requalify.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What DuckDB does with the same events. */
final class DuckQueries {
  private static final String SCAN =
      "SELECT sum(length(contact_id)), sum(length(type)), max(epoch_us(occurred_at)) FROM "
          + DuckDatabase.EVENTS;
  private static final int NUMBERS_OF_AN_ANSWER = 3;

  private final DuckDatabase database;

  DuckQueries(DuckDatabase database) {
    this.database = database;
  }

  /** Touches each value that the query of the answers reads. */
  List<Answer> scan() throws SQLException {
    database.row(SCAN);
    return List.of();
  }

  /**
   * One query for all versions: they share its grouping and its sorting, so it takes half of what a
   * query for each takes.
   */
  List<Answer> windows(List<BenchVersion> versions) throws SQLException {
    List<Number> row =
        database.row(
            new WindowQuery(WindowQuery.Dialect.DUCKDB, DuckDatabase.EVENTS, versions).sql());
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < versions.size(); i++) {
      int from = NUMBERS_OF_AN_ANSWER * i;
      answers.add(
          new Answer(
              versions.get(i).name(),
              row.get(from).longValue(),
              row.get(from + 1).longValue(),
              row.get(from + 2).doubleValue()));
    }
    return answers;
  }
}
