package io.requalify.channels;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_timestamp;
import static org.apache.spark.sql.functions.to_utc_timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.requalify.SparkFixture;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.Slice;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.result.ChannelQualityTable;
import io.requalify.tables.result.DataQualityTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.StageChangesTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The reference case olist-channels on the two files of the real export. */
@ExtendWith(SparkFixture.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OlistChannelsTest {
  private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");

  private final SparkSession spark;
  private final Path olist = Path.of(System.getProperty("requalify.shared"), "data", "olist");

  /** So long after the last lead that every horizon is over, and so long that every win counts. */
  private final Review review =
      new Review(
          Instant.parse("2021-01-01T00:00:00Z"),
          Instant.parse("2017-06-01T03:00:00Z"),
          Instant.parse("2018-07-01T03:00:00Z"),
          SAO_PAULO,
          Optional.empty(),
          List.of(),
          Map.of("accepted", 30, "opportunity", 90, "won", 730),
          7,
          OpportunityLink.LATEST);

  private Tables tables;

  OlistChannelsTest(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeAll
  void reviewTheExport(@TempDir Path folder) {
    assumeTrue(Files.isDirectory(olist), "skipped: olist-channels needs the folder " + olist);
    tables = new Tables(spark, new Warehouse(folder.toString()));
    put(ContactsTable.CONTRACT, contacts());
    put(StageChangesTable.CONTRACT, wins());
    new ChannelReview(tables).run(review);
  }

  @Test
  void everyOriginHasTheLeadsWinsAndMeanDaysOfTheReferenceCase() {
    assertThat(
            won(Review.ALL).entrySet().stream()
                .filter(origin -> !origin.getKey().equals(Review.ALL))
                .collect(Collectors.toMap(Map.Entry::getKey, origin -> figures(origin.getValue()))))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("(empty)", "60 14 49.2"),
                Map.entry("unknown", "1099 179 41.3"),
                Map.entry("paid_search", "1586 195 56.6"),
                Map.entry("organic_search", "2296 271 50.0"),
                Map.entry("direct_traffic", "499 56 31.1"),
                Map.entry("referral", "284 24 32.5"),
                Map.entry("social", "1350 75 61.0"),
                Map.entry("display", "118 6 10.3"),
                Map.entry("other_publicities", "65 3 39.3"),
                Map.entry("email", "493 15 52.2"),
                Map.entry("other", "150 4 15.3")));
  }

  @Test
  void theWholeHasAllLeadsWinsAndTheRevenueOfTheSellers() {
    Row all = won(Review.ALL).get(Review.ALL);

    assertThat(all.<Long>getAs(ChannelQualityTable.CONTACTS)).isEqualTo(8000);
    assertThat(all.<Long>getAs(ChannelQualityTable.RECORDED)).isEqualTo(842);
    assertThat(all.<java.math.BigDecimal>getAs(ChannelQualityTable.REVENUE))
        .isEqualByComparingTo("676851.48");
    assertThat(all.<String>getAs(ChannelQualityTable.CURRENCY)).isEqualTo("BRL");
  }

  @Test
  void winBeforeTheFirstContactIsOnRecordButNoConversion() {
    Row organic = won(Review.ALL).get("organic_search");

    assertThat(organic.<Long>getAs(ChannelQualityTable.RECORDED)).isEqualTo(271);
    assertThat(organic.<Long>getAs(ChannelQualityTable.RECORDED_BEFORE_START)).isEqualTo(1);
    assertThat(organic.<Long>getAs(ChannelQualityTable.CONVERTED)).isEqualTo(270);

    Row found =
        tables
            .read(DataQualityTable.CONTRACT, review.slice())
            .where(col(DataQualityTable.CHECK_NAME).equalTo("outcome_before_start"))
            .head();
    assertThat(found.<Long>getAs(DataQualityTable.AFFECTED)).isEqualTo(1);
    assertThat(found.<Long>getAs(DataQualityTable.EXAMINED)).isEqualTo(842);
    assertThat(found.getList(found.fieldIndex(DataQualityTable.EXAMPLES))).hasSize(1);
  }

  @Test
  void aprilCohortConvertsByTheMonthOfItsFirstContact() {
    Row april = won("2018-04").get(Review.ALL);

    assertThat(april.<Long>getAs(ChannelQualityTable.CONTACTS)).isEqualTo(1352);
    assertThat(april.<Long>getAs(ChannelQualityTable.CONVERTED)).isEqualTo(183);
    assertThat(april.<Double>getAs(ChannelQualityTable.RATE)).isEqualTo(183.0 / 1352);
  }

  @Test
  void emptyOriginShrinksMoreThanUnknown() {
    Map<String, Row> origins = won(Review.ALL);

    // The printed 18.6% counts the win before its lead among the others; BetaBinomialTest has that
    // one.
    assertThat(origins.get("(empty)").<Double>getAs(ChannelQualityTable.SHRUNKEN_RATE))
        .isCloseTo(0.1855, within(5e-5));
    assertThat(origins.get("unknown").<Double>getAs(ChannelQualityTable.SHRUNKEN_RATE))
        .isCloseTo(0.161, within(5e-4));
    assertThat(origins.get(Review.ALL).<Double>getAs(ChannelQualityTable.SHRUNKEN_RATE)).isNull();
    assertThat(origins.get("(empty)").<String>getAs(ChannelQualityTable.VERDICT))
        .isEqualTo("sufficient");
    assertThat(origins.get("other").<String>getAs(ChannelQualityTable.VERDICT))
        .isEqualTo("insufficient: 4 conversions among the mature contacts, at least 5 are needed");
  }

  @Test
  void emptyOriginIsNotRankedOverUnknownWithConfidence() {
    Map<String, Row> origins = won(Review.ALL);
    Row empty = origins.get("(empty)");

    assertThat(empty.<Double>getAs(ChannelQualityTable.BEST_PROBABILITY))
        .isCloseTo(0.71, within(0.02));
    assertThat(empty.<Integer>getAs(ChannelQualityTable.BEST_RANK)).isEqualTo(1);
    assertThat(empty.<Integer>getAs(ChannelQualityTable.WORST_RANK)).isGreaterThan(1);
    assertThat(empty.<Double>getAs(ChannelQualityTable.OVER_NEXT_PROBABILITY))
        .isBetween(0.70, 0.75);
    assertThat(empty.<Boolean>getAs(ChannelQualityTable.SURELY_OVER_NEXT)).isFalse();
    // 12.3% of 1,586 are more than 11.8% of 2,296 only by chance, 11.2% of 499 are not surely less;
    // of all neighbours only social is surely better than none after it.
    assertThat(
            origins.values().stream()
                .filter(row -> Boolean.TRUE.equals(row.getAs(ChannelQualityTable.SURELY_OVER_NEXT)))
                .map(row -> row.<String>getAs(ChannelQualityTable.CHANNEL)))
        .containsExactlyInAnyOrder("unknown");
  }

  @Test
  void emptyChannelIsToldApartFromUnknown() {
    Row found =
        tables
            .read(DataQualityTable.CONTRACT, review.slice())
            .where(col(DataQualityTable.CHECK_NAME).equalTo("contact_without_channel"))
            .head();

    assertThat(found.<Long>getAs(DataQualityTable.AFFECTED)).isEqualTo(60);
    assertThat(found.<Long>getAs(DataQualityTable.EXAMINED)).isEqualTo(8000);
  }

  private Map<String, Row> won(String cohort) {
    return tables
        .read(ChannelQualityTable.CONTRACT, review.slice())
        .where(col(ChannelQualityTable.OUTCOME).equalTo("won"))
        .where(col(ChannelQualityTable.COHORT).equalTo(cohort))
        .collectAsList()
        .stream()
        .collect(
            Collectors.toMap(row -> row.<String>getAs(ChannelQualityTable.CHANNEL), row -> row));
  }

  private static String figures(Row row) {
    // Half up from the exact quotient, as Postgres did it.
    return "%d %d %s"
        .formatted(
            row.<Long>getAs(ChannelQualityTable.CONTACTS),
            row.<Long>getAs(ChannelQualityTable.RECORDED),
            java.math.BigDecimal.valueOf(row.<Double>getAs(ChannelQualityTable.MEAN_DAYS))
                .setScale(1, java.math.RoundingMode.HALF_UP));
  }

  private void put(TableContract contract, Dataset<Row> rows) {
    tables.replace(contract, rows, Slice.of("source", "olist"));
  }

  private Dataset<Row> contacts() {
    return csv("olist_marketing_qualified_leads_dataset.csv")
        .select(
            col("mql_id").as(ContactsTable.CONTACT_ID),
            none("string").as(ContactsTable.ACCOUNT_ID),
            utc(col("first_contact_date")).as(ContactsTable.CREATED_AT),
            col("origin").as(ContactsTable.CHANNEL),
            none("string").as(ContactsTable.MEDIUM),
            none("string").as(ContactsTable.CAMPAIGN),
            none("string").as(ContactsTable.EMAIL_DOMAIN),
            lit("olist").as(ContactsTable.SOURCE),
            none("string").as(ContactsTable.SOURCE_ID));
  }

  private Dataset<Row> wins() {
    Dataset<Row> revenue =
        spark
            .read()
            .option("header", true)
            .schema(
                "seller_id STRING, orders LONG, items LONG, revenue DECIMAL(18,2), delivered LONG,"
                    + " on_time LONG, again STRING, review DOUBLE")
            .csv(olist.resolve("seller_performance_sumitup2003.csv").toString());
    return csv("olist_closed_deals_dataset.csv")
        .join(revenue, new String[] {"seller_id"}, "left")
        .select(
            col("seller_id").as(StageChangesTable.SUBJECT_ID),
            col("mql_id").as(StageChangesTable.CONTACT_ID),
            lit("won").as(StageChangesTable.STAGE),
            utc(col("won_date")).as(StageChangesTable.OCCURRED_AT),
            utc(col("won_date")).as(StageChangesTable.KNOWN_AT),
            col("revenue").as(StageChangesTable.AMOUNT),
            none("decimal(18,2)").as(StageChangesTable.MARGIN),
            lit("BRL").as(StageChangesTable.CURRENCY),
            none("string").as(StageChangesTable.REASON),
            lit("olist").as(StageChangesTable.SOURCE),
            none("string").as(StageChangesTable.SOURCE_ID));
  }

  private Dataset<Row> csv(String file) {
    return spark.read().option("header", true).csv(olist.resolve(file).toString());
  }

  private static Column utc(Column wallClock) {
    return to_utc_timestamp(to_timestamp(wallClock), SAO_PAULO.getId());
  }

  private static Column none(String type) {
    return lit(null).cast(type);
  }
}
