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
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.ChannelQualityTable;
import io.requalify.tables.result.ReviewComparisonsTable;
import io.requalify.tables.result.ReviewsTable;
import io.requalify.tables.source.NotableDatesTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
import scala.jdk.javaapi.CollectionConverters;

/** A review of March to May 2026, and reviews before it. */
@ExtendWith(SparkFixture.class)
@TestInstance(Lifecycle.PER_CLASS)
final class ReviewComparisonsTest {
  private final Review spring = review("2026-07-01", "2026-03-01", "2026-06-01", "UTC", 30);
  private final Review winter = review("2026-04-01", "2025-12-01", "2026-03-01", "UTC", 30);
  private final Review march = review("2026-05-01", "2026-03-01", "2026-04-01", "UTC", 30);
  private final Review inBerlin =
      review("2026-04-02", "2025-12-01", "2026-03-01", "Europe/Berlin", 30);
  private final Review patient = review("2026-04-03", "2025-12-01", "2026-03-01", "UTC", 60);
  private final Review overlapping = review("2026-06-02", "2026-02-01", "2026-05-01", "UTC", 30);
  private final Review later = review("2026-08-01", "2026-04-01", "2026-07-01", "UTC", 30);
  private final SparkSession spark;
  private final Tables tables;
  private final List<Row> quality = new ArrayList<>();

  ReviewComparisonsTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.tables = new Tables(spark, new Warehouse(folder.toString()));
  }

  private static Review review(String asOf, String from, String to, String zone, int horizonDays) {
    return new Review(
        Instant.parse(asOf + "T00:00:00Z"),
        Instant.parse(from + "T00:00:00Z"),
        Instant.parse(to + "T00:00:00Z"),
        zone.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(zone),
        Optional.of("live"),
        List.of(),
        Map.of("won", horizonDays),
        7,
        OpportunityLink.LATEST);
  }

  @BeforeAll
  void compare() {
    // 92 days, 90 days.
    figures(spring, "(all)", 184, 100, 30, "5520.00", "EUR");
    figures(spring, "enterprise", 46, 20, 10, "920.00", "EUR");
    figures(winter, "(all)", 90, 50, 20, "1800.00", "EUR");
    figures(winter, "enterprise", 45, 40, 20, "900.00", "EUR");
    figures(march, "(all)", 90, 50, 20, "1800.00", "EUR");
    figures(inBerlin, "(all)", 90, 50, 20, "1800.00", "EUR");
    figures(patient, "(all)", 90, 50, 20, "1800.00", "EUR");
    figures(overlapping, "(all)", 89, 50, 20, "1800.00", "USD");
    figures(later, "(all)", 90, 50, 20, "1800.00", "EUR");
    for (Review each : List.of(spring, winter, march, inBerlin, patient, overlapping, later)) {
      tables.replace(
          ReviewsTable.CONTRACT,
          spark.createDataFrame(List.of(row(each)), ReviewsTable.CONTRACT.schema()),
          each.slice());
      tables.replace(
          ChannelQualityTable.CONTRACT,
          spark.createDataFrame(
              quality.stream().filter(row -> row.getString(0).equals(each.id())).toList(),
              ChannelQualityTable.CONTRACT.schema()),
          each.slice());
    }
    new SourceRows(spark, "crm")
        .with(
            NotableDatesTable.CONTRACT,
            spark.sql(
                "SELECT TIMESTAMP '2026-03-15 00:00:00' AS notable_at, 'prices' AS what, 'up by a tenth' AS note"))
        .write(tables);
    new ReviewComparisons(tables).run(spring);
  }

  @Test
  void theSameMonthsOfAnotherSeasonAreComparedByWeek() {
    Row contacts = row(winter, "(all)", "weekly_contacts");
    Row conversion = row(winter, "(all)", "conversion");
    Row revenue = row(winter, "(all)", "revenue_per_contact");

    assertThat(contacts.<Double>getAs("before")).isCloseTo(7, within(1e-12));
    assertThat(contacts.<Double>getAs("now")).isCloseTo(14, within(1e-12));
    assertThat(contacts.<Double>getAs("change")).isCloseTo(7, within(1e-12));
    assertThat(contacts.<String>getAs("outcome")).isEqualTo("(none)");
    assertThat(conversion.<Double>getAs("change")).isCloseTo(0.3 - 0.4, within(1e-12));
    assertThat(revenue.<Double>getAs("before")).isCloseTo(20, within(1e-12));
    assertThat(revenue.<Double>getAs("now")).isCloseTo(30, within(1e-12));
    assertThat(revenue.<Integer>getAs("shared_days")).isZero();
    assertThat(revenue.<String>getAs("notable")).isEqualTo("2026-03-15 prices: up by a tenth");
    assertThat(revenue.<String>getAs("reason")).isEmpty();
  }

  @Test
  void anotherWindowZoneOrHorizonIsRefused() {
    assertThat(refusal(march, "(all)", "conversion"))
        .isEqualTo("another window: 2026-03-01 to 2026-04-01 then, 2026-03-01 to 2026-06-01 now");
    assertThat(refusal(inBerlin, "(all)", "weekly_contacts"))
        .isEqualTo("another zone: Europe/Berlin then, Z now");
    assertThat(refusal(patient, "(all)", "conversion"))
        .isEqualTo("another basis: a horizon of 60 days then, 30 now");
    // How many qualified does not depend on how long outcomes are waited for.
    assertThat(row(patient, "(all)", "weekly_contacts").<Double>getAs("before"))
        .isCloseTo(7, within(1e-12));
  }

  @Test
  void anotherSegmentOrCurrencyIsRefused() {
    assertThat(refusal(overlapping, "enterprise", "conversion"))
        .isEqualTo("another segment: nobody was in enterprise then");
    assertThat(refusal(overlapping, "(all)", "revenue_per_contact"))
        .isEqualTo("another revenue basis: USD then, EUR now");
    assertThat(row(overlapping, "(all)", "conversion").<Integer>getAs("shared_days")).isEqualTo(61);
    assertThat(refusal(winter, "enterprise", "conversion"))
        .isEqualTo(
            "insufficient: 40 mature contacts then and 20 now; at least 30 of each are needed");
  }

  @Test
  void laterReviewsAreLeftToTheirOwnComparisonAndASecondRunChangesNothing() {
    assertThat(
            tables
                .read(ReviewComparisonsTable.CONTRACT, spring.slice())
                .where("earlier_review_id = '%s'".formatted(later.id()))
                .collectAsList())
        .isEmpty();

    WriteReceipt again = new ReviewComparisons(tables).run(spring);

    assertThat(again.changed()).isFalse();
  }

  private String refusal(Review earlier, String segment, String measure) {
    Row row = row(earlier, segment, measure);
    assertThat(row.<Double>getAs("change")).isNull();
    assertThat(row.<Double>getAs("before")).isNull();
    return row.getAs("reason");
  }

  private Row row(Review earlier, String segment, String measure) {
    List<Row> rows =
        tables
            .read(ReviewComparisonsTable.CONTRACT, spring.slice())
            .where("earlier_review_id = '%s'".formatted(earlier.id()))
            .where("segment = '%s' AND measure = '%s'".formatted(segment, measure))
            .collectAsList();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private static Row row(Review review) {
    Map<String, Object> values = new HashMap<>();
    values.put(ReviewsTable.REVIEW_ID, review.id());
    values.put(ReviewsTable.AS_OF, review.asOf());
    values.put(ReviewsTable.WINDOW_FROM, review.from());
    values.put(ReviewsTable.WINDOW_TO, review.to());
    values.put(ReviewsTable.TIMEZONE, review.timezone().getId());
    values.put(ReviewsTable.PRODUCTION_VERSION, "live");
    values.put(ReviewsTable.CANDIDATE_VERSIONS, new String[0]);
    values.put(ReviewsTable.INPUTS, CollectionConverters.asScala(Map.of()));
    values.put(ReviewsTable.CODE_VERSION, "development");
    values.put(ReviewsTable.CONFIGURATION, CollectionConverters.asScala(review.configuration()));
    values.put(ReviewsTable.CONTACTS, 1000L);
    values.put(ReviewsTable.EPISODES, 100L);
    return of(ReviewsTable.CONTRACT, values);
  }

  private void figures(
      Review review,
      String segment,
      long contacts,
      long mature,
      long converted,
      String revenue,
      String currency) {
    Map<String, Object> values = new HashMap<>();
    values.put(ChannelQualityTable.REVIEW_ID, review.id());
    values.put(ChannelQualityTable.AS_OF, review.asOf());
    values.put(ChannelQualityTable.POPULATION, "mql");
    values.put(ChannelQualityTable.RULE_VERSION, "live");
    values.put(ChannelQualityTable.LEVEL, "all");
    values.put(ChannelQualityTable.CHANNEL, "(all)");
    values.put(ChannelQualityTable.MEDIUM, "(all)");
    values.put(ChannelQualityTable.CAMPAIGN, "(all)");
    values.put(ChannelQualityTable.SEGMENT, segment);
    values.put(ChannelQualityTable.COHORT_KIND, "all");
    values.put(ChannelQualityTable.COHORT, "(all)");
    values.put(ChannelQualityTable.OUTCOME, "won");
    values.put(ChannelQualityTable.ENTRIES, contacts);
    values.put(ChannelQualityTable.CONTACTS, contacts);
    values.put(ChannelQualityTable.RECORDED, converted);
    values.put(ChannelQualityTable.RECORDED_BEFORE_START, 0L);
    values.put(ChannelQualityTable.CONVERTED, converted);
    values.put(ChannelQualityTable.REVENUE, new BigDecimal(revenue));
    values.put(ChannelQualityTable.CURRENCY, currency);
    values.put(ChannelQualityTable.RATE, (double) converted / contacts);
    values.put(ChannelQualityTable.WILSON_LOWER, 0.0);
    values.put(ChannelQualityTable.WILSON_UPPER, 1.0);
    values.put(ChannelQualityTable.HORIZON_DAYS, 30);
    values.put(ChannelQualityTable.MATURE_CONTACTS, mature);
    values.put(ChannelQualityTable.MATURE_CONVERTED, converted);
    values.put(ChannelQualityTable.MATURE_RATE, (double) converted / mature);
    values.put(ChannelQualityTable.COUNTERFACTUAL_REASON, "not asked for here");
    values.put(ChannelQualityTable.VERDICT, "sufficient");
    quality.add(of(ChannelQualityTable.CONTRACT, values));
  }

  /** A row of what is stated, with nothing in its other columns. */
  private static Row of(TableContract contract, Map<String, Object> values) {
    return RowFactory.create(
        Arrays.stream(contract.schema().fieldNames()).map(values::get).toArray());
  }
}
