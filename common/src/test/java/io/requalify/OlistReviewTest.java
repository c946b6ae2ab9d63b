package io.requalify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.requalify.channels.ChannelReview;
import io.requalify.episodes.Rescore;
import io.requalify.estimates.Estimate;
import io.requalify.outcomes.Label;
import io.requalify.reviews.Report;
import io.requalify.rules.AttributeCatalogue;
import io.requalify.rules.RuleFiles;
import io.requalify.sources.Ingest;
import io.requalify.sources.IngestRequest;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.ConversionEstimatesTable;
import io.requalify.tables.result.SwapSetsTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole path on 8,000 real leads, with the two versions under examples/olist/rules. */
@ExtendWith(SparkFixture.class)
final class OlistReviewTest {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("requalify.root"), "examples", "olist");
  private static final Path DATA = Path.of(System.getProperty("requalify.shared"), "data", "olist");
  private static final String CANDIDATE = "2018-06-landing-page";
  private static final Review REVIEW =
      new Review(
          Instant.parse("2018-12-01T00:00:00Z"),
          Instant.parse("2017-06-01T00:00:00Z"),
          Instant.parse("2018-06-01T00:00:00Z"),
          ZoneId.of("America/Sao_Paulo"),
          Optional.of("2018-01-origin"),
          List.of(CANDIDATE),
          Map.of("accepted", 30, "opportunity", 90, "won", 180),
          30,
          OpportunityLink.LATEST);

  /** What the two files of rules say, once more, as plain SQL over the file of the leads. */
  private static final String COUNTED_BY_HAND =
      """
      SELECT production, candidate, count(*) FROM (
        SELECT
          coalesce(origin IN ('organic_search', 'paid_search')
            OR origin = 'direct_traffic' AND page = 'main', false) AS production,
          coalesce(origin = 'organic_search'
            OR origin = 'paid_search' AND page = 'first'
            OR origin = 'direct_traffic' AND page IN ('main', 'first')
            OR (origin IS NULL OR origin = 'unknown') AND page = 'first', false) AS candidate
        FROM (
          SELECT origin, CASE landing_page_id
            WHEN 'b76ef37428e6799c421989521c0e5077' THEN 'main'
            WHEN '22c29808c4f815213303f8933030604c' THEN 'first'
            ELSE 'other' END AS page
          FROM olist_leads))
      GROUP BY production, candidate
      """;

  private final SparkSession spark;
  private final Tables tables;

  OlistReviewTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.tables = new Tables(spark, new Warehouse(folder.toString()));
  }

  @Test
  void theSwapSetsOfTwoVersionsAreThoseOfADirectCountAndARerunChangesNothing() {
    assumeTrue(Files.isDirectory(DATA), "The Olist files are not at " + DATA);
    new Ingest(tables).run(IngestRequest.mapped(EXAMPLE.resolve("mapping.yaml"), DATA.toString()));
    assertThat(review()).extracting(WriteReceipt::changed).contains(true);

    assertThat(swapSets()).isEqualTo(countedByHand());
    // Nobody logged who was worked, so nothing but bounds can be said of either version.
    assertThat(
            tables
                .read(ConversionEstimatesTable.CONTRACT, REVIEW.slice())
                .where("estimate IS NOT NULL OR trusted")
                .collectAsList())
        .isEmpty();
    assertThat(
            tables
                .read(ConversionEstimatesTable.CONTRACT, REVIEW.slice())
                .where("estimator = 'snips' AND reason = ''")
                .collectAsList())
        .isEmpty();
    assertThat(Report.of(tables, REVIEW, Map.of()).findings())
        .anySatisfy(line -> assertThat(line).contains("refused"));

    assertThat(review()).extracting(WriteReceipt::changed).doesNotContain(true);
  }

  private List<WriteReceipt> review() {
    Path folder = EXAMPLE.resolve("rules");
    List<WriteReceipt> receipts = new ArrayList<>();
    receipts.addAll(
        new Rescore(tables)
            .run(REVIEW, RuleFiles.readAll(folder), AttributeCatalogue.read(folder)));
    receipts.addAll(new Label(tables).run(REVIEW));
    receipts.addAll(new Estimate(tables).run(REVIEW));
    receipts.addAll(new ChannelReview(tables).run(REVIEW));
    return receipts;
  }

  private Map<String, Long> swapSets() {
    Map<String, Long> contacts = new TreeMap<>();
    for (Row row :
        tables
            .read(SwapSetsTable.CONTRACT, REVIEW.slice())
            .where("channel = '(all)' AND segment = '(all)' AND outcome = 'won'")
            .collectAsList()) {
      contacts.put(row.getAs(SwapSetsTable.QUADRANT), row.getAs(SwapSetsTable.CONTACTS));
    }
    return contacts;
  }

  private Map<String, Long> countedByHand() {
    spark
        .read()
        .option("header", "true")
        .csv(DATA.resolve("olist_marketing_qualified_leads_dataset.csv").toString())
        .createOrReplaceTempView("olist_leads");
    Map<String, Long> contacts = new TreeMap<>();
    for (Row row : spark.sql(COUNTED_BY_HAND).collectAsList()) {
      contacts.put(quadrant(row.getBoolean(0), row.getBoolean(1)), row.getLong(2));
    }
    return contacts;
  }

  private static String quadrant(boolean production, boolean candidate) {
    if (production) {
      return candidate ? "agree_in" : "swap_out";
    }
    return candidate ? "swap_in" : "agree_out";
  }
}
