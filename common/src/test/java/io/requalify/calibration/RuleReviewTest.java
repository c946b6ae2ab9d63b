package io.requalify.calibration;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.requalify.SourceRows;
import io.requalify.SparkFixture;
import io.requalify.episodes.Rescore;
import io.requalify.rules.AttributeCatalogue;
import io.requalify.rules.AttributeCatalogue.Type;
import io.requalify.rules.RuleVersion;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.result.RuleContributionsTable;
import io.requalify.timelines.RuleText;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
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
 * Four contacts. Version a asks for 20 points: c1 has them by a download and by being director, c2
 * has a webinar more, all at once; c3 has a download and a webinar, and as a student too little; c4
 * has a download. Version b asks for 5.
 */
@ExtendWith(SparkFixture.class)
@TestInstance(Lifecycle.PER_CLASS)
final class RuleReviewTest {
  private static final String[] RULES = {
    "id: download, event: \"type = 'download'\", points: 10",
    "id: webinar, event: \"type = 'webinar'\", points: 10",
    "id: director, attribute: \"contact.seniority = 'director'\", points: 10",
    "id: student, attribute: \"contact.seniority = 'student'\", points: -15",
    "id: phone, event: \"type = 'phone'\", points: 30"
  };

  private final Review review =
      new Review(
          Instant.parse("2026-06-01T00:00:00Z"),
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2026-04-01T00:00:00Z"),
          ZoneOffset.UTC,
          Optional.of("a"),
          List.of("b"),
          Map.of("accepted", 30),
          30,
          OpportunityLink.LATEST);

  private final SparkSession spark;
  private final Tables tables;
  private final List<RuleVersion> versions;
  private List<WriteReceipt> receipts = List.of();

  RuleReviewTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.tables = new Tables(spark, new Warehouse(folder.resolve("warehouse").toString()));
    this.versions =
        List.of(RuleText.version(folder, "a", 20, RULES), RuleText.version(folder, "b", 5, RULES));
  }

  @BeforeAll
  void replay() {
    new SourceRows(spark, "test")
        .contacts(
            "('c1', '2026-01-10', null, null)",
            "('c2', '2026-02-01', null, null)",
            "('c3', '2026-02-01', null, null)",
            "('c4', '2026-02-01', null, null)",
            "('later', '2026-05-01', null, null)")
        .events(
            "('e1', 'c1', 'download', null, '2026-02-02', '2026-02-02')",
            "('e2', 'c2', 'download', null, '2026-02-01', '2026-02-01')",
            "('e3', 'c2', 'webinar', null, '2026-02-01', '2026-02-01')",
            "('e4', 'c3', 'download', null, '2026-02-03', '2026-02-03')",
            "('e5', 'c3', 'webinar', null, '2026-02-04', '2026-02-04')",
            "('e6', 'c4', 'download', null, '2026-02-05', '2026-02-05')",
            "('e7', 'c4', 'phone', null, '2026-05-05', '2026-05-05')")
        .changes(
            "('contact', 'c1', 'seniority', 'director', '2026-01-11', '2026-01-11')",
            "('contact', 'c2', 'seniority', 'director', '2026-01-11', '2026-01-11')",
            "('contact', 'c3', 'seniority', 'student', '2026-02-04', '2026-02-04')")
        .write(tables);
    new Rescore(tables).run(review, versions, RuleText.CATALOGUE);
    tables.replace(
        LabelledEpisodesTable.CONTRACT,
        spark.createDataFrame(
            List.of(
                labelled("a", "c1", "2026-02-02", true, "rule", "converted", "120.50"),
                labelled("a", "c2", "2026-02-01", false, null, "unobserved", null),
                labelled("b", "c3", "2026-02-03", true, "exploration", "converted", "30.00"),
                labelled("b", "c4", "2026-02-05", true, "manual", "converted", "70.00")),
            LabelledEpisodesTable.CONTRACT.schema()),
        review.slice());
    receipts = run(RuleText.CATALOGUE);
  }

  private List<WriteReceipt> run(AttributeCatalogue catalogue) {
    return new RuleReview(tables).run(review, versions, catalogue);
  }

  private Row labelled(
      String version,
      String contact,
      String day,
      boolean worked,
      String route,
      String state,
      String amount) {
    Instant at = Instant.parse(day + "T00:00:00Z");
    return RowFactory.create(
        review.id(),
        review.asOf(),
        version,
        contact,
        1,
        "accepted",
        null,
        null,
        "all",
        at,
        20.0,
        null,
        worked ? at : null,
        route,
        null,
        worked,
        at,
        30,
        state,
        worked ? at.plusSeconds(60) : null,
        amount == null ? null : new BigDecimal(amount),
        null,
        amount == null ? null : "EUR");
  }

  @Test
  void pointsOfRulesAndLimitsAddUpToTheMeanScore() {
    assertThat(receipts).extracting(WriteReceipt::table).containsExactly("rule_contributions");
    double sum = 0;
    for (Row row : rows("a", Review.ALL)) {
      assertThat(row.<Long>getAs("contacts")).isEqualTo(4);
      assertThat(row.<Long>getAs("qualified")).isEqualTo(2);
      sum += row.<Double>getAs("mean_points");
    }
    // c1 20, c2 30, c3 5, c4 10
    assertThat(sum).isCloseTo(65 / 4.0, within(1e-12));
    assertThat(row("student").<Double>getAs("mean_points")).isEqualTo(-15 / 4.0);
    assertThat(row("student").<Double>getAs("mean_points_qualified")).isZero();
    assertThat(row("download").<Long>getAs("fired")).isEqualTo(4);
    assertThat(row("director").<Double>getAs("fired_share")).isEqualTo(0.5);
    assertThat(row("(limits)").<Double>getAs("mean_points")).isZero();
  }

  @Test
  void pivotalContactsWouldNotQualifyWithoutTheRule() {
    // c1 needs both of its rules; c2 has ten points to spare.
    Row download = row("download");
    assertThat(download.<Long>getAs("pivotal")).isEqualTo(1);
    assertThat(download.<Long>getAs("pivotal_mature")).isEqualTo(1);
    assertThat(download.<Long>getAs("pivotal_converted")).isEqualTo(1);
    assertThat(download.<Double>getAs("pivotal_rate")).isEqualTo(1);
    assertThat(download.<Double>getAs("pivotal_lower")).isBetween(0.2, 0.21);
    assertThat(download.<String>getAs("reason")).isEmpty();
    assertThat(row("student").<Long>getAs("kept_out")).isEqualTo(1);
    // Half of c1's qualification, a third of c2's.
    assertThat(download.<Double>getAs("shapley_shubik"))
        .isCloseTo((1 / 2.0 + 1 / 3.0) / 2, within(1e-9));
    assertThat(row("webinar").<Double>getAs("shapley_shubik")).isCloseTo(1 / 6.0, within(1e-9));
  }

  @Test
  void withoutARuleTheVersionIsReplayedAndItsContactsAreLostOrGained() {
    Row download = row("download");
    assertThat(download.<Long>getAs("lost")).isEqualTo(1);
    assertThat(download.<Long>getAs("lost_converted")).isEqualTo(1);
    assertThat(download.<BigDecimal>getAs("lost_amount")).isEqualByComparingTo("120.50");
    assertThat(download.<Long>getAs("gained")).isZero();
    // Without it c3 would have qualified; what came of c3 is known by version b.
    Row student = row("student");
    assertThat(student.<Long>getAs("lost")).isZero();
    assertThat(student.<Long>getAs("gained")).isEqualTo(1);
    assertThat(student.<Long>getAs("gained_mature")).isEqualTo(1);
    assertThat(student.<BigDecimal>getAs("gained_amount")).isEqualByComparingTo("30.00");
    // Under b c2 has points to spare, c1 still qualifies by its download, but three weeks later.
    Row director = rows("b", "all").get(2);
    assertThat(director.<String>getAs("rule")).isEqualTo("director");
    assertThat(director.<Long>getAs("lost")).isZero();
    assertThat(director.<Long>getAs("moved")).isEqualTo(1);
  }

  @Test
  void rulesThatDoNothingAreNamed() {
    assertThat(rows("a", Review.ALL))
        .extracting(row -> row.<String>getAs("rule") + ": " + row.<String>getAs("verdict"))
        .containsExactly(
            "download: ",
            "webinar: never pivotal",
            "director: ",
            "student: ",
            "phone: unused",
            "(limits): ");
    assertThat(row("phone").<String>getAs("reason"))
        .isEqualTo("no pivotal_rate: it is pivotal for nobody");
  }

  @Test
  void secondRunsChangeNothing() {
    assertThat(run(RuleText.CATALOGUE)).extracting(WriteReceipt::changed).containsOnly(false);
  }

  @Test
  void attributesThatAreReadAsOtherTypesThanWhenRescoredAreRefused() {
    AttributeCatalogue changed =
        AttributeCatalogue.of(
            Map.of("contact.seniority", Type.TEXT, "contact.visits", Type.NUMBER));
    // What no condition reads may change.
    assertThat(run(changed)).extracting(WriteReceipt::changed).containsOnly(false);

    Review other =
        new Review(
            review.asOf(),
            review.from(),
            review.to(),
            review.timezone(),
            review.production(),
            review.candidates(),
            review.horizonDays(),
            31,
            review.link());
    assertThatThrownBy(() -> new RuleReview(tables).run(other, versions, changed))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("was not rescored; run rescore with the same options first");
  }

  private Row row(String rule) {
    return rows("a", Review.ALL).stream()
        .filter(row -> row.<String>getAs("rule").equals(rule))
        .findFirst()
        .orElseThrow();
  }

  /** In the order of the rules. */
  private List<Row> rows(String version, String segment) {
    List<String> order = List.of("download", "webinar", "director", "student", "phone", "(limits)");
    List<Row> rows =
        tables
            .read(RuleContributionsTable.CONTRACT, review.slice())
            .where(
                col(RuleContributionsTable.RULE_VERSION)
                    .equalTo(version)
                    .and(col(RuleContributionsTable.SEGMENT).equalTo(segment)))
            .collectAsList();
    return rows.stream()
        .sorted(
            (one, other) ->
                Integer.compare(
                    order.indexOf(one.<String>getAs("rule")),
                    order.indexOf(other.<String>getAs("rule"))))
        .toList();
  }
}
