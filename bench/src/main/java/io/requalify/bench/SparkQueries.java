package io.requalify.bench;

import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import io.requalify.tables.Tables;
import io.requalify.tables.result.TimelinesTable;
import io.requalify.tables.source.EventsTable;
import io.requalify.timelines.BuiltTimelines;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What Spark alone does with the same tables. */
final class SparkQueries {
  private static final String EVENTS = "bench_events";

  private final Tables tables;

  SparkQueries(Tables tables) {
    this.tables = tables;
    tables.read(EventsTable.CONTRACT).createOrReplaceTempView(EVENTS);
  }

  /** Touches each value that a replay reads of the timelines, in Spark's own generated code. */
  List<Answer> scan(BuiltTimelines timelines) {
    tables
        .read(TimelinesTable.CONTRACT, timelines.slice())
        .agg(
            sum(length(col(TimelinesTable.CONTACT_ID))),
            sum(length(col(TimelinesTable.ACCOUNT_ID))),
            sum(length(col(TimelinesTable.CHANNEL))),
            max(TimelinesTable.CREATED_AT),
            max(array_max(col(TimelinesTable.VISIBLE_AT))),
            max(array_max(col(TimelinesTable.OCCURRED_AT))),
            max(array_max(col(TimelinesTable.CODE))),
            max(array_max(col(TimelinesTable.VALUE))))
        .collectAsList();
    return List.of();
  }

  /** Touches each value that the queries read of the events. */
  List<Answer> scanEvents() {
    tables
        .read(EventsTable.CONTRACT)
        .agg(
            sum(length(col(EventsTable.CONTACT_ID))),
            sum(length(col(EventsTable.TYPE))),
            max(EventsTable.OCCURRED_AT))
        .collectAsList();
    return List.of();
  }

  /** One query for each version. */
  List<Answer> windows(List<BenchVersion> versions) {
    List<Answer> answers = new ArrayList<>();
    for (BenchVersion version : versions) {
      Dataset<Row> query =
          tables
              .spark()
              .sql(new WindowQuery(WindowQuery.Dialect.SPARK, EVENTS, List.of(version)).sql());
      Row row = query.head();
      answers.add(new Answer(version.name(), row.getLong(0), row.getLong(1), row.getDouble(2)));
    }
    return answers;
  }
}
