package io.requalify.channels;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.SparkFixture;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.result.MixRateTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

/** Under live every channel rises and the whole falls: the later months have other channels. */
@ExtendWith(SparkFixture.class)
@TestInstance(Lifecycle.PER_CLASS)
final class MixRateTest {
  private static final Instant EARLIER = Instant.parse("2026-01-10T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-03-20T00:00:00Z");

  private final Review review =
      new Review(
          Instant.parse("2026-07-01T00:00:00Z"),
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2026-05-01T00:00:00Z"),
          ZoneOffset.UTC,
          Optional.of("live"),
          List.of("cut-otherwise", "nobody", "search-only"),
          Map.of("accepted", 30),
          7,
          OpportunityLink.LATEST);
  private final SparkSession spark;
  private final Tables tables;

  MixRateTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.tables = new Tables(spark, new Warehouse(folder.toString()));
  }

  @BeforeAll
  void reviewChannels() {
    tables.replace(LabelledEpisodesTable.CONTRACT, dataset(episodes()), review.slice());
    new ChannelReview(tables).run(review);
  }

  private List<Row> episodes() {
    List<Row> rows = new ArrayList<>();
    add(rows, "live", "search", EARLIER, 80, 40);
    add(rows, "live", "social", EARLIER, 20, 2);
    add(rows, "live", "search", LATER, 20, 12);
    add(rows, "live", "social", LATER, 80, 16);
    add(rows, "search-only", "search", EARLIER, 80, 40);
    add(rows, "search-only", "search", LATER, 20, 12);
    for (Row row : List.copyOf(rows)) {
      if (row.get(2).equals("search-only")) {
        rows.add(of(row, "cut-otherwise", "enterprise"));
      }
    }
    // Neither was worked on the rule route, so neither counts.
    rows.add(episode("live", "drawn", "search", EARLIER, "exploration", true));
    rows.add(episode("live", "by-hand", "search", EARLIER, "manual", true));
    return rows;
  }

  private void add(
      List<Row> rows, String version, String channel, Instant at, int contacts, int converted) {
    for (int contact = 0; contact < contacts; contact++) {
      String id = "%s-%s-%d".formatted(channel, at, contact);
      rows.add(episode(version, id, channel, at, "rule", contact < converted));
    }
  }

  /** The same contact under a version that has other segments. */
  private static Row of(Row row, String version, String segment) {
    Object[] values = new Object[row.size()];
    for (int place = 0; place < values.length; place++) {
      values[place] = row.get(place);
    }
    values[2] = version;
    values[8] = segment;
    return RowFactory.create(values);
  }

  private Row episode(
      String version, String contact, String channel, Instant at, String route, boolean converted) {
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
        50.0,
        null,
        at,
        route,
        route.equals("exploration") ? 0.5 : null,
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
  void whatTheHeadlineSaysIsTakenApart() {
    assertThat(difference("months", "live", "total")).isCloseTo(-0.14, within(1e-15));
    assertThat(difference("months", "live", "channel")).isCloseTo(-0.24, within(1e-15));
    assertThat(difference("months", "live", "rate")).isCloseTo(0.10, within(1e-15));
    assertThat(difference("months", "live", "segment")).isZero();
    Row rate = row("months", "live", "rate");
    assertThat(rate.<Boolean>getAs(MixRateTable.SIMPSON)).isTrue();
    assertThat(rate.<Double>getAs(MixRateTable.BEFORE)).isEqualTo(0.42);
    assertThat(rate.<Double>getAs(MixRateTable.AFTER)).isEqualTo(0.28);
    assertThat(rate.<Long>getAs(MixRateTable.CONTACTS_BEFORE)).isEqualTo(100);
    assertThat(rate.<Long>getAs(MixRateTable.CONTACTS_AFTER)).isEqualTo(100);
    assertThat(rate.<String>getAs(MixRateTable.REASON)).isEmpty();
  }

  @Test
  void chanceBetweenAccountsStandsBeside() {
    Row channel = row("months", "live", "channel");

    assertThat(channel.<Double>getAs(MixRateTable.UPPER)).isLessThan(-0.1);
    assertThat(channel.<Double>getAs(MixRateTable.LOWER)).isBetween(-0.4, -0.24);
    Row rate = row("months", "live", "rate");
    assertThat(rate.<Double>getAs(MixRateTable.LOWER)).isLessThan(0);
  }

  @Test
  void candidateIsComparedWithProductionOverAllMonths() {
    assertThat(difference("versions", "search-only", "total"))
        .isCloseTo(0.52 - 0.35, within(1e-15));
    // It takes the same contacts of search, so that it is its channels alone.
    assertThat(difference("versions", "search-only", "rate")).isZero();
    assertThat(difference("versions", "search-only", "channel")).isCloseTo(0.17, within(1e-15));
  }

  @Test
  void versionsWithoutACommonSegmentAreComparedByChannelAlone() {
    assertThat(difference("versions", "cut-otherwise", "channel")).isCloseTo(0.17, within(1e-15));
    assertThat(difference("versions", "cut-otherwise", "rate")).isZero();
    assertThat(
            tables
                .read(MixRateTable.CONTRACT, review.slice())
                .where("comparison = 'versions' AND rule_version = 'cut-otherwise'")
                .collectAsList())
        .extracting(row -> row.<String>getAs(MixRateTable.PART))
        .containsExactlyInAnyOrder("total", "channel", "rate");
    assertThat(row("versions", "cut-otherwise", "total").<String>getAs(MixRateTable.REASON))
        .isEqualTo("by channel alone: the segments of the two sides have no name in common");
  }

  @Test
  void whatMovedTheWholeIsSaidInWords() {
    assertThat(row("months", "live", "total").<String>getAs(MixRateTable.DIAGNOSIS))
        .isEqualTo("lowered by channel");
    assertThat(row("versions", "search-only", "total").<String>getAs(MixRateTable.DIAGNOSIS))
        .isEqualTo("raised by channel");
  }

  @Test
  void whereNobodyWasWorkedNothingIsTakenApart() {
    Row nobody = row("versions", "nobody", "total");

    assertThat(nobody.isNullAt(nobody.fieldIndex(MixRateTable.DIFFERENCE))).isTrue();
    assertThat(nobody.<String>getAs(MixRateTable.REASON)).isEqualTo("there are no contacts after");
    assertThat(
            tables
                .read(MixRateTable.CONTRACT, review.slice())
                .where(col(MixRateTable.RULE_VERSION).equalTo("nobody"))
                .count())
        .isEqualTo(2);
  }

  @Test
  void channelsThatAreMostlyEmptyAreNotTrusted() {
    Review other =
        new Review(
            review.asOf(),
            review.from(),
            review.to(),
            review.timezone(),
            review.production(),
            List.of(),
            review.horizonDays(),
            8,
            review.link());
    List<Row> rows = new ArrayList<>();
    for (Row row : episodes()) {
      Object[] values = new Object[row.size()];
      for (int place = 0; place < values.length; place++) {
        values[place] = row.get(place);
      }
      values[0] = other.id();
      values[7] = "social".equals(row.get(7)) ? null : row.get(7);
      if (row.get(2).equals("live")) {
        rows.add(RowFactory.create(values));
      }
    }
    tables.replace(LabelledEpisodesTable.CONTRACT, dataset(rows), other.slice());
    new ChannelReview(tables).run(other);

    assertThat(
            tables.read(MixRateTable.CONTRACT, other.slice()).collectAsList().stream()
                .map(row -> row.<String>getAs(MixRateTable.REASON)))
        .hasSize(4)
        .containsOnly(
            "not trusted: the channel of 50% of the contacts is empty, so its mix cannot be told");
  }

  @Test
  void partitionsChangeNothing() {
    tables.replace(
        LabelledEpisodesTable.CONTRACT, dataset(episodes()).repartition(7), review.slice());

    assertThat(new ChannelReview(tables).run(review))
        .extracting(WriteReceipt::changed)
        .containsOnly(false);
  }

  private double difference(String comparison, String version, String part) {
    return row(comparison, version, part).<Double>getAs(MixRateTable.DIFFERENCE);
  }

  private Row row(String comparison, String version, String part) {
    return tables
        .read(MixRateTable.CONTRACT, review.slice())
        .where(
            "comparison = '%s' AND rule_version = '%s' AND part = '%s'"
                .formatted(comparison, version, part))
        .collectAsList()
        .get(0);
  }
}
