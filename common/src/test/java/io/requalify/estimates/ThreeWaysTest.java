package io.requalify.estimates;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.SourceRows;
import io.requalify.SparkFixture;
import io.requalify.conditions.CheckedRules;
import io.requalify.episodes.Rescore;
import io.requalify.outcomes.Label;
import io.requalify.rules.ManualVersion;
import io.requalify.rules.RuleVersion;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.ConversionEstimatesTable;
import io.requalify.tables.result.DataQualityTable;
import io.requalify.tables.result.EpisodesTable;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.result.RuleVersionsTable;
import io.requalify.tables.result.SwapSetsTable;
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

/** The three ways to define an MQL, on one small history: by points, by hand, by the product. */
@ExtendWith(SparkFixture.class)
@TestInstance(Lifecycle.PER_CLASS)
final class ThreeWaysTest {
  private static final Path PRODUCT_LED =
      Path.of(System.getProperty("requalify.root"), "examples", "rules", "product-led");
  private static final String MANUAL = ManualVersion.NAME;
  private static final Review THREE_WAYS = review("live", MANUAL, "product-led");

  private final Tables tables;
  private final SourceRows sources;
  private final RuleVersion live;
  private final CheckedRules productLed = CheckedRules.read(PRODUCT_LED);
  private final List<String> events = new ArrayList<>();

  ThreeWaysTest(SparkSession spark, @TempDir Path folder) {
    tables = new Tables(spark, new Warehouse(folder.resolve("warehouse").toString()));
    sources = new SourceRows(spark, "crm");
    live = RuleText.version(folder, "live", 50, "id: form, event: \"type = 'form'\", points: 50");
  }

  /**
   * By points: c01 to c04 and c11. By hand: c04 to c08 and c12, c07 without being worked. By the
   * product: c08 to c11. c13 raises a hand, and was decided on before it was known and after the
   * review.
   */
  @BeforeAll
  void history() {
    form("c01", "2026-01-10");
    form("c02", "2026-01-11");
    form("c03", "2026-01-12");
    form("c04", "2026-02-02");
    form("c11", "2026-03-02");
    productUse("c08", "2026-02-06");
    productUse("c09", "2026-03-03");
    productUse("c10", "2026-03-04");
    productUse("c11", "2026-03-03");
    List<String> contacts = new ArrayList<>();
    for (int contact = 1; contact <= 13; contact++) {
      // c01 and c05 are colleagues.
      String account = contact == 1 || contact == 5 ? "'acme'" : "null";
      contacts.add("('c%02d', '2026-01-01', %s, 'web')".formatted(contact, account));
    }
    sources
        .contacts(contacts.toArray(String[]::new))
        .events(events.toArray(String[]::new))
        .routings(
            "('c01', '2026-01-10', 'rule', null, true)",
            "('c02', '2026-01-11', 'rule', null, true)",
            "('c03', '2026-01-12', 'rule', null, false)",
            "('c04', '2026-01-05', 'manual', null, true)",
            "('c04', '2026-02-02', 'rule', null, true)",
            "('c05', '2026-02-03', 'manual', null, true)",
            "('c06', '2026-02-04', 'manual', null, true)",
            "('c07', '2026-02-05', 'manual', null, false)",
            "('c08', '2026-02-06', 'manual', null, true)",
            "('c09', '2026-03-03', 'exploration', 0.1, true)",
            "('c11', '2026-03-02', 'rule', null, true)",
            "('c12', '2026-02-01', 'manual', null, true)",
            "('c12', '2026-03-01', 'manual', null, true)",
            "('c13', '2025-12-31', 'manual', null, true)",
            "('c13', '2026-02-07', 'hand_raise', null, true)",
            "('c13', '2026-06-02', 'manual', null, true)",
            "('nobody', '2026-02-01', 'manual', null, true)")
        .stages(
            "('o01', 'c01', 'accepted', '2026-01-20', '2026-01-20')",
            "('o04', 'c04', 'accepted', '2026-02-10', '2026-02-10')",
            "('o05', 'c05', 'accepted', '2026-02-13', '2026-02-13')",
            "('o08', 'c08', 'accepted', '2026-02-16', '2026-02-16')",
            "('o09', 'c09', 'accepted', '2026-03-13', '2026-03-13')",
            "('o11', 'c11', 'accepted', '2026-03-12', '2026-03-12')",
            "('o12', 'c12', 'recycled', '2026-02-20', '2026-02-20')",
            "('o13', 'c12', 'accepted', '2026-03-05', '2026-03-05')")
        .write(tables);
    run(THREE_WAYS);
  }

