package io.requalify.episodes;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_micros;

import io.requalify.SourceRows;
import io.requalify.rules.RuleVersion;
import io.requalify.tables.Tables;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.EventsTable;
import io.requalify.timelines.RuleText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Rescores a world in which one contact has very many events and a thousand others have a few; also
 * as a program, so that what it may use of memory is what its process was given.
 */
final class LongHistory {
  /** The contact with the many events, a page view every six seconds. */
  static final String CRAWLER = "crawler";

  /** The others; each fills in four forms, of which the fourth lets it in. */
  static final int OTHERS = 1_000;

  /** Page views that let a contact in: four of five that the crawler has. */
  private static final double SHARE = 0.8;

  private static final Instant START = SizeWorld.START;
  private static final long SECONDS_BETWEEN = 6;

  private LongHistory() {}

  /**
   * Makes the world and rescores it in a session of its own.
   *
   * @param arguments folder of the run, and number of the crawler's events
   */
  public static void main(String[] arguments) throws IOException {
    SizeWorld.run("long history", arguments, LongHistory::rescore);
  }

  /** Makes the world and rescores it in a session that is there. */
  static void rescore(Tables tables, Path folder, long events) {
    world(tables.spark(), events).write(tables);
    RuleVersion version =
        RuleText.version(
            folder,
            "long",
            (int) threshold(events),
            "id: page, event: \"type = 'page_view'\", points: 0.1",
            // It remembers each page view for a month, and gives nothing.
            "id: recent, event: \"type = 'page_view'\", points: 0.1, window: 30d, max: 0",
            "id: form, event: \"type = 'form'\", points: %d".formatted(threshold(events) / 4));
    new Rescore(tables).run(SizeWorld.review("long"), List.of(version), RuleText.CATALOGUE);
  }

  /** When the crawler comes in: with the page view that makes its points reach the threshold. */
  static Instant entryOfCrawler(long events) {
    long views = threshold(events) * 10;
    return START.plusSeconds((views - 1) * SECONDS_BETWEEN);
  }

  private static long threshold(long events) {
    return (long) (events * SHARE) / 10;
  }

  private static SourceRows world(SparkSession spark, long events) {
    Dataset<Row> contacts =
        spark
            .range(OTHERS)
            .select(concat(lit("other-"), col("id")).as("contact_id"))
            .union(spark.sql("SELECT '%s'".formatted(CRAWLER)))
            .withColumn("created_at", timestamp_micros(lit(SizeWorld.micros(START))));
    Dataset<Row> views =
        spark
            .range(events)
            .select(
                concat(lit("view-"), col("id")).as("event_id"),
                lit(CRAWLER).as("contact_id"),
                lit("page_view").as("type"),
                at(col("id").multiply(SECONDS_BETWEEN)).as("occurred_at"));
    Dataset<Row> forms =
        spark
            .range(OTHERS * 4L)
            .select(
                concat(lit("form-"), col("id")).as("event_id"),
                concat(lit("other-"), expr("id div 4")).as("contact_id"),
                lit("form").as("type"),
                at(col("id").multiply(60)).as("occurred_at"));
    return new SourceRows(spark, "test")
        .with(ContactsTable.CONTRACT, contacts)
        .with(EventsTable.CONTRACT, views.union(forms).withColumn("known_at", col("occurred_at")));
  }

  private static Column at(Column seconds) {
    return timestamp_micros(lit(SizeWorld.micros(START)).plus(seconds.multiply(1_000_000L)));
  }
}
