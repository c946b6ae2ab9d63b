package io.requalify.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.SourceRows;
import io.requalify.SparkFixture;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.result.RestatementTable;
import io.requalify.tables.source.NotableDatesTable;
import io.requalify.tables.source.RoutingsTable;
import io.requalify.tables.source.StageChangesTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * In each month the strict version qualifies 100 contacts, of whom 40 are accepted, and the loose
 * one 100 more, of whom nobody is. The strict one was live in January and February, the loose one
 * from March on; the window ends in the middle of April.
 */
@ExtendWith(SparkFixture.class)
@TestInstance(Lifecycle.PER_CLASS)
final class RestatementTest {
  private static final int LOOSE_FROM = 3;

  private final Review review =
      new Review(
          Instant.parse("2026-07-01T00:00:00Z"),
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2026-04-20T00:00:00Z"),
          ZoneOffset.UTC,
          Optional.of("loose"),
          List.of("strict"),
          Map.of("accepted", 30),
          7,
          OpportunityLink.LATEST);
  private final SparkSession spark;
  private final Tables tables;

  RestatementTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.tables = new Tables(spark, new Warehouse(folder.toString()));
  }

  @BeforeAll
  void monitor() {
    List<Row> episodes = new ArrayList<>();
    for (int month = 1; month <= 4; month++) {
      for (int contact = 0; contact < 200; contact++) {
        if (contact < 100) {
          episodes.add(episode("strict", month, contact));
        }
        episodes.add(episode("loose", month, contact));
      }
    }
    tables.replace(
        LabelledEpisodesTable.CONTRACT,
        spark.createDataFrame(episodes, LabelledEpisodesTable.CONTRACT.schema()),
        review.slice());
    sources().write(tables);
    new Monitor(tables).run(review);
  }

  private Row episode(String version, int month, int contact) {
    Instant at = Instant.parse("2026-0%d-10T00:00:00Z".formatted(month));
    boolean worked = contact < 100 || month >= LOOSE_FROM;
    boolean converted = contact < 40;
    return RowFactory.create(
        review.id(),
        review.asOf(),
        version,
        "c%d-%d".formatted(month, contact),
        1,
        "accepted",
        null,
        null,
        "default",
        at,
        50.0,
        null,
        worked ? at : null,
        worked ? "rule" : null,
        null,
        worked,
        at,
        30,
        converted ? "converted" : worked ? "not_converted" : "unobserved",
        converted ? at.plus(Duration.ofDays(1)) : null,
        null,
        null,
        null);
  }

  private SourceRows sources() {
    return new SourceRows(spark, "crm")
        .with(
            RoutingsTable.CONTRACT,
            spark.sql(
                """
                SELECT concat('c', m, '-', n) AS contact_id, make_timestamp(2026, m, 10, 0, 0, 0) AS decided_at,
                  CASE WHEN m < 3 THEN 'strict' ELSE 'loose' END AS rule_version, 'rule' AS route, true AS worked
                FROM (SELECT m, explode(sequence(0, CASE WHEN m < 3 THEN 99 ELSE 199 END)) AS n
                  FROM (SELECT explode(sequence(1, 4)) AS m))
                """))
        .with(
            StageChangesTable.CONTRACT,
            spark.sql(
                """
                SELECT concat('d', m, '-', n) AS subject_id, concat('c', m, '-', n) AS contact_id,
                  'accepted' AS stage, make_timestamp(2026, m, 11, 0, 0, 0) AS occurred_at,
                  make_timestamp(2026, m, 11, 0, 0, 0) AS known_at
                FROM (SELECT m, explode(sequence(0, 39)) AS n FROM (SELECT explode(sequence(1, 4)) AS m))
                """))
        .with(
            NotableDatesTable.CONTRACT,
            spark.sql(
                "SELECT timestamp '2026-03-15 00:00:00' AS notable_at, 'prices' AS what, 'up by a tenth' AS note"));
  }

  @Test
  void aChangeOfTheRuleBreaksTheReportAndNotThePastUnderOneVersion() {
    Row february = row("strict", "qualified", "2026-02");
    assertThat(february.<Double>getAs("change")).isZero();
    assertThat(february.<String>getAs("live_versions")).isEqualTo("strict");
    Row march = row("strict", "qualified", "2026-03");
    assertThat(march.<Double>getAs("reported")).isEqualTo(200);
    assertThat(march.<Double>getAs("restated")).isEqualTo(100);
    assertThat(march.<Double>getAs("change")).isEqualTo(100);
    assertThat(march.<Double>getAs("by_rule")).isEqualTo(100);
    assertThat(march.<Double>getAs("by_demand")).isZero();
    assertThat(march.<String>getAs("live_versions")).isEqualTo("loose");
    Row conversion = row("strict", "conversion", "2026-03");
    assertThat(conversion.<Double>getAs("reported")).isEqualTo(0.2);
    assertThat(conversion.<Double>getAs("restated")).isEqualTo(0.4);
    assertThat(conversion.<Double>getAs("by_rule")).isCloseTo(-0.2, within(1e-15));
    assertThat(conversion.<Double>getAs("by_quality")).isZero();
    Row converted = row("strict", "converted", "2026-03");
    assertThat(converted.<Double>getAs("reported")).isEqualTo(40);
    assertThat(converted.<Double>getAs("change")).isCloseTo(0, within(1e-12));
  }

  /** What sales never worked is not seen, so the loose version looks better than it was before. */
  @Test
  void aVersionThatWasNotLiveIsSeenOnlyWhereSalesWorked() {
    Row conversion = row("loose", "conversion", "2026-03");

    assertThat(conversion.<Double>getAs("by_quality")).isCloseTo(-0.2, within(1e-15));
    assertThat(conversion.<Long>getAs("known_restated")).isEqualTo(200);
    assertThat(row("loose", "conversion", "2026-02").<Long>getAs("known_restated")).isEqualTo(100);
    assertThat(row("loose", "qualified", "2026-03").<Double>getAs("by_demand")).isZero();
  }

  @Test
  void changesThatStraddleANotableDateSaySo() {
    assertThat(row("strict", "qualified", "2026-02").<String>getAs("notable")).isEmpty();
    assertThat(row("strict", "qualified", "2026-03").<String>getAs("notable"))
        .isEqualTo("2026-03-15 prices: up by a tenth");
    assertThat(row("strict", "qualified", "2026-04").<String>getAs("notable"))
        .isEqualTo("2026-03-15 prices: up by a tenth");
  }

  @Test
  void theFirstMonthAndMonthsInPartAreRefused() {
    Row first = row("strict", "qualified", "2026-01");
    assertThat(first.isNullAt(first.fieldIndex(RestatementTable.CHANGE))).isTrue();
    assertThat(first.<String>getAs("reason"))
        .isEqualTo("insufficient: the window holds no month before this one");
    assertThat(row("strict", "qualified", "2026-04").<String>getAs("reason"))
        .isEqualTo("insufficient: the window holds only a part of 2026-04");
  }

  @Test
  void secondRunsChangeNothing() {
    assertThat(new Monitor(tables).run(review))
        .extracting(WriteReceipt::changed)
        .containsOnly(false);
  }

  private Row row(String version, String measure, String cohort) {
    return tables
        .read(RestatementTable.CONTRACT, review.slice())
        .where(
            "rule_version = '%s' AND measure = '%s' AND cohort = '%s'"
                .formatted(version, measure, cohort))
        .head();
  }
}