  @Test
  void everyDecisionByHandIsAnEpisodeWithoutAScore() {
    assertThat(
            shown(
                EpisodesTable.CONTRACT,
                "rule_version",
                "contact_id",
                "cycle",
                "entry_at",
                "exit_cause"))
        .containsExactly(
            "live c01 1 2026-01-10 null",
            "live c02 1 2026-01-11 null",
            "live c03 1 2026-01-12 null",
            "live c04 1 2026-02-02 null",
            "live c11 1 2026-03-02 null",
            "manual c04 1 2026-01-05 null",
            "manual c05 1 2026-02-03 null",
            "manual c06 1 2026-02-04 null",
            "manual c07 1 2026-02-05 null",
            "manual c08 1 2026-02-06 null",
            "manual c12 1 2026-02-01 recycled",
            "manual c12 2 2026-03-01 null",
            "product-led c08 1 2026-02-06 fell",
            "product-led c09 1 2026-03-03 fell",
            "product-led c10 1 2026-03-04 fell",
            "product-led c11 1 2026-03-03 fell");
    Row byHand =
        tables.read(EpisodesTable.CONTRACT, THREE_WAYS.slice()).where("contact_id = 'c05'").head();
    assertThat(byHand.<Double>getAs("score")).isNull();
    assertThat(byHand.getJavaMap(byHand.fieldIndex("dimension_scores"))).isEmpty();
    assertThat(byHand.<String>getAs("segment")).isEqualTo("(none)");
    assertThat(byHand.<String>getAs("account_id")).isEqualTo("acme");
    assertThat(byHand.<String>getAs("channel")).isEqualTo("web");
    Row version =
        tables
            .read(RuleVersionsTable.CONTRACT, THREE_WAYS.slice())
            .where("rule_version = 'manual'")
            .head();
    assertThat(version.<String>getAs("role")).isEqualTo("candidate");
    assertThat(version.<String>getAs("fingerprint")).isEqualTo(ManualVersion.fingerprint());
  }

  @Test
  void anEpisodeByHandHasTheOutcomeOfItsOwnDecision() {
    assertThat(
            shown(
                LabelledEpisodesTable.CONTRACT,
                "rule_version",
                "contact_id",
                "cycle",
                "route",
                "worked",
                "state"))
        .containsExactly(
            "live c01 1 rule true converted",
            "live c02 1 rule true not_converted",
            "live c03 1 rule false unobserved",
            "live c04 1 rule true converted",
            "live c11 1 rule true converted",
            // Accepted five weeks after it was picked, and a week after production sent it.
            "manual c04 1 manual true not_converted",
            "manual c05 1 manual true converted",
            "manual c06 1 manual true not_converted",
            "manual c07 1 manual false unobserved",
            "manual c08 1 manual true converted",
            "manual c12 1 manual true not_converted",
            "manual c12 2 manual true converted",
            "product-led c08 1 manual true converted",
            "product-led c09 1 exploration true converted",
            "product-led c10 1 null false unobserved",
            "product-led c11 1 rule true converted");
  }

  @Test
  void theTwoByTwoOfEachWayCountsWhatWasWorkedInItsOwnWay() {
    assertThat(quadrants(THREE_WAYS, MANUAL))
        .containsExactly(
            // Contacts, worked, explored, mature, converted, shifted earlier, mean lead in days.
            "agree_in 1 1 0 1 0 1 28.0",
            "agree_out 3 0 0 0 0 null null",
            "swap_in 5 4 0 4 2 null null",
            "swap_out 4 3 0 3 2 null null");
    assertThat(quadrants(THREE_WAYS, "product-led"))
        .containsExactly(
            "agree_in 1 1 0 1 1 0 -1.0",
            "agree_out 5 0 0 0 0 null null",
            // c08 was worked because somebody picked it, which is no support for the product's.
            "swap_in 3 1 1 1 1 null null",
            "swap_out 4 3 0 3 2 null null");
  }

