package io.requalify.episodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.requalify.SourceRows;
import io.requalify.SparkFixture;
import io.requalify.rules.RuleVersion;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.Slice;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.DataQualityTable;
import io.requalify.tables.result.EpisodesTable;
import io.requalify.tables.result.ReviewsTable;
import io.requalify.tables.result.RuleVersionsTable;
import io.requalify.tables.result.TimelinesTable;
import io.requalify.timelines.RuleText;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
final class RescoreTest {
  private static final String DOWNLOAD =
      "id: download, event: \"type = 'download'\", points: 10, window: 20d";
  private static final String DIRECTOR =
      "id: director, attribute: \"contact.seniority = 'director'\", points: 10";
  private static final Review REVIEW = review("2026-06-01", "2026-01-01", "2026-06-01");

  private final SparkSession spark;
  private final Tables tables;
  private final SourceRows sources;
  private final Path folder;

  RescoreTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
    this.tables = new Tables(spark, new Warehouse(folder.resolve("warehouse").toString()));
    this.sources = new SourceRows(spark, "test");
  }

  @Test
  void everyVersionHasItsOwnEpisodesAndTheReviewSaysWhatItRead() {
    smallHistory();

    run(REVIEW, production(), candidate());

    assertThat(episodes())
        .containsExactly(
            "a c1 1 2026-02-02T00:00:00Z 20.0 download 2026-03-01T00:00:00Z recycled",
            "a c1 2 2026-04-01T00:00:00Z 20.0 download null null",
            "b c1 1 2026-02-01T00:00:00Z 10.0 director 2026-03-01T00:00:00Z recycled",
            "b c2 1 2026-05-01T00:00:00Z 10.0 download null null");
    Row first = episodeRows().get(0);
    assertThat(first.<String, Double>getJavaMap(first.fieldIndex("dimension_scores")))
        .isEqualTo(Map.of("score", 20.0));
    assertThat(first.<String>getAs("account_id")).isEqualTo("a1");
    Row review = tables.read(ReviewsTable.CONTRACT).head();
    assertThat(review.<String>getAs(ReviewsTable.REVIEW_ID)).isEqualTo(REVIEW.id());
    assertThat(review.<Long>getAs(ReviewsTable.CONTACTS)).isEqualTo(2);
    assertThat(review.<Long>getAs(ReviewsTable.EPISODES)).isEqualTo(4);
    assertThat(review.<String, Long>getJavaMap(review.fieldIndex(ReviewsTable.INPUTS)).keySet())
        .containsExactlyInAnyOrder("attribute_changes", "contacts", "events", "stage_changes");
    assertThat(tables.read(RuleVersionsTable.CONTRACT).orderBy("rule_version").collectAsList())
        .extracting(row -> row.<String>getAs("rule_version") + " " + row.getAs("role"))
        .containsExactly("a production", "b candidate");
  }

  @Test
  void whereTheCandidateAloneQualifiesItIsKnownWhatProductionLacked() {
    smallHistory();

    run(REVIEW, production(), candidate());

    // c1 qualifies under both; c2 has 10 points from a download, and production asks for 20.
    assertThat(episodeRows())
        .extracting(
            row -> "%s %s %s".formatted(row.get(2), row.get(3), row.getAs("production_shortfall")))
        .containsExactly("a c1 null", "a c1 null", "b c1 null", "b c2 10.0");
  }

  @Test
  void whatProductionLackedIsWhatItsOwnReplayLacksAtThatInstant() {
    sources
        .contacts("('c1', '2026-01-01', null, null)")
        .events(
            "('e1', 'c1', 'visit', null, '2026-01-02', '2026-01-02')",
            "('e2', 'c1', 'visit', null, '2026-01-20', '2026-01-20')",
            "('e3', 'c1', 'download', null, '2026-02-01', '2026-02-01')",
            "('e4', 'c1', 'visit', null, '2026-02-02', '2026-02-02')");
    // The first visit has left the window of 20 days, and the last is not there yet.
    String visits = "id: visit, event: \"type = 'visit'\", points: 15, window: 20d";

    run(
        REVIEW,
        RuleText.version(folder, "a", 50, visits),
        RuleText.version(folder, "b", 10, DOWNLOAD));

    assertThat(episodeRows())
        .extracting(row -> row.<Double>getAs("production_shortfall"))
        .containsExactly(35.0);
  }

  @Test
  void whatBecomesKnownAfterTheReviewIsNotSeen() {
    sources
        .contacts("('c1', '2026-01-01', null, null)", "('c2', '2026-01-01', null, null)")
        .events(
            "('e1', 'c1', 'download', null, '2026-02-01', '2026-02-01')",
            "('e2', 'c2', 'download', null, '2026-02-01', '2026-07-01')")
        .changes("('contact', 'c1', 'seniority', 'director', '2026-02-01', '2026-07-01')");

    run(REVIEW, production(), candidate());

    assertThat(episodes()).containsExactly("b c1 1 2026-02-01T00:00:00Z 10.0 download null null");
  }

  @Test
  void onlyEntriesWithinTheWindowAreKeptAndCyclesCountFromTheBeginning() {
    smallHistory();

    run(review("2026-06-01", "2026-04-01", "2026-05-01"), production(), candidate());

    assertThat(episodes()).containsExactly("a c1 2 2026-04-01T00:00:00Z 20.0 download null null");
  }

  @Test
  void aRerunWritesNothingOnWhateverPartitions() {
    smallHistory();
    String partitions = spark.conf().get("spark.sql.shuffle.partitions");
    String adaptive = spark.conf().get("spark.sql.adaptive.enabled");
    try {
      spark.conf().set("spark.sql.adaptive.enabled", "false");
      spark.conf().set("spark.sql.shuffle.partitions", "1");
      run(REVIEW, production(), candidate());
      List<Row> timelines = timelines();
      long version = tables.version(TimelinesTable.CONTRACT);

      assertThat(run(REVIEW, production(), candidate())).noneMatch(WriteReceipt::changed);
      assertThat(tables.version(TimelinesTable.CONTRACT)).isEqualTo(version);

      forgetTimelines(timelines.get(0).getAs(TimelinesTable.TIMELINE_ID));
      spark.conf().set("spark.sql.shuffle.partitions", "7");

      assertThat(run(REVIEW, production(), candidate())).noneMatch(WriteReceipt::changed);
      assertThat(timelines()).isEqualTo(timelines);
    } finally {
      spark.conf().set("spark.sql.shuffle.partitions", partitions);
      spark.conf().set("spark.sql.adaptive.enabled", adaptive);
    }
  }

  @Test
  void aVersionThatChangedUnderItsNameIsRefused() {
    smallHistory();
    run(REVIEW, production(), candidate());
    RuleVersion changed = RuleText.version(folder, "b", 15, DOWNLOAD, DIRECTOR);

    assertThatThrownBy(
            () -> run(review("2026-05-01", "2026-01-01", "2026-05-01"), production(), changed))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("version 'b' had the fingerprint")
        .hasMessageContaining("give the changed rules a new version name");
  }

  @Test
  void aVersionWithoutAFileIsRefusedBeforeAnythingIsWritten() {
    smallHistory();

    assertThatThrownBy(() -> run(REVIEW, production()))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("[b]")
        .hasMessageContaining("[a]");
    assertThat(tables.exists(TimelinesTable.CONTRACT)).isFalse();
  }

  @Test
  void aProductLedVersionWithoutAFileIsToldWhereAnExampleLies() {
    smallHistory();
    Review productLed =
        new Review(
            REVIEW.asOf(),
            REVIEW.from(),
            REVIEW.to(),
            REVIEW.timezone(),
            REVIEW.production(),
            List.of("product-led"),
            REVIEW.horizonDays(),
            REVIEW.matchDays(),
            REVIEW.link());

    assertThatThrownBy(() -> run(productLed, production()))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("[product-led]")
        .hasMessageContaining("examples/rules/product-led");
  }

  @Test
  void aWarehouseWithoutContactsIsRefused() {
    assertThatThrownBy(() -> run(REVIEW, production(), candidate()))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("run ingest first");
  }

  @Test
  void oddInputIsCountedAndNamed() {
    sources
        .contacts("('c1', '2026-01-01', null, null)")
        .events(
            "('e1', 'ghost', 'download', null, '2026-02-01', '2026-02-01')",
            "('e2', 'ghost', 'download', null, '2026-02-02', '2026-02-02')",
            "('e3', 'c1', 'download', null, '2026-02-02', '2026-02-02')")
        .changes(
            "('contact', 'c1', 'visits', 'many', '2026-02-01', '2026-02-01')",
            "('contact', 'c1', 'visits', '3', '2026-02-02', '2026-02-02')",
            "('contact', 'c1', 'shoe_size', '43', '2026-02-02', '2026-02-02')",
            "('contact', 'c1', 'seniority', 'vp', '2026-02-02', '2026-02-02')");

    run(REVIEW, production(), candidate());

    assertThat(tables.read(DataQualityTable.CONTRACT).orderBy("check_name").collectAsList())
        .extracting(
            row ->
                "%s %d of %d %s"
                    .formatted(
                        row.<String>getAs("check_name"),
                        row.<Long>getAs("affected"),
                        row.<Long>getAs("examined"),
                        row.getList(row.fieldIndex("examples"))))
        .containsExactly(
            "attribute_not_in_catalogue 1 of 4 [contact.shoe_size]",
            "attribute_without_history 3 of 5"
                + " [account.employees, contact.customer, contact.renewal]",
            "event_without_contact 2 of 3 [ghost]",
            "value_of_other_type 1 of 4 [contact.visits of c1]");
  }

  /** c1 becomes director, downloads, is sent back, downloads again; c2 downloads once. */
  private void smallHistory() {
    sources
        .contacts("('c1', '2026-01-01', 'a1', 'web')", "('c2', '2026-01-01', null, null)")
        .events(
            "('e1', 'c1', 'download', null, '2026-02-02', '2026-02-02')",
            "('e2', 'c1', 'download', null, '2026-04-01', '2026-04-01')",
            "('e3', 'c2', 'download', null, '2026-05-01', '2026-05-01')")
        .changes("('contact', 'c1', 'seniority', 'director', '2026-02-01', '2026-02-01')")
        .stages("('o1', 'c1', 'recycled', '2026-03-01', '2026-03-01')");
  }

  private RuleVersion production() {
    return RuleText.version(folder, "a", 20, DOWNLOAD, DIRECTOR);
  }

  private RuleVersion candidate() {
    return RuleText.version(folder, "b", 10, DOWNLOAD, DIRECTOR);
  }

  private List<WriteReceipt> run(Review review, RuleVersion... versions) {
    sources.write(tables);
    return new Rescore(tables).run(review, List.of(versions), RuleText.CATALOGUE);
  }

  private void forgetTimelines(String id) {
    tables.replace(
        TimelinesTable.CONTRACT,
        tables.read(TimelinesTable.CONTRACT).limit(0),
        Slice.of(TimelinesTable.TIMELINE_ID, id));
  }

  private static Review review(String asOf, String from, String to) {
    return new Review(
        day(asOf),
        day(from),
        day(to),
        ZoneOffset.UTC,
        Optional.of("a"),
        List.of("b"),
        Map.of("accepted", 30),
        30,
        OpportunityLink.LATEST);
  }

  private static Instant day(String day) {
    return Instant.parse(day + "T00:00:00Z");
  }

  private List<Row> timelines() {
    return tables.read(TimelinesTable.CONTRACT).orderBy("contact_id", "part").collectAsList();
  }

  private List<Row> episodeRows() {
    return tables
        .read(EpisodesTable.CONTRACT)
        .orderBy("rule_version", "contact_id", "cycle")
        .collectAsList();
  }

  private List<String> episodes() {
    return episodeRows().stream()
        .map(
            row ->
                "%s %s %d %s %s %s %s %s"
                    .formatted(
                        row.<String>getAs("rule_version"),
                        row.<String>getAs("contact_id"),
                        row.<Integer>getAs("cycle"),
                        instant(row, "entry_at"),
                        row.<Double>getAs("score"),
                        row.<String>getAs("crossing_rule"),
                        instant(row, "exit_at"),
                        row.<String>getAs("exit_cause")))
        .toList();
  }

  private static Instant instant(Row row, String column) {
    Timestamp at = row.getAs(column);
    return at == null ? null : at.toInstant();
  }
}
