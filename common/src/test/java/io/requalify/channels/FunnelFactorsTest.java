package io.requalify.channels;

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
import io.requalify.tables.result.FunnelFactorsTable;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.source.ContactsTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
 * Forty leads in January and forty in March. Half of them become MQLs and are worked, half of these
 * are accepted and get an opportunity; in January five win and in March ten, of 100 EUR each. A
 * wide version qualifies all leads, and those that live does not were worked by nobody.
 */
@ExtendWith(SparkFixture.class)
@TestInstance(Lifecycle.PER_CLASS)
final class FunnelFactorsTest {
  private static final Instant JANUARY = Instant.parse("2026-01-10T00:00:00Z");
  private static final Instant MARCH = Instant.parse("2026-03-20T00:00:00Z");
  private static final int LEADS = 40;
  private static final int WORKED = 20;
  private static final int ACCEPTED = 10;

  private final Review review = review(Map.of("accepted", 30, "opportunity", 60, "won", 90));
  private final SparkSession spark;
  private final Tables tables;

  FunnelFactorsTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.tables = new Tables(spark, new Warehouse(folder.toString()));
  }

  private static Review review(Map<String, Integer> horizonDays) {
    return new Review(
        Instant.parse("2026-12-31T00:00:00Z"),
        Instant.parse("2026-01-01T00:00:00Z"),
        Instant.parse("2026-07-01T00:00:00Z"),
        ZoneOffset.UTC,
        Optional.of("live"),
        List.of("wide"),
        horizonDays,
        7,
        OpportunityLink.LATEST);
  }

  @BeforeAll
  void reviewTwoMonths() {
    List<Row> contacts = new ArrayList<>();
    List<Row> episodes = new ArrayList<>();
    for (Instant month : List.of(JANUARY, MARCH)) {
      int wins = month.equals(JANUARY) ? 5 : 10;
      for (int lead = 0; lead < LEADS; lead++) {
        String id = "%s-%d".formatted(month, lead);
        contacts.add(contact(id, month));
        for (String version : lead < WORKED ? List.of("live", "wide") : List.of("wide")) {
          boolean worked = lead < WORKED;
          // The first of each month won, and nobody recorded that it was accepted before.
          boolean accepted = lead > 0 && lead < ACCEPTED;
          episodes.add(episode(version, id, month, worked, "accepted", accepted ? 2 : -1));
          episodes.add(
              episode(version, id, month, worked, "opportunity", lead < ACCEPTED ? 5 : -1));
          // One more won after it had been followed for 90 days, and so does not count.
          int wonAfter = lead < wins ? 20 : lead == 15 ? 91 : -1;
          episodes.add(episode(version, id, month, worked, "won", wonAfter));
        }
      }
    }
    // Followed too short: its days to qualify end after the window.
    contacts.add(contact("young", Instant.parse("2026-04-03T00:00:00Z")));
    episodes.add(episode("live", "young", Instant.parse("2026-04-03T00:00:00Z"), true, "won", 10));
    put(ContactsTable.CONTRACT, Slice.of("source", "crm"), contacts);
    put(LabelledEpisodesTable.CONTRACT, review.slice(), episodes);
    new ChannelReview(tables).run(review);
  }

  @Test
  void moneyPerLeadMovedAtOneStageAlone() {
    Row total = row("months", "live", "total");

    assertThat(total.<Double>getAs(FunnelFactorsTable.BEFORE)).isEqualTo(500.0 / 40);
    assertThat(total.<Double>getAs(FunnelFactorsTable.AFTER)).isEqualTo(1000.0 / 40);
    assertThat(total.<Double>getAs(FunnelFactorsTable.DIFFERENCE)).isEqualTo(12.5);
    assertThat(total.<Long>getAs(FunnelFactorsTable.CONTACTS_BEFORE)).isEqualTo(40);
    assertThat(total.<String>getAs(FunnelFactorsTable.CURRENCY)).isEqualTo("EUR");
    assertThat(total.<String>getAs(FunnelFactorsTable.MONTHS_BEFORE))
        .isEqualTo("2026-01 to 2026-01");
    Row won = row("months", "live", "won");
    assertThat(won.<Double>getAs(FunnelFactorsTable.BEFORE)).isEqualTo(0.5);
    assertThat(won.<Double>getAs(FunnelFactorsTable.AFTER)).isEqualTo(1);
    assertThat(won.<Double>getAs(FunnelFactorsTable.DIFFERENCE)).isEqualTo(12.5);
    for (String other : List.of("mql", "worked", "accepted", "opportunity", "value")) {
      assertThat(row("months", "live", other).<Double>getAs(FunnelFactorsTable.DIFFERENCE))
          .isZero();
    }
    // Five contacts won in January, and in some draws of the bootstrap none of them is there.
    assertThat(won.<String>getAs(FunnelFactorsTable.REASON))
        .startsWith(
            "not trusted: 5 wins before and 10 after, at least 30 of each are needed; no interval: ");
    assertThat(won.<Double>getAs(FunnelFactorsTable.LOWER)).isNull();
  }

  @Test
  void whoReachedALaterStageCountsAtTheEarlierOnes() {
    assertThat(row("months", "live", "accepted").<Double>getAs(FunnelFactorsTable.AFTER))
        .isEqualTo(0.5);
    assertThat(row("months", "live", "opportunity").<Double>getAs(FunnelFactorsTable.AFTER))
        .isEqualTo(1);
  }

  @Test
  void whomNobodyWorkedStandsInAFactorOfItsOwn() {
    // 0.5 x 1 to 1 x 0.5, before 1500 EUR of 40 worked MQLs: half of it times 0.75 each.
    double share = 0.5 * 0.75 * 1500 / 40;

    assertThat(row("versions", "wide", "total").<Double>getAs(FunnelFactorsTable.DIFFERENCE))
        .isZero();
    assertThat(row("versions", "wide", "mql").<Double>getAs(FunnelFactorsTable.DIFFERENCE))
        .isCloseTo(share, within(1e-12));
    assertThat(row("versions", "wide", "worked").<Double>getAs(FunnelFactorsTable.DIFFERENCE))
        .isCloseTo(-share, within(1e-12));
    assertThat(row("versions", "wide", "worked").<String>getAs(FunnelFactorsTable.DIAGNOSIS))
        .isEqualTo("raised by mql; lowered by worked");
  }

  @Test
  void partsAddUpToTheWhole() {
    for (String comparison : List.of("months", "versions")) {
      List<Row> parts =
          tables
              .read(FunnelFactorsTable.CONTRACT, review.slice())
              .where(
                  "part != 'total' AND rule_version = 'wide' AND comparison = '%s'"
                      .formatted(comparison))
              .collectAsList();
      assertThat(parts).hasSize(6);
      assertThat(
              parts.stream()
                  .mapToDouble(part -> part.<Double>getAs(FunnelFactorsTable.DIFFERENCE))
                  .sum())
          .isCloseTo(
              row(comparison, "wide", "total").<Double>getAs(FunnelFactorsTable.DIFFERENCE),
              within(1e-12));
    }
  }

  @Test
  void whoDoesNotAskWhoWonHasNoMoneyPerLead() {
    Review other = review(Map.of("accepted", 30));
    new ChannelReview(tables).run(other);

    assertThat(tables.read(FunnelFactorsTable.CONTRACT, other.slice()).collectAsList())
        .extracting(row -> row.<String>getAs(FunnelFactorsTable.REASON))
        .hasSize(3)
        .containsOnly("insufficient: the review does not ask who won; add won by --horizon");
  }

  @Test
  void secondRunChangesNothing() {
    assertThat(new ChannelReview(tables).run(review))
        .extracting(WriteReceipt::changed)
        .containsOnly(false);
  }

  private Row row(String comparison, String version, String part) {
    List<Row> rows =
        tables
            .read(FunnelFactorsTable.CONTRACT, review.slice())
            .where(
                "comparison = '%s' AND rule_version = '%s' AND part = '%s'"
                    .formatted(comparison, version, part))
            .collectAsList();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private void put(TableContract contract, Slice slice, List<Row> rows) {
    tables.replace(contract, spark.createDataFrame(rows, contract.schema()), slice);
  }

  private static Row contact(String id, Instant createdAt) {
    return RowFactory.create(id, null, createdAt, "search", null, null, null, "crm", null);
  }

  private Row episode(
      String version,
      String contact,
      Instant at,
      boolean worked,
      String outcome,
      int convertedAfterDays) {
    boolean converted = worked && convertedAfterDays >= 0;
    boolean money = converted && outcome.equals("won");
    return RowFactory.create(
        review.id(),
        review.asOf(),
        version,
        contact,
        1,
        outcome,
        null,
        "search",
        "default",
        at,
        50.0,
        null,
        worked ? at : null,
        worked ? "rule" : null,
        null,
        worked,
        at,
        review.horizonDays().get(outcome),
        converted ? "converted" : worked ? "not_converted" : "unobserved",
        converted ? at.plus(Duration.ofDays(convertedAfterDays)) : null,
        money ? new BigDecimal("100.00") : null,
        null,
        money ? "EUR" : null);
  }
}
