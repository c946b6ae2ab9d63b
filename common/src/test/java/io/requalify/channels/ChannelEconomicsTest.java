package io.requalify.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.SparkFixture;
import io.requalify.statistics.channels.ChannelSettings;
import io.requalify.statistics.proposals.PromotionRule;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.Slice;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.result.ChannelEconomicsTable;
import io.requalify.tables.source.ChannelCostsTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.SatisfactionTable;
import io.requalify.tables.source.StageChangesTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Forty leads of one channel that costs money, and one of a channel of which no costs are known.
 */
@ExtendWith(SparkFixture.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ChannelEconomicsTest {
  private static final String CREATED = "2026-02-10T12:00:00Z";

  private final SparkSession spark;
  private final Review review =
      new Review(
          Instant.parse("2026-06-01T00:00:00Z"),
          Instant.parse("2026-02-01T00:00:00Z"),
          Instant.parse("2026-06-01T00:00:00Z"),
          ZoneId.of("UTC"),
          Optional.empty(),
          List.of(),
          Map.of("accepted", 14, "won", 30),
          7,
          OpportunityLink.LATEST,
          PromotionRule.standard(),
          new ChannelSettings(Map.of(), 90, 30, OptionalInt.of(12), Duration.ofDays(7)));

  private Tables tables;

  ChannelEconomicsTest(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeAll
  void reviewASmallWorld(@TempDir Path folder) {
    tables = new Tables(spark, new Warehouse(folder.toString()));
    List<Row> contacts = new ArrayList<>();
    List<Row> stages = new ArrayList<>();
    List<Row> answers = new ArrayList<>();
    contacts.add(contact("alone", "social"));
    for (int i = 0; i < 40; i++) {
      String id = "contact %02d".formatted(i);
      contacts.add(contact(id, "search"));
      if (i < 32) {
        stages.add(stage(id, "won", "2026-02-20T12:00:00Z", "2026-02-20T12:00:00Z", "1200.00"));
        answers.add(answer(id, "2026-03-01T12:00:00Z", i < 20 ? 9 : i < 24 ? 7 : 6));
      }
      if (i < 4) {
        stages.add(stage(id, "churned", "2026-03-10T12:00:00Z", "2026-03-10T12:00:00Z", null));
      }
    }
    // Later than the thirty days of retention, or known only after the review.
    stages.add(
        stage("contact 05", "churned", "2026-04-10T12:00:00Z", "2026-04-10T12:00:00Z", null));
    stages.add(
        stage("contact 06", "churned", "2026-03-10T12:00:00Z", "2026-06-02T12:00:00Z", null));
    // An opinion from before the win is none of a customer, nor that of somebody who is none.
    answers.add(answer("contact 00", "2026-02-15T12:00:00Z", 0));
    answers.add(answer("contact 39", "2026-03-01T12:00:00Z", 0));
    put(ContactsTable.CONTRACT, contacts);
    put(StageChangesTable.CONTRACT, stages);
    put(SatisfactionTable.CONTRACT, answers);
    put(
        ChannelCostsTable.CONTRACT,
        List.of(
            // 28 of its 59 days are in the window.
            cost("2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z", "5900.00"),
            cost("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z", "1200.00"),
            cost("2025-12-01T00:00:00Z", "2026-01-01T00:00:00Z", "9999.00")));
    new ChannelReview(tables).run(review);
  }

  @Test
  void costsAreThoseOfTheWindowOverTheContactsAndOverTheWins() {
    Row perLead = row("search", ChannelEconomicsTable.COST_PER_CONTACT);
    Row perWin = row("search", "cost_per_won");

    assertThat(perLead.<BigDecimal>getAs(ChannelEconomicsTable.SPEND))
        .isEqualByComparingTo("4000.00");
    assertThat(value(perLead)).isEqualTo(100);
    assertThat(perLead.<String>getAs(ChannelEconomicsTable.REASON)).isEmpty();
    assertThat(value(perWin)).isCloseTo(125, within(1e-9));
    // 4000 (32 ∓ sqrt(z² 6.4)) / (32² - z² 6.4) with z = 1.96 and 6.4 = 40 * .8 * .2.
    assertThat(perWin.<Double>getAs(ChannelEconomicsTable.LOWER)).isCloseTo(108.23, within(0.01));
    assertThat(perWin.<Double>getAs(ChannelEconomicsTable.UPPER)).isCloseTo(147.92, within(0.01));
  }

  @Test
  void winIsPaidBackByItsMonthlyMargin() {
    assertThat(value(row("search", ChannelEconomicsTable.MARGIN_PER_WON))).isEqualTo(1200);
    // 125 a win, and 1,200 in twelve months.
    assertThat(value(row("search", ChannelEconomicsTable.PAYBACK_MONTHS)))
        .isCloseTo(1.25, within(1e-9));
  }

  @Test
  void customersAreKeptAndAskedFromTheirWinOn() {
    Row retention = row("search", ChannelEconomicsTable.RETENTION);
    Row score = row("search", ChannelEconomicsTable.NET_PROMOTER_SCORE);

    assertThat(value(retention)).isEqualTo(28.0 / 32);
    assertThat(retention.<Long>getAs(ChannelEconomicsTable.CONTACTS)).isEqualTo(32);
    // 20 of 32 promote, 8 detract.
    assertThat(value(score)).isEqualTo(37.5);
    assertThat(score.<Double>getAs(ChannelEconomicsTable.LOWER)).isBetween(5.0, 10.0);
  }

  @Test
  void whatIsNotKnownHasAReasonAndNoFigure() {
    assertThat(reason("social", ChannelEconomicsTable.COST_PER_CONTACT))
        .isEqualTo("no costs of the channel in the window are recorded");
    assertThat(reason("social", ChannelEconomicsTable.RETENTION))
        .startsWith("insufficient: 0 customers");
    assertThat(reason("search", "cost_per_accepted"))
        .isEqualTo("insufficient: 0 conversions among the mature contacts, at least 5 are needed");
  }

  @Test
  void wholeHasTheCostsOfAllChannelsOverAllContacts() {
    assertThat(value(row(Review.ALL, ChannelEconomicsTable.COST_PER_CONTACT)))
        .isCloseTo(4000.0 / 41, within(1e-9));
  }

  private String reason(String channel, String measure) {
    Row row = row(channel, measure);
    assertThat(row.isNullAt(row.fieldIndex(ChannelEconomicsTable.VALUE))).isTrue();
    return row.getAs(ChannelEconomicsTable.REASON);
  }

  private static double value(Row row) {
    return row.<Double>getAs(ChannelEconomicsTable.VALUE);
  }

  private Row row(String channel, String measure) {
    List<Row> rows =
        tables
            .read(ChannelEconomicsTable.CONTRACT, review.slice())
            .where("channel = '%s' AND measure = '%s'".formatted(channel, measure))
            .collectAsList();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private void put(TableContract contract, List<Row> rows) {
    tables.replace(
        contract, spark.createDataFrame(rows, contract.schema()), Slice.of("source", "crm"));
  }

  private static Row contact(String id, String channel) {
    return RowFactory.create(
        id, null, Instant.parse(CREATED), channel, null, null, null, "crm", null);
  }

  private static Row stage(
      String contact, String stage, String occurredAt, String knownAt, String margin) {
    return RowFactory.create(
        "deal of " + contact,
        contact,
        stage,
        Instant.parse(occurredAt),
        Instant.parse(knownAt),
        null,
        margin == null ? null : new BigDecimal(margin),
        margin == null ? null : "EUR",
        null,
        "crm",
        null);
  }

  private static Row answer(String contact, String at, int score) {
    return RowFactory.create(contact, Instant.parse(at), score, "crm", null);
  }

  private static Row cost(String start, String end, String amount) {
    return RowFactory.create(
        "search",
        Instant.parse(start),
        Instant.parse(end),
        new BigDecimal(amount),
        "EUR",
        "crm",
        null);
  }
}
