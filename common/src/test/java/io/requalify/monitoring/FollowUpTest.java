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
import io.requalify.tables.result.FollowUpTable;
import io.requalify.tables.result.SlaTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.RoutingsTable;
import io.requalify.tables.source.StageChangesTable;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
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

/**
 * Fifty accounts with eight contacts each in February and eight in April, all by the rule. In
 * February sales touches all of them, in April two of three; a touched contact is accepted or
 * rejected by turns. Six more by hand.
 */
@ExtendWith(SparkFixture.class)
@TestInstance(Lifecycle.PER_CLASS)
final class FollowUpTest {
  private final Review review =
      new Review(
          Instant.parse("2026-06-01T00:00:00Z"),
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2026-05-30T00:00:00Z"),
          ZoneOffset.UTC,
          Optional.empty(),
          List.of(),
          Map.of("accepted", 30),
          7,
          OpportunityLink.LATEST);
  private final SparkSession spark;
  private final Tables tables;

  FollowUpTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.tables = new Tables(spark, new Warehouse(folder.toString()));
  }

  @BeforeAll
  void monitor() {
    new SourceRows(spark, "crm")
        .with(
            ContactsTable.CONTRACT,
            spark.sql(
                """
                SELECT concat('c', n) AS contact_id, concat('a', n % 50) AS account_id,
                  timestamp '2026-01-01 00:00:00' AS created_at, 'search' AS channel
                FROM (SELECT explode(sequence(0, 799)) AS n)
                """))
        .with(
            RoutingsTable.CONTRACT,
            spark.sql(
                """
                SELECT concat('c', n) AS contact_id, at AS decided_at, 'rule' AS route, touched AS worked,
                  CASE WHEN touched THEN at + interval 30 minutes END AS first_touch_at
                FROM (SELECT n, at, n < 400 OR n % 3 > 0 AS touched
                  FROM (SELECT n, CASE WHEN n < 400 THEN timestamp '2026-02-03 12:00:00'
                    ELSE timestamp '2026-04-07 12:00:00' END AS at
                    FROM (SELECT explode(sequence(0, 799)) AS n)))
                UNION ALL SELECT * FROM VALUES
                ('h1', timestamp '2026-03-02 12:00:00', 'manual', true, timestamp '2026-03-02 11:00:00'),
                ('h2', timestamp '2026-03-02 12:00:00', 'manual', true, timestamp '2026-03-02 13:00:00'),
                ('h3', timestamp '2026-03-02 12:00:00', 'manual', true, timestamp '2026-03-04 12:30:00'),
                ('h4', timestamp '2026-03-02 12:00:00', 'manual', true, NULL),
                ('h5', timestamp '2026-03-02 12:00:00', 'manual', false, NULL),
                ('h6', timestamp '2026-05-20 12:00:00', 'manual', true, timestamp '2026-05-20 13:00:00')
                """))
        .with(
            StageChangesTable.CONTRACT,
            spark.sql(
                """
                SELECT concat('d', n) AS subject_id, concat('c', n) AS contact_id,
                  CASE WHEN n DIV 50 % 2 = 0 THEN 'accepted' ELSE 'rejected' END AS stage,
                  at AS occurred_at, at AS known_at, CASE WHEN n DIV 50 % 2 = 1 THEN 'no budget' END AS reason
                FROM (SELECT n, CASE WHEN n < 400 THEN timestamp '2026-02-05 12:00:00'
                    ELSE timestamp '2026-04-09 12:00:00' END AS at
                  FROM (SELECT explode(sequence(0, 799)) AS n))
                WHERE n < 400 OR n % 3 > 0
                UNION ALL SELECT * FROM VALUES
                ('d-h1', 'h1', 'recycled', timestamp '2026-03-03 00:00:00', timestamp '2026-03-03 00:00:00', 'too early'),
                ('d-h1', 'h1', 'accepted', timestamp '2026-03-09 00:00:00', timestamp '2026-03-09 00:00:00', NULL),
                ('d-h2', 'h2', 'rejected', timestamp '2026-03-03 00:00:00', timestamp '2026-03-03 00:00:00', NULL),
                ('d-h3', 'h3', 'accepted', timestamp '2026-04-09 00:00:00', timestamp '2026-04-09 00:00:00', NULL)
                """))
        .write(tables);
    new Monitor(tables).run(review);
  }

  @Test
  void aTeamThatStopsCallingIsTheFollowUpAndNotTheLeads() {
    Row total = part("qualified", "total");
    Row followUp = part("qualified", "follow_up");

    // 200 of 400 accepted before. Of those from 400 on two of three are touched, half of each.
    assertThat(total.<Double>getAs("before")).isEqualTo(0.5);
    assertThat(total.<Double>getAs("touched_now")).isCloseTo(267 / 400.0, within(1e-12));
    double now = total.<Double>getAs("now");
    assertThat(now).isCloseTo(1 / 3.0, within(0.01));
    double rateOfTouched = now / (267 / 400.0);
    assertThat(followUp.<Double>getAs("difference"))
        .isCloseTo((267 / 400.0 - 1) * (0.5 + rateOfTouched) / 2, within(1e-12));
    assertThat(followUp.<Double>getAs("upper")).isNegative();
    assertThat(followUp.<Double>getAs("share_of_change")).isCloseTo(1, within(0.02));
    assertThat(part("qualified", "quality").<Double>getAs("difference"))
        .isCloseTo(0, within(0.005));
    assertThat(total.<String>getAs("verdict")).isEqualTo("follow_up");
    assertThat(total.<String>getAs("finding"))
        .startsWith("conversion fell because sales came later or not at all: from 50.0% to 33.")
        .endsWith("sales touched 100.0% before and 66.8% now");
    assertThat(part("touched", "total").<String>getAs("verdict")).isEqualTo("no_fall");
  }

  @Test
  void spansOfTimeDispositionsAndReasonsAreCountedOfContactsWhoseHorizonIsOver() {
    assertThat(contacts("touch", "before the decision")).isEqualTo(1);
    assertThat(contacts("touch", "within 1 hour")).isEqualTo(1);
    assertThat(contacts("touch", "1 to 3 days")).isEqualTo(1);
    assertThat(contacts("touch", "at an unknown time")).isEqualTo(1);
    assertThat(contacts("touch", "never")).isEqualTo(1);
    assertThat(item("touch", "touched").<Double>getAs("share")).isEqualTo(0.8);
    // What came after the 30 days is none; what came first is what counts.
    assertThat(contacts("disposition", "accepted")).isZero();
    assertThat(contacts("disposition", "recycled")).isEqualTo(1);
    assertThat(contacts("disposition", "rejected")).isEqualTo(1);
    assertThat(contacts("disposition", "none")).isEqualTo(3);
    assertThat(contacts("disposition", "not_due")).isEqualTo(1);
    assertThat(item("disposition", "not_due").<Long>getAs("of_contacts")).isEqualTo(6);
    assertThat(contacts("reason", "too early")).isEqualTo(1);
    assertThat(item("reason", "(none)").<Double>getAs("share")).isEqualTo(0.5);
  }

  @Test
  void hoursToTheFirstTouchWaitForThoseWhomNobodyTouched() {
    // 0, 1, 49 hours and never; of the fourth nobody knows when.
    Row half = item("hours_to_touch", "half");
    assertThat(half.<Double>getAs("hours")).isEqualTo(1);
    assertThat(half.<Long>getAs("of_contacts")).isEqualTo(4);
    Row nine = item("hours_to_touch", "nine_in_ten");
    assertThat(nine.isNullAt(nine.fieldIndex(SlaTable.HOURS))).isTrue();
    assertThat(nine.<String>getAs("reason")).isEqualTo("fewer than that were ever touched");
  }

  @Test
  void unknownTimesFewContactsAndSecondRuns() {
    Row manual =
        tables
            .read(FollowUpTable.CONTRACT, review.slice())
            .where("route = 'manual' AND base = 'qualified' AND part = 'total'")
            .head();
    assertThat(manual.<String>getAs("reason"))
        .isEqualTo("insufficient: nobody logged when sales first touched 1 of 5 contacts");
    assertThat(new Monitor(tables).run(review))
        .extracting(WriteReceipt::changed)
        .containsOnly(false);
  }

  private Row part(String base, String part) {
    return tables
        .read(FollowUpTable.CONTRACT, review.slice())
        .where("route = 'rule' AND base = '%s' AND part = '%s'".formatted(base, part))
        .head();
  }

  private long contacts(String part, String item) {
    return item(part, item).<Long>getAs("contacts");
  }

  /** Of those by hand. */
  private Row item(String part, String item) {
    return tables
        .read(SlaTable.CONTRACT, review.slice())
        .where(
            "route = 'manual' AND channel = '(all)' AND cohort = '(all)' AND part = '%s' AND item = '%s'"
                .formatted(part, item))
        .head();
  }
}
