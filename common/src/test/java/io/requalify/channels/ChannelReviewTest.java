package io.requalify.channels;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.SparkFixture;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.Slice;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.ChannelQualityTable;
import io.requalify.tables.result.ConversionEstimatesTable;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.StageChangesTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One small world in which everything that is easily counted wrong happens once. */
@ExtendWith(SparkFixture.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ChannelReviewTest {
  private final SparkSession spark;
  private final Review review =
      new Review(
          Instant.parse("2026-06-01T00:00:00Z"),
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2026-06-01T00:00:00Z"),
          ZoneId.of("America/Sao_Paulo"),
          Optional.of("live"),
          List.of(),
          Map.of("accepted", 14, "won", 30),
          7,
          OpportunityLink.LATEST);

  private Tables tables;

  ChannelReviewTest(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeAll
  void reviewASmallWorld(@TempDir Path folder) {
    tables = new Tables(spark, new Warehouse(folder.toString()));
    put(
        ContactsTable.CONTRACT,
        Slice.of("source", "crm"),
        List.of(
            // Still the last day of January in the zone of the review.
            contact("twice", "2026-02-01T01:00:00Z", "search", "brand", "spring"),
            contact("shared", "2026-02-10T12:00:00Z", "search", "brand", null),
            contact("early", "2026-02-10T12:00:00Z", "social"),
            contact("young", "2026-05-20T12:00:00Z", "social"),
            contact("slow", "2026-02-10T12:00:00Z", null),
            contact("before the window", "2025-12-31T23:59:59Z", "search")));
    put(
        StageChangesTable.CONTRACT,
        Slice.of("source", "crm"),
        List.of(
            stage("deal-1", "twice", "accepted", "2026-02-06T12:00:00Z", null, null),
            won("deal-1", "twice", "2026-02-11T12:00:00Z", "100.00", "EUR"),
            won("deal-2", "twice", "2026-02-21T12:00:00Z", "50.00", "EUR"),
            // The second deal was won again with another amount, and belongs to two contacts.
            won("deal-2", "twice", "2026-02-25T12:00:00Z", "70.00", "EUR"),
            won("deal-2", "shared", "2026-02-25T12:00:00Z", "70.00", "EUR"),
            won("deal-3", "early", "2026-02-08T12:00:00Z", "10.00", "EUR"),
            won("deal-4", "young", "2026-05-22T12:00:00Z", "30.00", "USD"),
            won("deal-5", "slow", "2026-04-10T12:00:00Z", null, null),
            // Known only after the review.
            won("deal-6", "early", "2026-06-01T00:00:01Z", "999.00", "EUR")));
    put(
        LabelledEpisodesTable.CONTRACT,
        review.slice(),
        List.of(
            episode("twice", 1, "2026-02-05T12:00:00Z", "rule", "converted"),
            // Back within the same week, and a Sunday evening in the zone of the review.
            episode("twice", 2, "2026-02-09T02:00:00Z", "rule", "not_converted"),
            episode("twice", 3, "2026-04-05T12:00:00Z", "rule", "not_converted"),
            episode("slow", 1, "2026-02-15T12:00:00Z", null, "unobserved"),
            episode("early", 1, "2026-02-15T12:00:00Z", "rule", "not_converted")));
    put(
        ConversionEstimatesTable.CONTRACT,
        review.slice(),
        List.of(
            estimate("search", "doubly_robust", 0.3, ""),
            estimate("search", "direct", 0.9, ""),
            estimate("social", "doubly_robust", null, "refused: too few")));
    new ChannelReview(tables).run(review);
  }

  @Test
  void contactThatWonTwiceCountsOnceAndAnOpportunityOfTwoContactsToo() {
    Row search = leads("search", Review.ALL);

    assertThat(search.<Long>getAs(ChannelQualityTable.CONTACTS)).isEqualTo(2);
    assertThat(search.<Long>getAs(ChannelQualityTable.RECORDED)).isEqualTo(2);
    assertThat(search.<BigDecimal>getAs(ChannelQualityTable.REVENUE))
        .isEqualByComparingTo("170.00");
    assertThat(search.<String>getAs(ChannelQualityTable.CURRENCY)).isEqualTo("EUR");
  }

  @Test
  void severalCurrenciesHaveNoSum() {
    Row all = leads(Review.ALL, Review.ALL);

    assertThat(all.<BigDecimal>getAs(ChannelQualityTable.REVENUE)).isNull();
    assertThat(all.<String>getAs(ChannelQualityTable.CURRENCY)).isEqualTo("several");
  }

  @Test
  void emptyChannelHasANameAndNoMoneyIsNotNoughtMoney() {
    Row empty = leads(Review.EMPTY, Review.ALL);

    assertThat(empty.<Long>getAs(ChannelQualityTable.CONVERTED)).isEqualTo(1);
    assertThat(empty.<BigDecimal>getAs(ChannelQualityTable.REVENUE)).isNull();
    assertThat(empty.<String>getAs(ChannelQualityTable.CURRENCY)).isNull();
  }

  @Test
  void daysAreCalendarDaysInTheZoneOfTheReviewAndMayBeNegative() {
    // From 31 January to 11 February, and from 10 to 25 February.
    assertThat(leads("search", Review.ALL).<Double>getAs(ChannelQualityTable.MEAN_DAYS))
        .isCloseTo((11 + 15) / 2.0, within(1e-12));
    assertThat(leads("social", "2026-02").<Double>getAs(ChannelQualityTable.MEAN_DAYS))
        .isEqualTo(-2);
  }

  @Test
  void cohortIsTheMonthInTheZoneOfTheReview() {
    assertThat(leads("search", "2026-01").<Long>getAs(ChannelQualityTable.CONTACTS)).isEqualTo(1);
    assertThat(leads(Review.ALL, "2026-02").<Long>getAs(ChannelQualityTable.CONTACTS)).isEqualTo(3);
  }

  @Test
  void conversionIsMatureOnlyWhenItsHorizonIsOverAndInTime() {
    Row all = leads(Review.ALL, Review.ALL);

    // Converted: twice, shared, young and slow. Mature: all but young. In time of these: not slow.
    assertThat(all.<Long>getAs(ChannelQualityTable.CONTACTS)).isEqualTo(5);
    assertThat(all.<Long>getAs(ChannelQualityTable.RECORDED)).isEqualTo(5);
    assertThat(all.<Long>getAs(ChannelQualityTable.CONVERTED)).isEqualTo(4);
    assertThat(all.<Long>getAs(ChannelQualityTable.MATURE_CONTACTS)).isEqualTo(4);
    assertThat(all.<Long>getAs(ChannelQualityTable.MATURE_CONVERTED)).isEqualTo(2);
    assertThat(all.<String>getAs(ChannelQualityTable.VERDICT))
        .isEqualTo("insufficient: 4 mature contacts, at least 30 are needed");
    assertThat(leads("search", Review.ALL).<String>getAs(ChannelQualityTable.VERDICT))
        .contains("; not shrunken: ");
  }

  @Test
  void mqlsAreContactsByTheirFirstEpisodeAndMatureOnlyWhereSalesWorkedThem() {
    Row all = row(ChannelUnits.MQL, "live", Review.ALL, Review.ALL);

    assertThat(all.<Long>getAs(ChannelQualityTable.CONTACTS)).isEqualTo(3);
    assertThat(all.<Long>getAs(ChannelQualityTable.RECORDED)).isEqualTo(3);
    assertThat(all.<Long>getAs(ChannelQualityTable.CONVERTED)).isEqualTo(2);
    assertThat(all.<Long>getAs(ChannelQualityTable.MATURE_CONTACTS)).isEqualTo(2);
    assertThat(all.<Long>getAs(ChannelQualityTable.MATURE_CONVERTED)).isEqualTo(1);
  }

  @Test
  void secondRunChangesNothing() {
    assertThat(new ChannelReview(tables).run(review))
        .extracting(WriteReceipt::changed)
        .hasSize(6)
        .containsOnly(false);
  }

  @Test
  void everyEntryCountsInItsOwnPeriodAlsoWhereTheContactLeftWithinDays() {
    // Three contacts, but five entries: one came back on the Sunday of its week, and in April.
    assertThat(entries("all", Review.ALL)).isEqualTo("5 entries of 3 contacts");
    assertThat(entries("week", "2026-02-02")).isEqualTo("2 entries of 1 contacts");
    assertThat(entries("week", "2026-02-09")).isEqualTo("2 entries of 2 contacts");
    assertThat(entries("month", "2026-02")).isEqualTo("4 entries of 3 contacts");
    assertThat(entries("quarter", "2026-Q1")).isEqualTo("4 entries of 3 contacts");
    assertThat(entries("quarter", "2026-Q2")).isEqualTo("1 entries of 0 contacts");
  }

  private String entries(String kind, String cohort) {
    Row row =
        only(
            """
            population = 'mql' AND level = 'all' AND segment = '(all)' AND outcome = 'won'
            AND cohort_kind = '%s' AND cohort = '%s'
            """
                .formatted(kind, cohort));
    return "%d entries of %d contacts"
        .formatted(
            row.<Long>getAs(ChannelQualityTable.ENTRIES),
            row.<Long>getAs(ChannelQualityTable.CONTACTS));
  }

  @Test
  void leadsBecomeMqlsOfAVersionWithinTheirDaysAsFarAsTheWindowTells() {
    Row row = only("outcome = 'mql' AND level = 'all' AND cohort_kind = 'all'");

    assertThat(row.<String>getAs(ChannelQualityTable.RULE_VERSION)).isEqualTo("live");
    assertThat(row.<Long>getAs(ChannelQualityTable.CONTACTS)).isEqualTo(5);
    // The one of 20 May has not had its 90 days when the window ends on 1 June.
    assertThat(row.<Long>getAs(ChannelQualityTable.MATURE_CONTACTS)).isEqualTo(4);
    assertThat(row.<Long>getAs(ChannelQualityTable.MATURE_CONVERTED)).isEqualTo(3);
    assertThat(row.<Integer>getAs(ChannelQualityTable.HORIZON_DAYS)).isEqualTo(90);
    // 31 January to 5 February, and twice 10 to 15 February.
    assertThat(row.<Double>getAs(ChannelQualityTable.MEAN_DAYS)).isEqualTo(5);
  }

  @Test
  void segmentsAreThoseOfTheEntry() {
    Row row =
        only("segment = 'default' AND level = 'all' AND cohort_kind = 'all' AND contacts > 0");

    assertThat(row.<String>getAs(ChannelQualityTable.POPULATION)).isEqualTo(ChannelUnits.MQL);
    assertThat(row.<Long>getAs(ChannelQualityTable.CONTACTS)).isEqualTo(3);
  }

  @Test
  void mediaAndCampaignsAreOfTheContactsWhoseSourceNamesThem() {
    String lead = "population = 'lead' AND outcome = 'won' AND ";

    assertThat(only(lead + "level = 'medium'").<Long>getAs(ChannelQualityTable.CONTACTS))
        .isEqualTo(2);
    Row campaign = only(lead + "level = 'campaign'");
    assertThat(campaign.<String>getAs(ChannelQualityTable.CHANNEL)).isEqualTo("search");
    assertThat(campaign.<String>getAs(ChannelQualityTable.MEDIUM)).isEqualTo("brand");
    assertThat(campaign.<String>getAs(ChannelQualityTable.CAMPAIGN)).isEqualTo("spring");
    assertThat(campaign.<Long>getAs(ChannelQualityTable.CONTACTS)).isEqualTo(1);
    assertThat(only("population = 'mql' AND level = 'medium'").<Long>getAs("entries")).isEqualTo(3);
  }

  @Test
  void valueIsPerContactAndDaysAreAlsoFromTheStageBefore() {
    Row search = leads("search", Review.ALL);

    assertThat(search.<BigDecimal>getAs(ChannelQualityTable.REVENUE_PER_CONTACT))
        .isEqualByComparingTo("85.00");
    // Nobody reached an opportunity, from which days to the win would count.
    assertThat(search.isNullAt(search.fieldIndex("mean_days_since_previous"))).isTrue();
  }

  @Test
  void whatTheVersionWouldHaveConvertedStandsBesideWhatItDid() {
    String ofWindow =
        "population = 'mql' AND segment = '(all)' AND cohort_kind = 'all' AND channel = '%s' AND"
            + " level = '%s'";
    Row search = only(ofWindow.formatted("search", "channel"));

    assertThat(search.<Double>getAs(ChannelQualityTable.COUNTERFACTUAL_RATE)).isEqualTo(0.3);
    assertThat(search.<Double>getAs(ChannelQualityTable.COUNTERFACTUAL_UPPER)).isEqualTo(0.4);
    assertThat(search.<String>getAs(ChannelQualityTable.COUNTERFACTUAL_REASON)).isEmpty();
    Row all = only(ofWindow.formatted("(all)", "all"));
    assertThat(all.<Double>getAs(ChannelQualityTable.COUNTERFACTUAL_RATE)).isNull();
    assertThat(all.<String>getAs(ChannelQualityTable.COUNTERFACTUAL_REASON))
        .isEqualTo("conversion_estimates has no such cut");
    assertThat(leads("search", Review.ALL).<String>getAs("counterfactual_reason"))
        .isEqualTo("leads are under no version");
  }

  private Row estimate(String channel, String estimator, Double estimate, String reason) {
    return RowFactory.create(
        review.id(),
        review.asOf(),
        "live",
        Review.ALL,
        channel,
        Review.ALL,
        "won",
        estimator,
        "conversion",
        ConversionEstimatesTable.NO_CURRENCY,
        estimate,
        0.2,
        0.4,
        "confidence interval",
        3L,
        2L,
        null,
        null,
        null,
        reason.isEmpty(),
        reason,
        null,
        null,
        null,
        null,
        null);
  }

  private Row only(String condition) {
    List<Row> rows =
        tables.read(ChannelQualityTable.CONTRACT, review.slice()).where(condition).collectAsList();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private Row leads(String channel, String cohort) {
    return row(ChannelUnits.LEAD, Review.NO_VERSION, channel, cohort);
  }

  private Row row(String population, String version, String channel, String cohort) {
    List<Row> rows =
        tables
            .read(ChannelQualityTable.CONTRACT, review.slice())
            .where(col(ChannelQualityTable.POPULATION).equalTo(population))
            .where(col(ChannelQualityTable.RULE_VERSION).equalTo(version))
            .where(col(ChannelQualityTable.CHANNEL).equalTo(channel))
            .where(col(ChannelQualityTable.LEVEL).isin("all", "channel"))
            .where(col(ChannelQualityTable.SEGMENT).equalTo(Review.ALL))
            .where(col(ChannelQualityTable.COHORT).equalTo(cohort))
            .where(col(ChannelQualityTable.OUTCOME).equalTo("won"))
            .collectAsList();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private void put(TableContract contract, Slice slice, List<Row> rows) {
    tables.replace(contract, spark.createDataFrame(rows, contract.schema()), slice);
  }

  private static Row contact(String id, String createdAt, String channel) {
    return contact(id, createdAt, channel, null, null);
  }

  private static Row contact(
      String id, String createdAt, String channel, String medium, String campaign) {
    return RowFactory.create(
        id, null, Instant.parse(createdAt), channel, medium, campaign, null, "crm", null);
  }

  private static Row won(
      String subject, String contact, String occurredAt, String amount, String currency) {
    return stage(subject, contact, "won", occurredAt, amount, currency);
  }

  private static Row stage(
      String subject,
      String contact,
      String stage,
      String occurredAt,
      String amount,
      String currency) {
    return RowFactory.create(
        subject,
        contact,
        stage,
        Instant.parse(occurredAt),
        Instant.parse(occurredAt),
        amount == null ? null : new BigDecimal(amount),
        null,
        currency,
        null,
        "crm",
        null);
  }

  private Row episode(String contact, int cycle, String at, String route, String state) {
    Instant instant = Instant.parse(at);
    return RowFactory.create(
        review.id(),
        review.asOf(),
        "live",
        contact,
        cycle,
        "won",
        null,
        "search",
        "default",
        instant,
        50.0,
        null,
        route == null ? null : instant,
        route,
        null,
        route != null,
        instant,
        30,
        state,
        state.equals("converted") ? instant.plusSeconds(1) : null,
        null,
        null,
        null);
  }
}
