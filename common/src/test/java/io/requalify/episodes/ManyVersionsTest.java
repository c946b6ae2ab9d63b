package io.requalify.episodes;

import static java.util.stream.Collectors.joining;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_micros;
import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.SourceRows;
import io.requalify.SparkFixture;
import io.requalify.conditions.ConditionSet;
import io.requalify.rules.AttributeCatalogue;
import io.requalify.rules.AttributeCatalogue.Type;
import io.requalify.rules.RuleVersion;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.result.EpisodesTable;
import io.requalify.tables.source.AttributeChangesTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.EventsTable;
import io.requalify.timelines.RuleText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Very many versions, rules and conditions over a small world. With {@code -Drequalify.sizes=full}
 * as many as Requalify promises to carry: 50 versions of 200 rules with 1,000 distinct conditions.
 *
 * <p>Of each five conditions one is on a fact and the others on events. Each version takes so many
 * of them in a row, so that each condition is in several versions. All points are positive and none
 * fade, so SQL finds an entry where a running sum first reaches the threshold.
 */
@ExtendWith(SparkFixture.class)
final class ManyVersionsTest {
  private static final boolean FULL = System.getProperty("requalify.sizes", "").equals("full");
  private static final int VERSIONS = FULL ? 50 : 10;
  private static final int RULES = FULL ? 200 : 60;
  private static final int CONDITIONS = FULL ? 1_000 : 200;
  private static final int CONTACTS = 400;
  private static final int EVENTS_EACH = 40;
  private static final int TYPES = 8;
  private static final AttributeCatalogue CATALOGUE =
      AttributeCatalogue.of(Map.of("contact.plan", Type.TEXT));

  private static final String ANSWERS =
      """
      WITH earned AS (
        SELECT version, threshold, contact_id, occurred_at AS at, points
        FROM events JOIN rules ON selects = concat(type, ' ', asset)
        UNION ALL
        SELECT version, threshold, entity_id, changed_at, points
        FROM changes JOIN rules ON selects = value),
      sums AS (
        SELECT version, threshold, contact_id, at, sum(points)
          OVER (PARTITION BY version, contact_id ORDER BY at) AS total
        FROM earned),
      entries AS (
        SELECT version, contact_id, min(at) AS entry FROM sums WHERE total >= threshold
        GROUP BY version, contact_id)
      SELECT version, count(*), sum(unix_micros(entry)) FROM entries
      GROUP BY version ORDER BY version
      """;

  private final SparkSession spark;
  private final Tables tables;
  private final Path folder;

  ManyVersionsTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
    this.tables = new Tables(spark, new Warehouse(folder.resolve("warehouse").toString()));
  }

  @Test
  void manyVersionsOfManyRulesFindTheEntriesThatPlainSqlFinds() {
    SourceRows world = world();
    world.write(tables);
    List<RuleVersion> versions = IntStream.range(0, VERSIONS).mapToObj(this::version).toList();
    assertThat(ConditionSet.of(versions, CATALOGUE).conditions()).hasSize(CONDITIONS);
    long begun = System.nanoTime();

    new Rescore(tables).run(review(versions), versions, CATALOGUE);

    System.out.printf(
        "%d versions of %d rules with %d conditions: %d s%n",
        VERSIONS, RULES, CONDITIONS, Duration.ofNanos(System.nanoTime() - begun).toSeconds());
    List<Row> bySql = answers(world);
    assertThat(bySql).hasSize(VERSIONS);
    assertThat(
            tables
                .read(EpisodesTable.CONTRACT)
                .groupBy(EpisodesTable.RULE_VERSION)
                .agg(count(lit(1)), sum(unix_micros(col(EpisodesTable.ENTRY_AT))))
                .orderBy(EpisodesTable.RULE_VERSION)
                .collectAsList())
        .isEqualTo(bySql);
  }

  /** Each contact has a plan from the beginning, and does something each day. */
  private SourceRows world() {
    Dataset<Row> contacts =
        spark
            .range(CONTACTS)
            .select(
                col("id"),
                concat(lit("c"), col("id")).as("contact_id"),
                lit("2026-01-01").as("created_at"));
    return new SourceRows(spark, "test")
        .with(ContactsTable.CONTRACT, contacts.drop("id"))
        .with(
            AttributeChangesTable.CONTRACT,
            contacts.select(
                lit("contact").as("entity"),
                col("contact_id").as("entity_id"),
                lit("plan").as("attribute"),
                concat(lit("p"), expr("id * 7 %% %d".formatted(CONDITIONS / 5))).as("value"),
                col("created_at").as("changed_at"),
                col("created_at").as("known_at")))
        .with(
            EventsTable.CONTRACT,
            contacts
                .select(
                    col("contact_id"),
                    explode(sequence(lit(1), lit(EVENTS_EACH))).as("day"),
                    expr("id * %d + day".formatted(EVENTS_EACH)).as("number"))
                .select(
                    col("number").as("event_id"),
                    col("contact_id"),
                    concat(lit("t"), expr("number * 31 %% %d".formatted(TYPES))).as("type"),
                    concat(
                            lit("a"),
                            expr(
                                "number * number %% 1009 %% %d"
                                    .formatted(CONDITIONS * 4 / 5 / TYPES)))
                        .as("asset"),
                    expr("timestampadd(DAY, day, DATE'2026-01-01')").as("occurred_at"),
                    expr("timestampadd(DAY, day, DATE'2026-01-01')").as("known_at")));
  }

  private RuleVersion version(int number) {
    return RuleText.version(
        folder,
        name(number),
        threshold(number),
        IntStream.range(0, RULES)
            .mapToObj(
                rule ->
                    "id: rule-%d, %s, points: %d"
                        .formatted(rule, condition(number, rule), points(rule)))
            .toArray(String[]::new));
  }

  private static String name(int version) {
    return "v%02d".formatted(version);
  }

  private static int threshold(int version) {
    return 20 + version % 7;
  }

  private static int points(int rule) {
    return 1 + rule % 5;
  }

  private static String condition(int version, int rule) {
    String[] selected = selected(version, rule).split(" ");
    return selected.length == 1
        ? "attribute: \"contact.plan = '%s'\"".formatted(selected[0])
        : "event: \"type = '%s' AND asset = '%s'\"".formatted(selected[0], selected[1]);
  }

  /** The plan that a rule gives points for, or the type and the asset. */
  private static String selected(int version, int rule) {
    int number = (version * CONDITIONS / VERSIONS + rule) % CONDITIONS;
    int onEvents = number - number / 5;
    return number % 5 == 4
        ? "p" + number / 5
        : "t%d a%d".formatted(onEvents % TYPES, onEvents / TYPES);
  }

  private List<Row> answers(SourceRows world) {
    world.read(EventsTable.CONTRACT).createOrReplaceTempView("events");
    world.read(AttributeChangesTable.CONTRACT).createOrReplaceTempView("changes");
    rules().createOrReplaceTempView("rules");
    return spark.sql(ANSWERS).collectAsList();
  }

  private Dataset<Row> rules() {
    return spark.sql(
        IntStream.range(0, VERSIONS * RULES)
            .mapToObj(
                i ->
                    "('%s', %d, '%s', %d)"
                        .formatted(
                            name(i / RULES),
                            threshold(i / RULES),
                            selected(i / RULES, i % RULES),
                            points(i % RULES)))
            .collect(
                joining(
                    ", ", "SELECT * FROM VALUES ", " AS t(version, threshold, selects, points)")));
  }

  private static Review review(List<RuleVersion> versions) {
    return new Review(
        Instant.parse("2026-06-01T00:00:00Z"),
        Instant.parse("2026-01-01T00:00:00Z"),
        Instant.parse("2026-06-01T00:00:00Z"),
        ZoneOffset.UTC,
        Optional.of(versions.get(0).version()),
        versions.stream().skip(1).map(RuleVersion::version).toList(),
        Map.of("accepted", 30),
        30,
        OpportunityLink.LATEST);
  }
}
