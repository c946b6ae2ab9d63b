package io.requalify.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.SparkFixture;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.Slice;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.result.ChannelAttributionTable;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.source.ContactsTable;
import io.requalify.tables.source.EventsTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three MQLs: one that met three channels, one that met one, and one of which nothing is logged.
 */
@ExtendWith(SparkFixture.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ChannelAttributionTest {
  private final SparkSession spark;
  private final Review review =
      new Review(
          Instant.parse("2026-06-01T00:00:00Z"),
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2026-06-01T00:00:00Z"),
          ZoneId.of("UTC"),
          Optional.of("live"),
          List.of(),
          Map.of("won", 30),
          7,
          OpportunityLink.LATEST);

  private Tables tables;

  ChannelAttributionTest(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeAll
  void reviewASmallWorld(@TempDir Path folder) {
    tables = new Tables(spark, new Warehouse(folder.toString()));
    Slice crm = Slice.of("source", "crm");
    put(
        ContactsTable.CONTRACT,
        crm,
        List.of(
            contact("wide", "2026-01-10T12:00:00Z", "search"),
            contact("narrow", "2026-01-10T12:00:00Z", "search"),
            contact("unknown", "2026-01-10T12:00:00Z", null)));
    put(
        EventsTable.CONTRACT,
        crm,
        List.of(
            // Three pages of one day are one touch.
            event("1", "wide", "2026-01-12T10:00:00Z", "email", false),
            event("2", "wide", "2026-01-12T10:01:00Z", "email", false),
            event("3", "wide", "2026-01-12T23:00:00Z", "email", false),
            event("4", "wide", "2026-01-20T10:00:00Z", "social", false),
            // After the entry; of a machine; without a channel.
            event("5", "wide", "2026-01-26T10:00:00Z", "display", false),
            event("6", "narrow", "2026-01-20T10:00:00Z", "email", true),
            event("7", "narrow", "2026-01-20T10:00:00Z", null, false)));
    put(
        LabelledEpisodesTable.CONTRACT,
        review.slice(),
        List.of(
            episode("wide", 1, "2026-01-25T10:00:00Z", "converted", "100.01"),
            // Its second entry is put to nobody.
            episode("wide", 2, "2026-03-25T10:00:00Z", "not_converted", null),
            episode("narrow", 1, "2026-01-25T10:00:00Z", "not_converted", null),
            episode("unknown", 1, "2026-05-25T10:00:00Z", "censored", null)));
    new ChannelReview(tables).run(review);
  }

  @Test
  void everyModelPutsTheMqlsToOtherChannels() {
    assertThat(mqls("first_touch"))
        .isEqualTo(Map.of("search", "2.000000", "(no touch)", "1.000000", "(all)", "3.000000"));
    assertThat(mqls("last_touch"))
        .isEqualTo(
            Map.of(
                "social", "1.000000",
                "search", "1.000000",
                "(no touch)", "1.000000",
                "(all)", "3.000000"));
    assertThat(mqls("linear"))
        .isEqualTo(
            Map.of(
                "search", "1.333334",
                "email", "0.333333",
                "social", "0.333333",
                "(no touch)", "1.000000",
                "(all)", "3.000000"));
    assertThat(mqls("position_based"))
        .containsEntry("search", "1.400000")
        .containsEntry("email", "0.200000")
        .containsEntry("social", "0.400000");
    // Ages of 0, 8 and 10 days of a half life of 7, but for hours: social weighs more than half.
    assertThat(new BigDecimal(mqls("time_decay").get("social"))).isBetween(half(), one());
  }

  @Test
  void matureConvertedAndMoneyAreSharedOutLikeTheMqls() {
    Row all = row("linear", "(all)");

    // Young contacts are not mature, and 100.01 is shared out to the cent.
    assertThat(all.<BigDecimal>getAs(ChannelAttributionTable.MATURE)).isEqualByComparingTo("2");
    assertThat(all.<BigDecimal>getAs(ChannelAttributionTable.CONVERTED)).isEqualByComparingTo("1");
    assertThat(all.<BigDecimal>getAs(ChannelAttributionTable.REVENUE))
        .isEqualByComparingTo("100.01");
    assertThat(row("linear", "search").<BigDecimal>getAs(ChannelAttributionTable.REVENUE))
        .isEqualByComparingTo("33.34");
    assertThat(row("linear", "social").<BigDecimal>getAs(ChannelAttributionTable.REVENUE))
        .isEqualByComparingTo("33.33");
  }

  @Test
  void fewContactsHaveNoConversion() {
    Row all = row("linear", "(all)");

    assertThat(all.isNullAt(all.fieldIndex(ChannelAttributionTable.CONVERSION))).isTrue();
    assertThat(all.<String>getAs(ChannelAttributionTable.REASON))
        .isEqualTo("insufficient: 2.0 mature contacts, at least 30 are needed");
  }

  private static BigDecimal half() {
    return new BigDecimal("0.5");
  }

  private static BigDecimal one() {
    return BigDecimal.ONE;
  }

  private Map<String, String> mqls(String model) {
    Map<String, String> mqls = new TreeMap<>();
    for (Row row : rows(model)) {
      mqls.put(
          row.getAs(ChannelAttributionTable.CHANNEL),
          row.<BigDecimal>getAs(ChannelAttributionTable.MQLS).toPlainString());
    }
    return mqls;
  }

  private Row row(String model, String channel) {
    return rows(model).stream()
        .filter(row -> row.<String>getAs(ChannelAttributionTable.CHANNEL).equals(channel))
        .findFirst()
        .orElseThrow();
  }

  private List<Row> rows(String model) {
    return tables
        .read(ChannelAttributionTable.CONTRACT, review.slice())
        .where("rule_version = 'live' AND outcome = 'won' AND model = '%s'".formatted(model))
        .collectAsList();
  }

  private void put(TableContract contract, Slice slice, List<Row> rows) {
    tables.replace(contract, spark.createDataFrame(rows, contract.schema()), slice);
  }

  private static Row contact(String id, String createdAt, String channel) {
    return RowFactory.create(
        id, null, Instant.parse(createdAt), channel, null, null, null, "crm", null);
  }

  private static Row event(String id, String contact, String at, String channel, boolean suspect) {
    return RowFactory.create(
        id,
        contact,
        "page_view",
        Instant.parse(at),
        Instant.parse(at),
        null,
        null,
        channel,
        null,
        null,
        null,
        suspect,
        "crm",
        null);
  }

  private Row episode(String contact, int cycle, String at, String state, String amount) {
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
        instant,
        "rule",
        null,
        true,
        instant,
        30,
        state,
        state.equals("converted") ? instant.plusSeconds(1) : null,
        amount == null ? null : new BigDecimal(amount),
        null,
        amount == null ? null : "EUR");
  }
}
