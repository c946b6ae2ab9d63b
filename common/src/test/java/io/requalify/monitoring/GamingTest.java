package io.requalify.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.SourceRows;
import io.requalify.SparkFixture;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.result.GamingTable;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.result.RuleVersionsTable;
import io.requalify.tables.result.ScorePeaksTable;
import io.requalify.tables.source.RoutingsTable;
import java.math.BigDecimal;
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

/** Version live asks for 50 points and was live from March; easy asks for 40 and never was. */
@ExtendWith(SparkFixture.class)
@TestInstance(Lifecycle.PER_CLASS)
final class GamingTest {
  private static final Instant BEFORE = Instant.parse("2026-02-01T00:00:00Z");
  private static final Instant LIVE = Instant.parse("2026-04-01T00:00:00Z");
  private static final Instant MONDAY = Instant.parse("2026-01-05T09:00:00Z");
  private static final int WEEKS = 21;

  private static final Review REVIEW =
      new Review(
          Instant.parse("2026-12-01T00:00:00Z"),
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2026-06-01T00:00:00Z"),
          ZoneOffset.UTC,
          Optional.of("live"),
          List.of("easy"),
          Map.of("accepted", 30, "opportunity", 90),
          30,
          OpportunityLink.LATEST);

  private final SparkSession spark;
  private final Tables tables;

  GamingTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    tables = new Tables(spark, new Warehouse(folder.toString()));
  }

  @BeforeAll
  void monitor() {
    replace(RuleVersionsTable.CONTRACT, List.of(version("live", null), version("easy", "live")));
    replace(ScorePeaksTable.CONTRACT, peaks());
    replace(LabelledEpisodesTable.CONTRACT, episodes());
    new SourceRows(spark, "test")
        .with(
            RoutingsTable.CONTRACT,
            spark.sql(
                "SELECT 'any' AS contact_id, '2026-03-05' AS decided_at, 'live' AS rule_version, 'rule' AS route, true AS worked"))
        .write(tables);
    new Gaming(tables).run(REVIEW);
  }

  private void replace(TableContract contract, List<Row> rows) {
    tables.replace(contract, spark.createDataFrame(rows, contract.schema()), REVIEW.slice());
  }

  private static Row version(String name, String parent) {
    String role = name.equals("live") ? "production" : "candidate";
    return RowFactory.create(
        REVIEW.id(), REVIEW.asOf(), name, "test", "0", role, role, parent, null, null, "{}");
  }

  /**
   * Before it was live as many lie at the threshold as 5 points below, afterwards twice as many.
   */
  private static List<Row> peaks() {
    List<Row> rows = new ArrayList<>();
    add(rows, "live", 50, BEFORE, -5, 100);
    add(rows, "live", 50, BEFORE, 0, 100);
    add(rows, "live", 50, LIVE, -5, 100);
    add(rows, "live", 50, LIVE, 0, 200);
    add(rows, "live", 50, LIVE, 5, 50);
    add(rows, "live", 50, LIVE, 20, 10);
    add(rows, "easy", 40, LIVE, 0, 20);
    return rows;
  }

  private static void add(
      List<Row> rows, String version, double asked, Instant at, double above, int contacts) {
    for (int contact = 0; contact < contacts; contact++) {
      rows.add(
          RowFactory.create(
              REVIEW.id(),
              REVIEW.asOf(),
              version,
              "%s%s-%d".formatted(at, above, contact),
              null,
              "all",
              null,
              asked,
              above,
              at,
              null,
              above < 0 ? null : at));
    }
  }

  private static List<Row> episodes() {
    List<Row> rows = new ArrayList<>();
    for (int account = 0; account < 60; account++) {
      String at = "a" + account;
      rows.add(episode("easy", "low" + account, at, "accepted", LIVE, 42, account < 2, null));
      rows.add(episode("easy", "high" + account, at, "accepted", LIVE, 55, account < 30, null));
    }
    for (int week = 0; week < WEEKS; week++) {
      boolean isEarly = week < 11;
      int contacts = (isEarly ? 5 : 10) + week % 2;
      for (int contact = 0; contact < contacts; contact++) {
        String name = "w%d-%d".formatted(week, contact);
        Instant at = MONDAY.plus(Duration.ofDays(7L * week));
        BigDecimal money =
            contact > 0 ? null : BigDecimal.valueOf((isEarly ? 1000 : 500) + 50 * (week % 2));
        rows.add(episode("live", name, null, "opportunity", at, 60, contact == 0, money));
      }
    }
    return rows;
  }

  private static Row episode(
      String version,
      String contact,
      String account,
      String outcome,
      Instant at,
      double score,
      boolean converts,
      BigDecimal money) {
    return RowFactory.create(
        REVIEW.id(),
        REVIEW.asOf(),
        version,
        contact,
        1,
        outcome,
        account,
        null,
        "all",
        at,
        score,
        null,
        at,
        "rule",
        1.0,
        true,
        at,
        REVIEW.horizonDays().get(outcome),
        converts ? "converted" : "not_converted",
        converts ? at.plus(Duration.ofDays(1)) : null,
        money,
        null,
        money == null ? null : "EUR");
  }

  @Test
  void scoresHeapedSinceTheVersionWasLiveAreFound() {
    Row heaped = row("live", "heaped_at_threshold");
    assertThat(heaped.<Double>getAs("statistic")).isCloseTo(200 / 350.0, within(1e-12));
    assertThat(heaped.<Boolean>getAs("alarm")).isTrue();
    Row more = row("live", "more_heaped_than_before");
    // 250 above and 100 below since it was live, 100 and 100 before.
    assertThat(more.<Double>getAs("statistic")).isCloseTo(Math.log(2.5), within(1e-12));
    assertThat(more.<Double>getAs("lower")).isPositive();
    assertThat(more.<Double>getAs("p_value")).isLessThan(0.001);
    assertThat(more.<Boolean>getAs("alarm")).isTrue();
    assertThat(more.<Long>getAs("contacts")).isEqualTo(550);
    assertThat(more.<String>getAs("finding"))
        .contains("2.50 times as many above, more than chance");
  }

  @Test
  void aVersionThatWasNeverLiveCannotHaveBeenGamed() {
    Row refused = row("easy", "more_heaped_than_before");
    assertThat(refused.<Boolean>getAs("alarm")).isNull();
    assertThat(refused.<Double>getAs("statistic")).isNull();
    assertThat(refused.<String>getAs("reason"))
        .isEqualTo(
            "insufficient: no logged decision or score names the version, so nobody knows since when it was live");
    assertThat(row("easy", "volume_against_value").<Boolean>getAs("alarm")).isNull();
  }

  @Test
  void aThresholdLoweredWithoutConversionIsFoundAndOneThatWasNotIsNotJudged() {
    Row lowered = row("easy", "lowered_threshold");
    assertThat(lowered.<Double>getAs("statistic")).isCloseTo(2 / 60.0, within(1e-12));
    assertThat(lowered.<Boolean>getAs("alarm")).isTrue();
    assertThat(lowered.<Long>getAs("contacts")).isEqualTo(120);
    assertThat(lowered.<String>getAs("finding"))
        .startsWith("the threshold was lowered without conversion, below the 25.0%");
    assertThat(row("live", "lowered_threshold").<String>getAs("reason"))
        .isEqualTo("insufficient: the review has no version that was there before this one");
  }

  @Test
  void moreContactsThatBringLessAreFound() {
    Row volume = row("live", "volume_against_value");
    assertThat(volume.<Boolean>getAs("alarm")).isTrue();
    assertThat(volume.<Double>getAs("upper")).isLessThan(1);
    assertThat(volume.<String>getAs("finding"))
        .startsWith("more contacts qualify and they bring less");
  }

  private Row row(String version, String test) {
    return tables
        .read(GamingTable.CONTRACT, REVIEW.slice())
        .where("rule_version = '%s' AND test = '%s'".formatted(version, test))
        .collectAsList()
        .get(0);
  }
}
