package io.requalify.calibration;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.SparkFixture;
import io.requalify.statistics.Logistic;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.CalibrationBandsTable;
import io.requalify.tables.result.CalibrationTable;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.result.ScoreTablesTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One world for all tests; who wants another one asks for another review. */
@ExtendWith(SparkFixture.class)
@TestInstance(Lifecycle.PER_CLASS)
final class CalibrationTest {
  private static final Instant JANUARY = Instant.parse("2026-01-10T00:00:00Z");
  private static final int MONTHS = 4;
  private static final int CONTACTS_OF_A_SCORE = 60;
  private static final int MATCH_DAYS = 7;

  private final Review review = review(MATCH_DAYS);
  private final SparkSession spark;
  private final Tables tables;
  private List<WriteReceipt> receipts = List.of();

  CalibrationTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.tables = new Tables(spark, new Warehouse(folder.toString()));
  }

  @BeforeAll
  void calibrate() {
    tables.replace(LabelledEpisodesTable.CONTRACT, dataset(episodes(review)), review.slice());
    receipts = new Calibration(tables).run(review);
  }

  private static Review review(int matchDays) {
    return new Review(
        Instant.parse("2026-07-01T00:00:00Z"),
        Instant.parse("2026-01-01T00:00:00Z"),
        Instant.parse("2026-04-30T22:00:00Z"),
        ZoneId.of("Europe/Berlin"),
        Optional.of("live"),
        List.of(),
        Map.of("accepted", 30),
        matchDays,
        OpportunityLink.LATEST);
  }

  /**
   * Four months; 50 to 89 points, which are worth the same throughout in the segment kept. In
   * broken the later months bring half as much for them.
   */
  private static List<Row> episodes(Review review) {
    List<Row> rows = new ArrayList<>();
    for (int month = 0; month < MONTHS; month++) {
      for (int points = 50; points < 90; points += 5) {
        double odds = Logistic.probability(-4 + 0.05 * points);
        for (String segment : List.of("kept", "broken")) {
          double rate = segment.equals("broken") && month >= 2 ? odds / 2 : odds;
          for (int contact = 0; contact < CONTACTS_OF_A_SCORE; contact++) {
            String id = "%s-%d-%d-%d".formatted(segment, month, points, contact);
            boolean converts = contact < Math.round(rate * CONTACTS_OF_A_SCORE);
            rows.add(episode(review, id, segment, month, points + 0.5, "rule", null, converts));
          }
        }
      }
    }
    for (int contact = 0; contact < 10; contact++) {
      rows.add(
          episode(review, "drawn-" + contact, "kept", 0, 30.25, "exploration", 0.25, contact < 4));
    }
    rows.add(episode(review, "by-hand", "kept", 0, 55, "manual", null, true));
    rows.add(episode(review, "too-young", "kept", 5, 55, "rule", null, true));
    return rows;
  }

  private static Row episode(
      Review review,
      String contact,
      String segment,
      int month,
      double score,
      String route,
      Double propensity,
      boolean converted) {
    Instant at =
        month > MONTHS
            ? review.asOf().minus(Duration.ofDays(3))
            : JANUARY.plus(Duration.ofDays(30L * month));
    return RowFactory.create(
        review.id(),
        review.asOf(),
        "live",
        contact,
        1,
        "accepted",
        null,
        null,
        segment,
        at,
        score,
        null,
        at,
        route,
        propensity,
        true,
        at,
        30,
        converted ? "converted" : "not_converted",
        converted ? at.plus(Duration.ofDays(1)) : null,
        null,
        null,
        null);
  }

  private Dataset<Row> dataset(List<Row> rows) {
    return spark.createDataFrame(rows, LabelledEpisodesTable.CONTRACT.schema());
  }

  @Test
  void keptPromisesAreToldFromBrokenOnes() {
    assertThat(receipts)
        .extracting(WriteReceipt::table)
        .containsExactly("score_tables", "calibration", "calibration_bands", "threshold_frontier");
    assertThat(value("kept", "earlier", "log_odds_of_ten_points")).isCloseTo(0.5, within(0.02));
    assertThat(value("kept", "later", "slope")).isCloseTo(1, within(0.01));
    assertThat(row("kept", "later", "in_the_large").<Double>getAs("lower")).isNegative();
    assertThat(row("kept", "later", "in_the_large").<Double>getAs("upper")).isPositive();
    assertThat(value("kept", "later", "miscalibration_p_value")).isGreaterThan(0.5);
    assertThat(row("broken", "later", "in_the_large").<Double>getAs("upper")).isLessThan(-0.5);
    assertThat(value("broken", "later", "miscalibration_p_value")).isLessThan(0.01);
    for (String segment : List.of("kept", "broken", Review.ALL)) {
      assertThat(value(segment, "later", "brier_score"))
          .isCloseTo(
              value(segment, "later", "miscalibration")
                  - value(segment, "later", "discrimination")
                  + value(segment, "later", "uncertainty"),
              within(1e-12));
    }
    // A wrong level spoils no order.
    assertThat(value("kept", "all", "area_under_curve")).isBetween(0.6, 0.75);
    assertThat(value("kept", "all", "surest_fall")).isZero();
    assertThat(value("kept", "all", "lowest_points")).isEqualTo(50);
    assertThat(value("kept", "all", "highest_points")).isEqualTo(85);
  }

  @Test
  void bandsHoldWhatWasPromisedBesideWhatCame() {
    List<Row> bands =
        tables
            .read(CalibrationBandsTable.CONTRACT, review.slice())
            .where(col(CalibrationBandsTable.SEGMENT).equalTo("broken"))
            .orderBy(CalibrationBandsTable.FROM_POINTS)
            .collectAsList();
    assertThat(bands)
        .extracting(row -> row.<Integer>getAs("from_points"))
        .containsExactly(50, 60, 70, 80);
    for (Row band : bands) {
      assertThat(band.<Long>getAs("contacts")).isEqualTo(2 * 2 * CONTACTS_OF_A_SCORE);
      assertThat(band.<Double>getAs("upper")).isLessThan(band.<Double>getAs("promised"));
      assertThat(band.<Double>getAs("consistent_lower"))
          .isGreaterThan(band.<Double>getAs("recalibrated"));
      assertThat(band.<Double>getAs("jeffreys_p_value")).isLessThan(0.01);
    }
    assertThat(bands.get(0).<Double>getAs("share_from_here_up")).isEqualTo(1);
    assertThat(bands.get(0).<Double>getAs("gain")).isEqualTo(1);
    assertThat(bands.get(3).<Double>getAs("lift")).isGreaterThan(1.3);
  }

  @Test
  void drawnContactsAreCountedApartAndWeighted() {
    Row drawn =
        tables
            .read(ScoreTablesTable.CONTRACT, review.slice())
            .where(col(ScoreTablesTable.POINTS).equalTo(30))
            .collectAsList()
            .get(0);
    assertThat(drawn.<Long>getAs("contacts")).isEqualTo(10);
    assertThat(drawn.<Long>getAs("mature")).isZero();
    assertThat(drawn.<Long>getAs("explored_mature")).isEqualTo(10);
    assertThat(drawn.<Long>getAs("explored_converted")).isEqualTo(4);
    assertThat(drawn.<Double>getAs("explored_weight")).isEqualTo(40);
    assertThat(drawn.<Double>getAs("explored_weight_converted")).isEqualTo(16);
    assertThat(drawn.<String>getAs("channel")).isEqualTo(Review.EMPTY);
    assertThat(drawn.<String>getAs("cohort")).isEqualTo("2026-01");
    long entered =
        tables
            .read(ScoreTablesTable.CONTRACT, review.slice())
            .agg(sum(ScoreTablesTable.CONTACTS))
            .first()
            .getLong(0);
    assertThat(entered).isEqualTo(episodes(review).size());
  }

  @Test
  void contactsOfAnAccountThatGoTogetherMakeIntervalsWider() {
    Review shared = review(MATCH_DAYS + 2);
    List<Row> rows = new ArrayList<>();
    for (Row row : episodes(shared)) {
      for (int colleague = 0; colleague < 3; colleague++) {
        Object[] values = new Object[row.size()];
        for (int place = 0; place < values.length; place++) {
          values[place] = row.get(place);
        }
        values[3] = row.getString(3) + "-" + colleague;
        values[6] = "account of " + row.getString(3);
        rows.add(RowFactory.create(values));
      }
    }
    tables.replace(LabelledEpisodesTable.CONTRACT, dataset(rows), shared.slice());
    new Calibration(tables).run(shared);

    for (String figure : List.of("slope", "in_the_large")) {
      Row alone = row(review, Review.ALL, "later", figure);
      Row together = row(shared, Review.ALL, "later", figure);
      assertThat(together.<Double>getAs("value"))
          .isCloseTo(alone.<Double>getAs("value"), within(1e-6));
      assertThat(together.<String>getAs("interval")).isEqualTo("between accounts");
      // Three colleagues with one fate tell as much as one of them.
      assertThat(width(together) / width(alone)).isBetween(0.8, 1.25);
      Row ofSegment = row(shared, "kept", "later", figure);
      assertThat(ofSegment.<String>getAs("interval")).isEqualTo("contacts independent");
      assertThat(width(ofSegment)).isLessThan(width(row(review, "kept", "later", figure)) * 0.6);
    }
    assertThat(row(Review.ALL, "all", "area_under_curve").<String>getAs("interval"))
        .isEqualTo("between accounts");
    assertThat(row(Review.ALL, "later", "miscalibration").<Double>getAs("upper")).isPositive();
    assertThat(row(Review.ALL, "later", "mean_error").<String>getAs("interval")).isEmpty();
  }

  private static double width(Row row) {
    return row.<Double>getAs("upper") - row.<Double>getAs("lower");
  }

  @Test
  void partitionsAndSecondRunsChangeNothing() {
    tables.replace(
        LabelledEpisodesTable.CONTRACT, dataset(episodes(review)).repartition(7), review.slice());

    assertThat(new Calibration(tables).run(review))
        .extracting(WriteReceipt::changed)
        .containsOnly(false);
  }

  @Test
  void scoresOfFewContactsAreRefusedInWords() {
    Review few = review(MATCH_DAYS + 1);
    tables.replace(
        LabelledEpisodesTable.CONTRACT, dataset(episodes(few).subList(0, 40)), few.slice());
    new Calibration(tables).run(few);

    Row slope = row(few, "kept", "later", "slope");
    assertThat(slope.isNullAt(slope.fieldIndex(CalibrationTable.VALUE))).isTrue();
    assertThat(slope.<String>getAs(CalibrationTable.REASON))
        .isEqualTo(
            "the earlier months promise nothing: of their 40 contacts 11 converted, and 50 of either kind are needed");
    assertThat(row(few, "kept", "all", "area_under_curve").<String>getAs(CalibrationTable.REASON))
        .startsWith("only 11 of 40 contacts had the event");
    assertThat(tables.read(CalibrationBandsTable.CONTRACT, few.slice()).isEmpty()).isTrue();
  }

  @Test
  void theLaterMonthsAreThoseAfterTheMiddleOne() {
    assertThat(review.firstLaterMonth()).isEqualTo(YearMonth.of(2026, 3));
    Review odd =
        new Review(
            review.asOf(),
            review.from(),
            Instant.parse("2026-03-15T00:00:00Z"),
            review.timezone(),
            review.production(),
            List.of(),
            review.horizonDays(),
            MATCH_DAYS,
            review.link());
    assertThat(odd.firstLaterMonth()).isEqualTo(YearMonth.of(2026, 3));
  }

  private Row row(String segment, String months, String figure) {
    return row(review, segment, months, figure);
  }

  private Row row(Review asked, String segment, String months, String figure) {
    return tables
        .read(CalibrationTable.CONTRACT, asked.slice())
        .where(
            "segment = '%s' AND months = '%s' AND figure = '%s'".formatted(segment, months, figure))
        .collectAsList()
        .get(0);
  }

  private double value(String segment, String months, String figure) {
    return row(segment, months, figure).<Double>getAs(CalibrationTable.VALUE);
  }
}
