package io.requalify.episodes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.when;

import io.requalify.SourceRows;
import io.requalify.rules.RuleFiles;
import io.requalify.rules.RuleVersion;
import io.requalify.tables.Tables;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.EventsTable;
import io.requalify.timelines.RuleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Rescores a world in which one account has very many contacts and a thousand contacts have an
 * account each; also as a program, so that what it may use of memory is what its process was given.
 */
final class LargeAccount {
  static final String LARGE = "large";
  static final int SMALL_ACCOUNTS = 1_000;

  /** Each contact visits so often, one after the other; points fade, so each night is looked at. */
  static final int VISITS = 5;

  private static final Instant START = SizeWorld.START;
  private static final Instant END = Instant.parse("2026-03-01T00:00:00Z");

  private LargeAccount() {}

  /**
   * Makes the world and rescores it in a session of its own.
   *
   * @param arguments folder of the run, and number of the large account's contacts
   */
  public static void main(String[] arguments) throws IOException {
    SizeWorld.run("large account", arguments, LargeAccount::rescore);
  }

  /** Makes the world and rescores it in a session that is there. */
  static void rescore(Tables tables, Path folder, long contacts) throws IOException {
    world(tables.spark(), contacts).write(tables);
    Path file = folder.resolve("large.yaml");
    Files.writeString(
        file,
        """
        requalify: 1
        model: test
        version: large
        status: candidate
        timezone: UTC
        evaluate: on_event
        segments: [{name: all, default: true}]
        dimensions: {score: {}}
        total: sum
        rules:
          - {id: visit, dimension: score, event: "type = 'visit'", points: 1}
          - {id: fresh, dimension: score, event: "type = 'visit'", points: 2, decay: {half_life: 14d}, max: 0}
        qualify: {all: {total: ">= 1000"}}
        account:
          aggregate: {sum: total}
          breadth: {contacts: %d, at_least: 1}
          qualify: ">= %d"
          roll_down: all
        """
            .formatted(contacts, contacts * VISITS),
        UTF_8);
    RuleVersion version = RuleFiles.read(file).get(0);
    new Rescore(tables).run(SizeWorld.review("large", END), List.of(version), RuleText.CATALOGUE);
  }

  /** When the large account has all of its points: with the last visit of its last contact. */
  static Instant entry(long contacts) {
    return START.plusSeconds(contacts * VISITS - 1);
  }

  private static SourceRows world(SparkSession spark, long contacts) {
    Dataset<Row> people =
        spark
            .range(contacts + SMALL_ACCOUNTS)
            .select(
                concat(lit("contact-"), col("id")).as("contact_id"),
                when(col("id").lt(contacts), lit(LARGE))
                    .otherwise(concat(lit("small-"), col("id")))
                    .as("account_id"),
                timestamp_micros(lit(SizeWorld.micros(START))).as("created_at"));
    Dataset<Row> visits =
        spark
            .range(contacts * VISITS)
            .select(
                concat(lit("visit-"), col("id")).as("event_id"),
                concat(lit("contact-"), expr("id %% %d".formatted(contacts))).as("contact_id"),
                lit("visit").as("type"),
                timestamp_micros(lit(SizeWorld.micros(START)).plus(col("id").multiply(1_000_000L)))
                    .as("occurred_at"));
    return new SourceRows(spark, "test")
        .with(ContactsTable.CONTRACT, people)
        .with(EventsTable.CONTRACT, visits.withColumn("known_at", col("occurred_at")));
  }
}
