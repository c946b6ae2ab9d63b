package io.requalify.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.SparkFixture;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.result.EpisodesTable;
import io.requalify.tables.source.RoutingsTable;
import io.requalify.tables.source.StageChangesTable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Three contacts of a company qualify on 1, 10 and 20 January. Sales works each, opens one deal
 * with all three on 15 January, and wins it on 1 February.
 */
@ExtendWith(SparkFixture.class)
final class OpportunityLinkTest {
  private static final String EARLY = "early";
  private static final String MIDDLE = "middle";
  private static final String LATE = "late";
  private static final List<String> ALL = List.of(EARLY, LATE, MIDDLE);

  private final SparkSession spark;

  OpportunityLinkTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void theLastToQualifyBeforeTheDealWasOpenedGetsIt() {
    assertThat(winners(OpportunityLink.LATEST, ALL)).containsExactly(MIDDLE);
  }

  @Test
  void whereNobodyQualifiedBeforeItWasOpenedTheFirstAfterItGetsIt() {
    assertThat(winners(OpportunityLink.LATEST, List.of(LATE))).containsExactly(LATE);
  }

  @Test
  void theFirstToQualifyGetsItWhereThatIsAskedFor() {
    assertThat(winners(OpportunityLink.FIRST, ALL)).containsExactly(EARLY);
  }

  @Test
  void everyContactOfTheDealGetsItWhereThatIsAskedFor() {
    assertThat(winners(OpportunityLink.EVERY, ALL)).containsExactlyElementsOf(ALL);
  }

  @Test
  void anotherDealOfAnotherContactIsNotTouched() {
    List<String> deals =
        List.of(
            stage("deal-1", EARLY, "won", "2026-02-01"),
            stage("deal-1", MIDDLE, "won", "2026-02-01"),
            stage("deal-2", EARLY, "won", "2026-02-05"));
    Row early =
        labelled(OpportunityLink.LATEST, ALL, deals)
            .where("contact_id = 'early' AND outcome = 'won'")
            .head();

    assertThat(early.getTimestamp(early.fieldIndex("converted_at")).toInstant())
        .isEqualTo("2026-02-05T00:00:00Z");
  }

  private List<String> winners(OpportunityLink link, List<String> qualified) {
    List<String> deals =
        ALL.stream()
            .flatMap(
                contact ->
                    List.of(
                        stage("deal-1", contact, "opportunity", "2026-01-15"),
                        stage("deal-1", contact, "won", "2026-02-01"))
                        .stream())
            .toList();
    return labelled(link, qualified, deals)
        .where("outcome = 'won' AND state = 'converted'")
        .select("contact_id")
        .orderBy("contact_id")
        .as(Encoders.STRING())
        .collectAsList();
  }

  private Dataset<Row> labelled(
      OpportunityLink link, List<String> qualified, List<String> stageChanges) {
    Map<String, String> entries =
        Map.of(EARLY, "2026-01-01", MIDDLE, "2026-01-10", LATE, "2026-01-20");
    return Label.plan(
        review(link),
        rows(
            EpisodesTable.CONTRACT.schema(),
            qualified.stream().map(contact -> episode(contact, entries.get(contact))).toList()),
        rows(
            RoutingsTable.CONTRACT.schema(),
            qualified.stream().map(contact -> routing(contact, entries.get(contact))).toList()),
        rows(StageChangesTable.CONTRACT.schema(), stageChanges));
  }

  private static Review review(OpportunityLink link) {
    return new Review(
        Instant.parse("2026-12-01T00:00:00Z"),
        Instant.parse("2026-01-01T00:00:00Z"),
        Instant.parse("2026-03-01T00:00:00Z"),
        ZoneOffset.UTC,
        Optional.of("live"),
        List.of(),
        Map.of("won", 180),
        30,
        link);
  }

  private Dataset<Row> rows(StructType schema, List<String> json) {
    return spark.read().schema(schema).json(spark.createDataset(json, Encoders.STRING()));
  }

  private static String episode(String contact, String day) {
    return """
        {"review_id": "r", "as_of": "2026-12-01T00:00:00Z", "rule_version": "live", "contact_id": "%s", "cycle": 1, \
        "entry_at": "%sT00:00:00Z", "score": 50.0, "dimension_scores": {}, "segment": "all", "rolled_down": false}"""
        .formatted(contact, day);
  }

  private static String routing(String contact, String day) {
    return """
        {"contact_id": "%s", "decided_at": "%sT00:00:00Z", "route": "rule", "worked": true, "source": "crm"}"""
        .formatted(contact, day);
  }

  private static String stage(String deal, String contact, String stage, String day) {
    return """
        {"subject_id": "%s", "contact_id": "%s", "stage": "%s", "occurred_at": "%sT00:00:00Z", \
        "known_at": "%sT00:00:00Z", "source": "crm"}"""
        .formatted(deal, contact, stage, day, day);
  }
}