  @Test
  void whatCameOfThoseWhomPeoplePickedIsAFactAndTheProductsSwapInsStayUnknown() {
    // By hand 2 of 5 worked; by points 3 of 4.
    assertThat(figure(MANUAL, "observed", "conversion", "estimate")).isEqualTo(2.0 / 5);
    assertThat(figure(MANUAL, "snips", "conversion", "estimate")).isEqualTo(2.0 / 5);
    assertThat(figure("live", "observed", "conversion", "estimate")).isEqualTo(3.0 / 4);
    // Week of 5 January: c04. Of 26 January: c12. Of 2 February: 3 of 4 were worked, 2 converted.
    assertThat(figure(MANUAL, "ips", "conversion", "estimate"))
        .isCloseTo((0 + 0 + 2 * (4.0 / 3)) / 6, within(1e-6));
    assertThat(figure(MANUAL, "doubly_robust", "conversion", "supported_share")).isEqualTo(1);
    assertThat(figure(MANUAL, "doubly_robust", "conversion", "effective_sample")).isNull();
    assertThat(figure(MANUAL, "manski", "conversion", "lower")).isEqualTo(2.0 / 6);
    assertThat(figure(MANUAL, "manski", "conversion", "upper")).isEqualTo(3.0 / 6);
    // c03 and c07 were not worked; nothing else of the two versions is unknown, or shared.
    assertThat(figure(MANUAL, "manski", "difference", "lower"))
        .isCloseTo(2.0 / 6 - (3 + 1) / 5.0, within(1e-12));
    assertThat(figure(MANUAL, "manski", "difference", "upper"))
        .isCloseTo((2 + 1) / 6.0 - 3.0 / 5, within(1e-12));
    assertThat(reason(MANUAL, "snips")).doesNotContain("explored", "swap-ins");

    // The product's: of 4 contacts 2 are known, c11 and the drawn c09.
    assertThat(figure("product-led", "manski", "conversion", "lower")).isEqualTo(2.0 / 4);
    assertThat(figure("product-led", "manski", "conversion", "upper")).isEqualTo(1);
    assertThat(figure("product-led", "doubly_robust", "conversion", "estimate")).isNull();
    assertThat(reason("product-led", "snips"))
        .isEqualTo(
            "refused: only 1 effective explored contacts stand for the swap-ins; at least 50 are needed");
  }

  /**
   * Of the seven accounts of whom something was seen, with r = (A - rate) / n of each, minus the
   * same of production: acme 0.6/5 - 0.25/4, c02 0.75/4, c04 -0.4/5 - 0.25/4, c06 and c12 -0.4/5,
   * c08 0.6/5, c11 -0.25/4.
   */
  @Test
  void theDifferenceToProductionIsPairedByAccount() {
    double squares =
        square(0.6 / 5 - 0.25 / 4)
            + square(0.75 / 4)
            + square(0.4 / 5 + 0.25 / 4)
            + 2 * square(0.4 / 5)
            + square(0.6 / 5)
            + square(0.25 / 4);
    double reach = 1.959964 * Math.sqrt(squares * 7 / 6);
    double difference = 2.0 / 5 - 3.0 / 4;
    for (String estimator : List.of("observed", "snips")) {
      assertThat(figure(MANUAL, estimator, "difference", "estimate"))
          .isCloseTo(difference, within(1e-12));
      assertThat(figure(MANUAL, estimator, "difference", "lower"))
          .isCloseTo(difference - reach, within(1e-6));
      assertThat(figure(MANUAL, estimator, "difference", "upper"))
          .isCloseTo(difference + reach, within(1e-6));
    }
  }

  @Test
  void whoWasPickedByHandChangesNoFigureOfAnybodyElse() {
    Review without = review("live", "product-led");
    run(without);

    for (TableContract table :
        List.of(
            EpisodesTable.CONTRACT,
            LabelledEpisodesTable.CONTRACT,
            SwapSetsTable.CONTRACT,
            ConversionEstimatesTable.CONTRACT)) {
      assertThat(others(table, THREE_WAYS))
          .as(table.name())
          .isNotEmpty()
          .isEqualTo(others(table, without));
    }
  }

  @Test
  void whereCompaniesQualifyByHandTodayARuleIsComparedWithWhatPeoplePicked() {
    Review review = review(MANUAL, "live");
    run(review);

    assertThat(figure(review, MANUAL, "observed", "conversion", "estimate")).isEqualTo(2.0 / 5);
    assertThat(figure(review, "live", "observed", "conversion", "estimate")).isEqualTo(3.0 / 4);
    assertThat(quadrants(review, "live"))
        .containsExactly(
            "agree_in 1 1 0 1 1 0 -28.0",
            "agree_out 3 0 0 0 0 null null",
            "swap_in 4 3 0 3 2 null null",
            "swap_out 5 4 0 4 2 null null");
    // A rule has no shortfall against people.
    assertThat(
            tables
                .read(EpisodesTable.CONTRACT, review.slice())
                .where("production_shortfall IS NOT NULL")
                .count())
        .isZero();
  }

