package io.requalify.calibration;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.SourceRows;
import io.requalify.SparkFixture;
import io.requalify.episodes.Rescore;
import io.requalify.outcomes.Label;
import io.requalify.rules.RuleVersion;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.EpisodesTable;
import io.requalify.tables.result.ScorePeaksTable;
import io.requalify.tables.result.ThresholdFrontierTable;
import io.requalify.timelines.RuleText;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Seven contacts; five points a visit; version live asks for 20 and easy for 10. */
@ExtendWith(SparkFixture.class)
@TestInstance(Lifecycle.PER_CLASS)
final class FrontierTest {
  private static final String VISIT = "id: visit, event: \"type = 'visit'\", points: 5";

  private static final Review REVIEW =
      new Review(
          Instant.parse("2026-12-01T00:00:00Z"),
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2026-04-02T00:00:00Z"),
          ZoneOffset.UTC,
          Optional.of("live"),
          List.of("easy"),
          Map.of("accepted", 30, "won", 180),
          30,
          OpportunityLink.LATEST);

  private final Tables tables;
  private final SourceRows sources;
  private final List<RuleVersion> versions;

  FrontierTest(SparkSession spark, @TempDir Path folder) {
    tables = new Tables(spark, new Warehouse(folder.resolve("warehouse").toString()));
    sources = new SourceRows(spark, "test");
    versions =
        List.of(
            RuleText.version(folder, "live", 20, VISIT),
            RuleText.version(folder, "easy", 10, VISIT));
  }

  @BeforeAll
  void review() {
    List<String> contacts = new ArrayList<>();
    List<String> visits = new ArrayList<>();
    for (int visitsOfContact = 0; visitsOfContact <= 5; visitsOfContact++) {
      String contact = "c" + 5 * visitsOfContact;
      contacts.add("('%s', '2026-01-15', null, null)".formatted(contact));
      for (int visit = 1; visit <= visitsOfContact; visit++) {
        visits.add(visit(contact, "2026-02-0" + visit));
      }
    }
    // Had 15 points before the window, and comes to 25 within it.
    contacts.add("('old', '2025-06-01', null, null)");
    for (String day :
        List.of("2025-07-01", "2025-07-02", "2025-07-03", "2026-02-01", "2026-02-02")) {
      visits.add(visit("old", day));
    }
    sources
        .contacts(contacts.toArray(String[]::new))
        .events(visits.toArray(String[]::new))
        .routings(
            "('c25', '2026-02-04', 'rule', 1.0, true)",
            "('c20', '2026-02-04', 'rule', 1.0, true)",
            "('c15', '2026-02-05', 'exploration', 0.5, true)")
        .stages(
            "('d25', 'c25', 'accepted', '2026-02-10', '2026-02-10')",
            "('d15', 'c15', 'accepted', '2026-02-10', '2026-02-10')",
            "('o10', 'c10', 'won', '2026-03-10', '2026-03-10')",
            // Of one opportunity with the contact that was an MQL, so nobody missed it.
            "('o25', 'c25', 'won', '2026-03-20', '2026-03-20')",
            "('o25', 'c5', 'won', '2026-03-20', '2026-03-20')")
        .write(tables);
    new Rescore(tables).run(REVIEW, versions, RuleText.CATALOGUE);
    new Label(tables).run(REVIEW);
    new Calibration(tables).run(REVIEW);
  }

  private static String visit(String contact, String day) {
    return "('%s-%s', '%s', 'visit', null, '%s', '%s')".formatted(contact, day, contact, day, day);
  }

  @Test
  void everyContactIsKeptWithHowFarItCame() {
    assertThat(
            tables
                .read(ScorePeaksTable.CONTRACT, REVIEW.slice())
                .where("rule_version = 'live'")
                .orderBy("contact_id")
                .collectAsList())
        .extracting(
            row ->
                "%s %s %s %s"
                    .formatted(
                        row.getAs("contact_id"),
                        row.getAs("points_above"),
                        row.getAs("above_before"),
                        row.getAs("entered_at") != null))
        .containsExactly(
            "c0 -20.0 null false",
            "c10 -10.0 null false",
            "c15 -5.0 null false",
            "c20 0.0 null true",
            "c25 5.0 null true",
            "c5 -15.0 null false",
            "old 5.0 -5.0 true");
  }

