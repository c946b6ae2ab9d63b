package io.requalify.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.SparkFixture;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.DriftTable;
import io.requalify.tables.result.LabelledEpisodesTable;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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

/**
 * Four months of 200 contacts under live, 50 on each of four Tuesdays. From March on half of them
 * come from events instead of a quarter, and 20% are accepted instead of 40%.
 */
@ExtendWith(SparkFixture.class)
@TestInstance(Lifecycle.PER_CLASS)
final class DriftTest {
  private final Review review =
      new Review(
          Instant.parse("2026-07-01T00:00:00Z"),
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2026-05-01T00:00:00Z"),
          ZoneOffset.UTC,
          Optional.of("live"),
          List.of("narrow"),
          Map.of("accepted", 30),
          7,
          OpportunityLink.LATEST);
  private final SparkSession spark;
  private final Tables tables;

  DriftTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.tables = new Tables(spark, new Warehouse(folder.toString()));
  }

  @BeforeAll
  void monitor() {
    tables.replace(LabelledEpisodesTable.CONTRACT, dataset(episodes()), review.slice());
    new Monitor(tables).run(review);
  }

  private List<Row> episodes() {
    List<Row> rows = new ArrayList<>();
    for (int month = 1; month <= 4; month++) {
      boolean later = month >= 3;
      for (int week = 0; week < 4; week++) {
        Instant at = Instant.parse("2026-0%d-%02dT12:00:00Z".formatted(month, 3 + 7 * week));
        for (int contact = 0; contact < 50; contact++) {
          String id = "%d-%d-%d".formatted(month, week, contact);
          String channel = contact % 4 < (later ? 2 : 3) ? "search" : "event";
          // Of 50 contacts the first two of each four are 26, and the first three 38.
          rows.add(
              episode("live", id, channel, at, 50 + contact % 20, contact < (later ? 10 : 20)));
        }
      }
    }
    rows.add(episode("narrow", "alone", null, Instant.parse("2026-01-06T00:00:00Z"), 90, true));
    return rows;
  }

  private Row episode(
      String version, String contact, String channel, Instant at, double score, boolean converted) {
    return RowFactory.create(
        review.id(),
        review.asOf(),
        version,
        contact,
        1,
        "accepted",
        null,
        channel,
        "default",
        at,
        score,
        null,
        at,
        "rule",
        null,
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
  void aMixOfChannelsThatMovedIsToldWithWhatMovedMost() {
    Row channels = row("live", "channel", "halves", "later");

    // 304 of 400 by search before and 208 of 400 now, half a contact more in each.
    double search = (208.5 - 304.5) / 401 * Math.log(208.5 / 304.5);
    double event = (192.5 - 96.5) / 401 * Math.log(192.5 / 96.5);
    assertThat(channels.<Double>getAs("value")).isCloseTo(search + event, within(1e-12));
    assertThat(channels.<Double>getAs("critical_value")).isCloseTo(3.841459 / 200, within(1e-8));
    assertThat(channels.<Boolean>getAs("drifts")).isTrue();
    assertThat(channels.<String>getAs("most_moved")).isEqualTo("event");
    assertThat(channels.<Double>getAs("share_before")).isEqualTo(0.24);
    assertThat(channels.<Double>getAs("share_now")).isEqualTo(0.48);
    assertThat(channels.<String>getAs("finding"))
        .startsWith("the mix of channels moved: index ")
        .endsWith("most by event, 24.0% before and 48.0% now");
    assertThat(row("live", "channel", "month", "2026-02").<Boolean>getAs("drifts")).isFalse();
    assertThat(row("live", "channel", "month", "2026-03").<Boolean>getAs("drifts")).isTrue();
  }

  @Test
  void pointsThatStayedTheSameDoNotDrift() {
    Row points = row("live", "score", "halves", "later");

    assertThat(points.<Double>getAs("value")).isZero();
    assertThat(points.<Double>getAs("probability")).isEqualTo(1);
    assertThat(points.<String>getAs("finding"))
        .startsWith("the mix of points moved no more than chance moves it");
  }

  @Test
  void aFallOfConversionIsDatedAndARiseIsNotClaimed() {
    Row fall = row("live", "conversion", "fall", "later");

    assertThat(fall.<Double>getAs("share_before")).isEqualTo(0.4);
    assertThat(fall.<Double>getAs("share_now")).isEqualTo(0.2);
    // Each week of 10 in 50 adds 10 ln(p1/p0) + 40 ln((1-p1)/(1-p0)) with p1 = (2/3)/(2/3+1.5).
    double noticed = (2.0 / 3) / (2.0 / 3 + 1.5);
    double week = 10 * Math.log(noticed / 0.4) + 40 * Math.log((1 - noticed) / 0.6);
    assertThat(fall.<Double>getAs("critical_value")).isBetween(week, 2 * week);
    assertThat(fall.<Boolean>getAs("drifts")).isTrue();
    assertThat(fall.<Date>getAs("since").toLocalDate()).isEqualTo(LocalDate.of(2026, 3, 2));
    assertThat(fall.<Date>getAs("noticed").toLocalDate()).isEqualTo(LocalDate.of(2026, 3, 9));
    assertThat(fall.<String>getAs("finding"))
        .isEqualTo(
            "conversion to accepted fell: 40.0% before, 20.0% from the week of 2026-03-02, noticed in that of 2026-03-09");
    Row rise = row("live", "conversion", "rise", "later");
    assertThat(rise.<Boolean>getAs("drifts")).isFalse();
    assertThat(rise.<Double>getAs("value")).isZero();
    assertThat(rise.isNullAt(rise.fieldIndex(DriftTable.SINCE))).isTrue();
  }

  @Test
  void tooFewContactsAndASingleSegmentAreRefusedInWords() {
    assertThat(row("live", "segment", "halves", "later").<String>getAs("reason"))
        .isEqualTo(
            "insufficient: all contacts lie in one bin, so no mix can change; take finer bins");
    assertThat(row("narrow", "channel", "halves", "later").<String>getAs("reason"))
        .startsWith("insufficient: there are 1 contacts before and 0 now;");
    Row alone = row("narrow", "conversion", "fall", "later");
    assertThat(alone.isNullAt(alone.fieldIndex(DriftTable.VALUE))).isTrue();
    assertThat(alone.<String>getAs("reason"))
        .startsWith("insufficient: there are 1 decisions in the earlier weeks and 0 in the later");
  }

  @Test
  void partitionsAndSecondRunsChangeNothing() {
    tables.replace(
        LabelledEpisodesTable.CONTRACT, dataset(episodes()).repartition(7), review.slice());

    assertThat(new Monitor(tables).run(review))
        .extracting(WriteReceipt::changed)
        .containsOnly(false);
  }

  private Row row(String version, String measure, String comparison, String period) {
    return tables
        .read(DriftTable.CONTRACT, review.slice())
        .where(
            "rule_version = '%s' AND measure = '%s' AND comparison = '%s' AND period = '%s' AND channel = '(all)'"
                .formatted(version, measure, comparison, period))
        .collectAsList()
        .get(0);
  }
}