  @Test
  void onlyWhoWasPickedByHandIsAReviewOfItsOwn() {
    Review review = review(MANUAL);

    run(review);

    assertThat(figure(review, MANUAL, "observed", "conversion", "estimate")).isEqualTo(2.0 / 5);
    assertThat(run(review)).noneMatch(WriteReceipt::changed);
  }

  @Test
  void aDecisionBeforeTheCreationOfItsContactIsCountedAndNamed() {
    Row odd =
        tables
            .read(DataQualityTable.CONTRACT, THREE_WAYS.slice())
            .where("check_name = 'manual_decision_before_creation'")
            .head();
    assertThat(odd.<Long>getAs("affected")).isEqualTo(1);
    assertThat(odd.<Long>getAs("examined")).isEqualTo(8);
    assertThat(odd.<String>getList(odd.fieldIndex("examples"))).containsExactly("c13");
  }

  private void form(String contact, String day) {
    event(contact, "form", "null", day);
  }

  /** Three features beside the activation, and a limit: what the example asks of a team. */
  private void productUse(String contact, String day) {
    for (String asset : List.of("activated", "dashboard", "report", "automation")) {
      event(contact, "product_use", "'%s'".formatted(asset), day);
    }
    event(contact, "limit_reached", "'seats'", day);
  }

  private void event(String contact, String type, String asset, String day) {
    events.add(
        "('e%03d', '%s', '%s', %s, '%s', '%s')"
            .formatted(events.size(), contact, type, asset, day, day));
  }

  private static Review review(String production, String... candidates) {
    return new Review(
        Instant.parse("2026-06-01T00:00:00Z"),
        Instant.parse("2026-01-01T00:00:00Z"),
        Instant.parse("2026-04-01T00:00:00Z"),
        ZoneOffset.UTC,
        Optional.of(production),
        List.of(candidates),
        Map.of("accepted", 30),
        7,
        OpportunityLink.LATEST);
  }

  private List<WriteReceipt> run(Review review) {
    List<RuleVersion> files = new ArrayList<>(productLed.versions());
    files.add(live);
    List<WriteReceipt> receipts =
        new ArrayList<>(new Rescore(tables).run(review, files, productLed.catalogue()));
    receipts.addAll(new Label(tables).run(review));
    receipts.addAll(new Estimate(tables).run(review));
    return receipts;
  }

  private List<String> shown(TableContract table, String... columns) {
    return tables
        .read(table, THREE_WAYS.slice())
        .orderBy("rule_version", "contact_id", "cycle")
        .selectExpr(columns)
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" ").replace(" 00:00:00.0", ""))
        .toList();
  }

  private List<String> quadrants(Review review, String candidate) {
    return tables
        .read(SwapSetsTable.CONTRACT, review.slice())
        .where(col(SwapSetsTable.RULE_VERSION).equalTo(candidate))
        .where("channel = '(all)' AND segment = '(all)'")
        .orderBy(SwapSetsTable.QUADRANT)
        .select(
            SwapSetsTable.QUADRANT,
            SwapSetsTable.CONTACTS,
            SwapSetsTable.WORKED,
            SwapSetsTable.EXPLORED,
            SwapSetsTable.MATURE,
            SwapSetsTable.CONVERTED,
            SwapSetsTable.SHIFTED_EARLIER,
            SwapSetsTable.MEAN_LEAD_DAYS)
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" "))
        .toList();
  }

  private Double figure(String version, String estimator, String measure, String column) {
    return figure(THREE_WAYS, version, estimator, measure, column);
  }

  private Double figure(
      Review review, String version, String estimator, String measure, String column) {
    return estimate(review, version, estimator, measure).getAs(column);
  }

  private String reason(String version, String estimator) {
    return estimate(THREE_WAYS, version, estimator, "conversion")
        .getAs(ConversionEstimatesTable.REASON);
  }

  private Row estimate(Review review, String version, String estimator, String measure) {
    return tables
        .read(ConversionEstimatesTable.CONTRACT, review.slice())
        .where(
            "rule_version = '%s' AND estimator = '%s' AND measure = '%s'"
                .formatted(version, estimator, measure))
        .where("channel = '(all)' AND segment = '(all)' AND cohort = '(all)'")
        .head();
  }

  /** The rows of a review of all versions but manual, without the name of the review. */
  private List<String> others(TableContract table, Review review) {
    return tables
        .read(table, review.slice())
        .where(col("rule_version").notEqual(MANUAL))
        .drop(Review.REVIEW_ID)
        .collectAsList()
        .stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }

  private static double square(double number) {
    return number * number;
  }
}
