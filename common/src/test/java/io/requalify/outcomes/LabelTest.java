package io.requalify.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.requalify.SparkFixture;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.result.EpisodesTable;
import io.requalify.tables.source.RoutingsTable;
import io.requalify.tables.source.StageChangesTable;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One contact enters MQL on 10 January; the review is as of 1 April, accepted within 30 days. */
@ExtendWith(SparkFixture.class)
final class LabelTest {
  private static final Review REVIEW =
      new Review(
          Instant.parse("2026-04-01T00:00:00Z"),
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2026-04-01T00:00:00Z"),
          ZoneOffset.UTC,
          Optional.of("a"),
          List.of(),
          Map.of("accepted", 30),
          10,
          OpportunityLink.LATEST);
  private static final String EPISODE = episode("2026-01-10T00:00:00Z");

  private final SparkSession spark;

  LabelTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void anOutcomeWithinTheHorizonIsAConversion() {
    Row label =
        label(
            EPISODE,
            List.of(routing("2026-01-11T00:00:00Z", "rule", true)),
            List.of(accepted("2026-01-20T00:00:00Z")));

    assertThat(label.<String>getAs("state")).isEqualTo("converted");
    assertThat(instant(label, "start_at")).isEqualTo("2026-01-11T00:00:00Z");
    assertThat(instant(label, "converted_at")).isEqualTo("2026-01-20T00:00:00Z");
  }

  @Test
  void anOutcomeAtTheVeryEndOfTheHorizonComesTooLate() {
    Row label =
        label(
            EPISODE,
            List.of(routing("2026-01-11T00:00:00Z", "rule", true)),
            List.of(accepted("2026-02-10T00:00:00Z")));

    assertThat(label.<String>getAs("state")).isEqualTo("not_converted");
  }

  @Test
  void anOutcomeBeforeTheDecisionIsNoConversion() {
    Row label =
        label(
            EPISODE,
            List.of(routing("2026-01-11T00:00:00Z", "rule", true)),
            List.of(accepted("2026-01-10T12:00:00Z")));

    assertThat(label.<String>getAs("state")).isEqualTo("not_converted");
  }

  @Test
  void whoWasNeverWorkedIsUnobservedAndNotANo() {
    assertThat(label(EPISODE, List.of(), List.of()).<String>getAs("state")).isEqualTo("unobserved");
    assertThat(
            label(EPISODE, List.of(routing("2026-01-11T00:00:00Z", "rule", false)), List.of())
                .<String>getAs("state"))
        .isEqualTo("unobserved");
  }

  @Test
  void whileTheHorizonLastsSilenceIsCensoredAndNotANo() {
    Row label =
        label(
            episode("2026-03-05T00:00:00Z"),
            List.of(routing("2026-03-05T00:00:00Z", "rule", true)),
            List.of());

    assertThat(label.<String>getAs("state")).isEqualTo("censored");
  }

  @Test
  void theNearestDecisionIsTakenAndTheEarlierOfTwoThatAreEquallyNear() {
    Row label =
        label(
            EPISODE,
            List.of(
                routing("2026-01-08T00:00:00Z", "exploration", true),
                routing("2026-01-12T00:00:00Z", "rule", true),
                routing("2026-01-18T00:00:00Z", "manual", true)),
            List.of());

    assertThat(label.<String>getAs("route")).isEqualTo("exploration");
    assertThat(label.<Double>getAs("propensity")).isEqualTo(0.5);
  }

  @Test
  void anEpisodeByHandIsMatchedWithItsOwnDecisionAndWithNoOther() {
    List<String> decisions =
        List.of(
            routing("2026-01-10T00:00:00Z", "rule", false, "a"),
            routing("2026-01-10T00:00:00Z", "manual", true, "b"),
            routing("2026-01-10T06:00:00Z", "manual", false, "b"));
    List<String> outcomes = List.of(accepted("2026-01-20T00:00:00Z"));

    Row byHand = label(EPISODE.replace("\"a\"", "\"manual\""), decisions, outcomes);
    Row byRule = label(EPISODE, decisions, outcomes);

    assertThat(byHand.<String>getAs("route")).isEqualTo("manual");
    assertThat(byHand.<Boolean>getAs("worked")).isTrue();
    assertThat(instant(byHand, "start_at")).isEqualTo("2026-01-10T00:00:00Z");
    assertThat(byRule.<String>getAs("route")).isEqualTo("rule");
    assertThat(byRule.<Boolean>getAs("worked")).isFalse();
  }

  @Test
  void aDecisionFurtherAwayThanTheReviewAllowsIsNotMatched() {
    Row label =
        label(EPISODE, List.of(routing("2026-01-20T00:00:00.001Z", "rule", true)), List.of());

    assertThat(label.<String>getAs("route")).isNull();
    assertThat(instant(label, "start_at")).isEqualTo("2026-01-10T00:00:00Z");
  }

  @Test
  void theFirstOfSeveralOutcomesCounts() {
    Row label =
        label(
            EPISODE,
            List.of(routing("2026-01-10T00:00:00Z", "rule", true)),
            List.of(accepted("2026-01-25T00:00:00Z"), accepted("2026-01-15T00:00:00Z")));

    assertThat(instant(label, "converted_at")).isEqualTo("2026-01-15T00:00:00Z");
  }

  @Test
  void aReviewThatWasNeverRescoredIsRefusedWithTheWayOut(@TempDir Path folder) {
    Tables tables = new Tables(spark, new Warehouse(folder.toString()));

    assertThatThrownBy(() -> new Label(tables).run(REVIEW))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining(REVIEW.id())
        .hasMessageContaining("run rescore");
  }

  private Row label(String episode, List<String> routings, List<String> stages) {
    List<Row> labels =
        Label.plan(
                REVIEW,
                rows(EpisodesTable.CONTRACT.schema(), List.of(episode)),
                rows(RoutingsTable.CONTRACT.schema(), routings),
                rows(StageChangesTable.CONTRACT.schema(), stages))
            .collectAsList();
    assertThat(labels).hasSize(1);
    return labels.get(0);
  }

  private Dataset<Row> rows(StructType schema, List<String> json) {
    return spark
        .read()
        .schema(schema)
        .json(spark.createDataset(json, org.apache.spark.sql.Encoders.STRING()));
  }

  private static String instant(Row row, String column) {
    return row.getTimestamp(row.fieldIndex(column)).toInstant().toString();
  }

  private static String episode(String entryAt) {
    return """
        {"review_id": "r", "as_of": "2026-04-01T00:00:00Z", "rule_version": "a", "contact_id": "c1", "cycle": 1,
         "entry_at": "%s", "score": 50.0, "dimension_scores": {}, "segment": "all"}
        """
        .formatted(entryAt)
        .replace("\n", " ");
  }

  private static String routing(String decidedAt, String route, boolean worked) {
    return routing(decidedAt, route, worked, "s");
  }

  private static String routing(String decidedAt, String route, boolean worked, String source) {
    return """
        {"contact_id": "c1", "decided_at": "%s", "route": "%s", "propensity": 0.5, "worked": %b, "source": "%s"}
        """
        .formatted(decidedAt, route, worked, source)
        .strip();
  }

  private static String accepted(String occurredAt) {
    return """
        {"subject_id": "d-%s", "contact_id": "c1", "stage": "accepted", "occurred_at": "%s", "known_at": "%s", "source": "s"}
        """
        .formatted(occurredAt, occurredAt, occurredAt)
        .strip();
  }
}
