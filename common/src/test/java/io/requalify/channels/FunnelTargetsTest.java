package io.requalify.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.SparkFixture;
import io.requalify.statistics.channels.TargetPlan;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.Slice;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.result.FunnelTargetsTable;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.source.ContactsTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
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
 * Of 100 leads of search 50 become MQLs after ten days, and all are worked; 40 are accepted, 35 get
 * an opportunity, and 30 win 45 days later, of 1,000 EUR each. Of 20 leads of webinar it is 10, 8,
 * 6 and 5. Under the other version nobody qualifies.
 */
@ExtendWith(SparkFixture.class)
@TestInstance(Lifecycle.PER_CLASS)
final class FunnelTargetsTest {
  private static final Instant CREATED = Instant.parse("2026-01-10T00:00:00Z");
  private static final Map<String, Integer> HORIZONS =
      Map.of("accepted", 30, "opportunity", 60, "won", 90);

  private final Review review =
      new Review(
          Instant.parse("2026-12-31T00:00:00Z"),
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2026-07-01T00:00:00Z"),
          ZoneOffset.UTC,
          Optional.of("live"),
          List.of("nobody"),
          HORIZONS,
          7,
          OpportunityLink.LATEST);
  private final SparkSession spark;
  private final Tables tables;

  FunnelTargetsTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.tables = new Tables(spark, new Warehouse(folder.toString()));
  }

  @BeforeAll
  void fillTheFunnel() {
    List<Row> contacts = new ArrayList<>();
    List<Row> episodes = new ArrayList<>();
    add(contacts, episodes, "search", 100, 50, List.of(40, 35, 30));
    add(contacts, episodes, "webinar", 20, 10, List.of(8, 6, 5));
    put(ContactsTable.CONTRACT, Slice.of("source", "crm"), contacts);
    put(LabelledEpisodesTable.CONTRACT, review.slice(), episodes);
  }

  private void add(
      List<Row> contacts,
      List<Row> episodes,
      String channel,
      int leads,
      int mqls,
      List<Integer> reached) {
    List<String> outcomes = List.of("accepted", "opportunity", "won");
    List<Integer> days = List.of(15, 25, 70);
    for (int lead = 0; lead < leads; lead++) {
      String id = channel + lead;
      contacts.add(RowFactory.create(id, null, CREATED, channel, null, null, null, "crm", null));
      for (int outcome = 0; lead < mqls && outcome < outcomes.size(); outcome++) {
        episodes.add(
            episode(
                id, outcomes.get(outcome), lead < reached.get(outcome) ? days.get(outcome) : -1));
      }
    }
  }

  private Row episode(String contact, String outcome, int day) {
    Instant entry = CREATED.plus(Duration.ofDays(10));
    boolean converted = day >= 0;
    boolean money = converted && outcome.equals("won");
    return RowFactory.create(
        review.id(),
        review.asOf(),
        "live",
        contact,
        1,
        outcome,
        null,
        "whatever",
        "default",
        entry,
        50.0,
        null,
        entry,
        "rule",
        null,
        true,
        entry,
        HORIZONS.get(outcome),
        converted ? "converted" : "not_converted",
        converted ? CREATED.plus(Duration.ofDays(day)) : null,
        money ? new BigDecimal("1000.00") : null,
        null,
        money ? "EUR" : null);
  }

  @Test
  void targetIsFollowedBackToLeadsAMonthEarlier() {
    List<Row> rows = planned("EUR", OptionalDouble.of(1_000), 35_000);

    // Search 30, 35, 40, 50, 100; webinar 5, then by the rates of all 5.86, 6.86, 8.57, 17.14.
    assertThat(contacts(rows, "won", "2027-03")).isEqualTo(35);
    assertThat(contacts(rows, "opportunity", "2027-02")).isEqualTo(41);
    assertThat(contacts(rows, "sql", "2027-02")).isEqualTo(47);
    assertThat(contacts(rows, "mql", "2027-02")).isEqualTo(59);
    assertThat(contacts(rows, "lead", "2027-02")).isEqualTo(118);
    Row won = row(rows, "needed", "won", "2027-03", "search");
    assertThat(won.<Long>getAs(FunnelTargetsTable.CONTACTS)).isEqualTo(30);
    assertThat(won.<Double>getAs(FunnelTargetsTable.REVENUE)).isEqualTo(30_000);
    assertThat(won.<Double>getAs(FunnelTargetsTable.RATE)).isEqualTo(30 / 35.0);
    assertThat(won.<Double>getAs(FunnelTargetsTable.LAG_DAYS)).isEqualTo(45);
    assertThat(won.<Integer>getAs(FunnelTargetsTable.LAG_MONTHS)).isEqualTo(1);
    assertThat(won.<String>getAs(FunnelTargetsTable.RATE_OF)).isEqualTo("channel");
    assertThat(won.<String>getAs(FunnelTargetsTable.REASON)).isEmpty();
    Row leads = row(rows, "needed", "lead", "2027-02", Review.ALL);
    assertThat(leads.<Long>getAs(FunnelTargetsTable.FEWEST)).isLessThan(118);
    assertThat(leads.<Long>getAs(FunnelTargetsTable.MOST)).isGreaterThan(118);
  }

  @Test
  void channelWithTooFewContactsIsPlannedByAllAndSaysSo() {
    Row mql =
        row(
            planned("EUR", OptionalDouble.of(1_000), 35_000),
            "needed",
            "mql",
            "2027-02",
            "webinar");

    assertThat(mql.<Double>getAs(FunnelTargetsTable.RATE)).isEqualTo(60 / 120.0);
    assertThat(mql.<String>getAs(FunnelTargetsTable.RATE_OF)).isEqualTo("all channels");
    assertThat(mql.<String>getAs(FunnelTargetsTable.REASON))
        .isEqualTo("the rate of all channels: insufficient: 20 contacts, at least 30 are needed");
  }

  @Test
  void plannedLeadsAreFollowedOnToWins() {
    List<Row> rows = planned("EUR", OptionalDouble.of(1_000), 35_000);

    // 100 · 0.5 · 0.8 · 41/48 · 35/41 of a channel that nobody knows yet: 29.17.
    Row won = row(rows, "expected", "won", "2027-02", "podcast");
    assertThat(won.<Long>getAs(FunnelTargetsTable.CONTACTS)).isEqualTo(29);
    assertThat(won.<Double>getAs(FunnelTargetsTable.REVENUE)).isEqualTo(29_000);
    assertThat(won.<String>getAs(FunnelTargetsTable.REASON))
        .isEqualTo("the rate of all channels: insufficient: 0 contacts, at least 30 are needed");
    assertThat(row(rows, "expected", "sql", "2027-01", "podcast").<Long>getAs("contacts"))
        .isEqualTo(40);
  }

  @Test
  void valueOfAWinComesFromAmountsOnRecordOfTheSameCurrency() {
    Row webinar =
        row(planned("EUR", OptionalDouble.empty(), 35_000), "needed", "won", "2027-03", "webinar");
    assertThat(webinar.<Double>getAs(FunnelTargetsTable.DEAL_VALUE)).isEqualTo(1_000);
    assertThat(webinar.<Double>getAs(FunnelTargetsTable.DEAL_VALUE_LOWER))
        .isCloseTo(1_000, within(1e-6));
    assertThat(webinar.<String>getAs(FunnelTargetsTable.REASON))
        .endsWith(
            "; the value of a win of all channels: insufficient: 5 wins have an amount, at least 30 are needed");

    List<Row> dollars = planned("USD", OptionalDouble.empty(), 35_000);
    assertThat(
            row(dollars, "needed", Review.ALL, Review.ALL, Review.ALL)
                .<String>getAs(FunnelTargetsTable.REASON))
        .isEqualTo(
            "insufficient: amounts on record are in [EUR] and the plan in USD; state deal_value");
    Row brought = row(dollars, "expected", "won", "2027-02", "podcast");
    assertThat(brought.<Long>getAs(FunnelTargetsTable.CONTACTS)).isEqualTo(29);
    assertThat(brought.<Double>getAs(FunnelTargetsTable.REVENUE)).isNull();
  }

  @Test
  void versionWithoutContactsIsRefusedInWords() {
    planned("EUR", OptionalDouble.of(1_000), 35_000);

    assertThat(
            tables
                .read(FunnelTargetsTable.CONTRACT, review.slice())
                .where("rule_version = 'nobody'")
                .collectAsList())
        .extracting(row -> row.<String>getAs(FunnelTargetsTable.REASON))
        .hasSize(2)
        .containsOnly(
            "insufficient: from lead to mql: 0 of 120 contacts went on, at least 5 are needed");
  }

  @Test
  void leadsThatWouldHaveBeenNeededInThePastAreTooLate() {
    SortedMap<YearMonth, Double> revenue = new TreeMap<>(Map.of(YearMonth.of(2026, 12), 35_000.0));
    new FunnelTargets(tables)
        .run(review, new TargetPlan("EUR", revenue, OptionalDouble.of(1_000), new TreeMap<>()));
    List<Row> rows = live();

    assertThat(
            row(rows, "needed", "lead", "2026-11", "search")
                .<String>getAs(FunnelTargetsTable.REASON))
        .isEqualTo("too late: the month was over as of the review");
    assertThat(
            row(rows, "needed", "won", "2026-12", "search")
                .<String>getAs(FunnelTargetsTable.REASON))
        .isEmpty();
  }

  private List<Row> planned(String currency, OptionalDouble dealValue, double target) {
    SortedMap<YearMonth, Double> revenue = new TreeMap<>(Map.of(YearMonth.of(2027, 3), target));
    SortedMap<String, SortedMap<YearMonth, Long>> leads =
        new TreeMap<>(Map.of("podcast", new TreeMap<>(Map.of(YearMonth.of(2027, 1), 100L))));
    new FunnelTargets(tables).run(review, new TargetPlan(currency, revenue, dealValue, leads));
    return live();
  }

  private List<Row> live() {
    return tables
        .read(FunnelTargetsTable.CONTRACT, review.slice())
        .where("rule_version = 'live'")
        .collectAsList();
  }

  private static long contacts(List<Row> rows, String stage, String month) {
    return row(rows, "needed", stage, month, Review.ALL).<Long>getAs(FunnelTargetsTable.CONTACTS);
  }

  private static Row row(
      List<Row> rows, String direction, String stage, String month, String channel) {
    List<Row> found =
        rows.stream()
            .filter(row -> row.getAs(FunnelTargetsTable.DIRECTION).equals(direction))
            .filter(row -> row.getAs(FunnelTargetsTable.STAGE).equals(stage))
            .filter(row -> row.getAs(FunnelTargetsTable.MONTH).equals(month))
            .filter(row -> row.getAs(FunnelTargetsTable.CHANNEL).equals(channel))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private void put(TableContract contract, Slice slice, List<Row> rows) {
    tables.replace(contract, spark.createDataFrame(rows, contract.schema()), slice);
  }
}