  @Test
  void atItsOwnThresholdTheFrontierIsTheEpisodesAndAtAnothersThoseOfTheOther() {
    assertThat(row("live", "all", "accepted", 0).<Long>getAs("contacts"))
        .isEqualTo(contacts("live"))
        .isEqualTo(3);
    // Whoever had 15 points before the window was in already under 10.
    assertThat(row("live", "all", "accepted", -10).<Long>getAs("contacts"))
        .isEqualTo(contacts("easy"))
        .isEqualTo(4);
    assertThat(row("easy", "all", "accepted", 10).<Long>getAs("contacts")).isEqualTo(3);
    assertThat(row("live", "all", "accepted", -10).<Double>getAs("threshold")).isEqualTo(10);
    assertThat(row("live", Review.ALL, "accepted", -10).<Long>getAs("contacts")).isEqualTo(4);
  }

  @Test
  void whatIsExpectedGoesByThoseWhoWereWorkedAndWideWhereNobodyWas() {
    // Of the two that came to 25 one was worked and accepted; c20 was worked in vain.
    Row own = row("live", "all", "accepted", 0);
    assertThat(own.<Double>getAs("expected")).isEqualTo(2);
    assertThat(own.<Long>getAs("unsupported")).isZero();
    // The one drawn of the two that it stands for; old was in already.
    Row lower = row("live", "all", "accepted", -5);
    assertThat(lower.<Long>getAs("contacts")).isEqualTo(3);
    assertThat(lower.<Double>getAs("expected")).isCloseTo(2, within(1e-9));
    Row unseen = row("live", "all", "accepted", -10);
    assertThat(unseen.<Long>getAs("unsupported")).isEqualTo(1);
    assertThat(unseen.<Double>getAs("expected")).isCloseTo(2, within(1e-9));
    assertThat(unseen.<Double>getAs("upper")).isGreaterThan(lower.<Double>getAs("upper") + 0.9);
  }

  @Test
  void winsWithoutMqlAreThoseOfWhomNoContactOfTheOpportunityIsIn() {
    Row own = row("live", "all", "won", 0);
    assertThat(own.<Long>getAs("came")).isEqualTo(2);
    assertThat(own.<Long>getAs("missed")).isEqualTo(1);
    assertThat(own.<Double>getAs("missed_share")).isEqualTo(0.5);
    assertThat(row("live", "all", "won", -10).<Long>getAs("missed")).isZero();
    assertThat(row("live", "all", "won", 6).<Long>getAs("missed")).isEqualTo(2);
  }

  @Test
  void withoutAStatedCapacityItIsWhatProductionQualifies() {
    Row own = row("live", "all", "accepted", 0);
    assertThat(own.<String>getAs("capacity_source")).isEqualTo("production");
    assertThat(own.<Double>getAs("weekly_capacity")).isCloseTo(3 / 13.0, within(1e-9));
    assertThat(own.<Double>getAs("capacity_use")).isEqualTo(1);
    assertThat(row("live", "all", "accepted", -10).<Double>getAs("capacity_use"))
        .isCloseTo(4 / 3.0, within(1e-9));
    // 25 brings the same two with fewer contacts.
    List<Integer> best =
        tables
            .read(ThresholdFrontierTable.CONTRACT, REVIEW.slice())
            .where("rule_version = 'live' AND outcome = 'accepted' AND best_by_segment")
            .collectAsList()
            .stream()
            .map(each -> each.<Integer>getAs("points_more"))
            .toList();
    assertThat(best).containsExactly(5);
    assertThat(row("live", Review.ALL, "accepted", 5).<Boolean>getAs("best_global")).isTrue();
    assertThat(own.<String>getAs("reason")).isEmpty();
  }

  @Test
  void aSecondRunChangesNothing() {
    new Rescore(tables).run(REVIEW, versions, RuleText.CATALOGUE);

    assertThat(new Calibration(tables).run(REVIEW))
        .extracting(WriteReceipt::changed)
        .containsOnly(false);
  }

  private long contacts(String version) {
    return tables
        .read(EpisodesTable.CONTRACT, REVIEW.slice())
        .where(col("rule_version").equalTo(version))
        .select("contact_id")
        .distinct()
        .count();
  }

  private Row row(String version, String segment, String outcome, int more) {
    return tables
        .read(ThresholdFrontierTable.CONTRACT, REVIEW.slice())
        .where(
            "rule_version = '%s' AND segment = '%s' AND outcome = '%s' AND points_more = %d"
                .formatted(version, segment, outcome, more))
        .collectAsList()
        .get(0);
  }
}
