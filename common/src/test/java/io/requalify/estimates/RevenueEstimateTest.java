package io.requalify.estimates;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.SparkFixture;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.result.ConversionEstimatesTable;
import io.requalify.tables.result.LabelledEpisodesTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
final class RevenueEstimateTest extends EstimateWarehouse {
  RevenueEstimateTest(SparkSession spark, @TempDir Path folder) {
    super(spark, folder);
  }

  @Test
  void revenueIsGivenByCurrencyPerContactThatTheVersionQualifies() {
    Review won = review(Map.of("won", 30), OpportunityLink.LATEST);
    List<LabelledRow> rows = new ArrayList<>();
    for (int contact = 0; contact < 60; contact++) {
      for (String version : List.of("live", "bold")) {
        LabelledRow row = won(version, contact, contact % 2 == 0 || contact == 1);
        rows.add(
            contact % 2 == 0
                ? row.with(new BigDecimal("100.50"), new BigDecimal("-2.00"), "EUR")
                : contact == 1 ? row.with(new BigDecimal("30.00"), null, "USD") : row);
      }
    }
    estimate(won, rows);

    assertThat(
            money(won, "bold")
                .where("estimator = 'doubly_robust'")
                .select("measure", "currency", "estimate", "trusted")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder(
            "[revenue,EUR,50.25,true]",
            "[revenue_difference,EUR,0.0,true]",
            "[margin,EUR,-1.0,false]",
            "[margin_difference,EUR,0.0,false]",
            "[revenue,USD,0.5,false]",
            "[revenue_difference,USD,0.0,false]");
    assertThat(money(won, "live").select("measure").distinct().collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("revenue", "margin");
    assertThat(reasons(money(won, "bold").where("measure = 'margin' AND estimator = 'ips'")))
        .containsExactly("not trusted: 1 of 31 conversions carry no such money and count as 0");
    assertThat(reasons(money(won, "bold").where("measure = 'revenue' AND currency = 'USD'")))
        .allSatisfy(reason -> assertThat(reason).contains("only 1 conversions were seen"));
  }

  @Test
  void whyThereIsNoRevenueIsSaidOnceForEachVersion() {
    List<LabelledRow> rows = new ArrayList<>();
    for (int contact = 0; contact < 30; contact++) {
      rows.add(won("live", contact, true));
      rows.add(won("bold", contact, true));
    }
    Review latest = review(Map.of("won", 30), OpportunityLink.LATEST);
    estimate(latest, rows);
    assertThat(reasons(money(latest, "live").where("currency = '(none)'")))
        .containsExactly(
            "refused: no conversion that is seen here carries an amount or a margin",
            "refused: no conversion that is seen here carries an amount or a margin");

    Review every = review(Map.of("won", 30), OpportunityLink.EVERY);
    estimate(every, rows);
    assertThat(reasons(money(every, "live")))
        .hasSize(2)
        .allSatisfy(reason -> assertThat(reason).contains("--opportunity-link latest"));
  }

  private static LabelledRow won(String version, int contact, boolean wins) {
    return new LabelledRow(
        version,
        "contact-" + contact,
        1,
        "won",
        null,
        "search",
        "default",
        EARLY,
        null,
        EARLY,
        "rule",
        null,
        true,
        wins ? "converted" : "not_converted");
  }

  private void estimate(Review asked, List<LabelledRow> rows) {
    putContacts(66);
    putVersions(asked, "live", "bold");
    put(
        LabelledEpisodesTable.CONTRACT,
        rows.stream().map(row -> row.of(asked)).toList(),
        asked.slice());
    new Estimate(tables).run(asked);
  }

  /** What is said of the money of a whole version. */
  private Dataset<Row> money(Review asked, String version) {
    return tables
        .read(ConversionEstimatesTable.CONTRACT, asked.slice())
        .where(col(ConversionEstimatesTable.RULE_VERSION).equalTo(version))
        .where("channel = '(all)' AND segment = '(all)' AND cohort = '(all)'")
        .where("measure NOT IN ('conversion', 'difference')");
  }

  private static List<String> reasons(Dataset<Row> estimates) {
    return estimates.select(ConversionEstimatesTable.REASON).collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
