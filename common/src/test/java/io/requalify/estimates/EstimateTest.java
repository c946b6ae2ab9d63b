package io.requalify.estimates;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.requalify.SparkFixture;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Review;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.ConversionEstimatesTable;
import io.requalify.tables.result.EpisodesTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
final class EstimateTest extends EstimateWarehouse {
  EstimateTest(SparkSession spark, @TempDir Path folder) {
    super(spark, folder);
  }

  @Test
  void smallWorldGivesExactVolumesBoundsAndReasons() {
    putContacts(12);
    putVersions("live", "bold");
    putLabelled(smallWorld());

    List<WriteReceipt> receipts = new Estimate(tables).run(review);

    assertThat(receipts)
        .extracting(WriteReceipt::changed)
        .containsExactly(true, true, true, true, true);
    assertThat(quadrants(Review.ALL))
        .containsExactly(
            "agree_in 3 2 0 2 1 0.5",
            "agree_out 6 0 0 0 0 null",
            "swap_in 2 1 1 1 1 1.0",
            "swap_out 1 1 0 0 0 null");
    assertThat(quadrants("search"))
        .containsExactly(
            "agree_in 3 2 0 2 1 0.5",
            "agree_out 3 0 0 0 0 null",
            "swap_in 0 0 0 0 0 null",
            "swap_out 0 0 0 0 0 null");
    Row bounds = estimate("bold", "manski", "conversion");
    assertThat(number(bounds, ConversionEstimatesTable.LOWER)).isCloseTo(2.0 / 5, within(1e-15));
    assertThat(number(bounds, ConversionEstimatesTable.UPPER)).isCloseTo(4.0 / 5, within(1e-15));
    assertThat(bounds.<String>getAs(ConversionEstimatesTable.INTERVAL))
        .isEqualTo("worst case bounds");
    assertThat(slicesOf("bold"))
        .contains("(all) (all) (all)", "search (all) (all)", "(all) default (all)")
        .contains("search default (all)", "(all) (all) 2026-02");
    // Of production: one of two seen converted, one was not worked and one is not over yet.
    Row live = estimate("live", "manski", "conversion");
    assertThat(number(live, ConversionEstimatesTable.LOWER)).isCloseTo(1.0 / 4, within(1e-15));
    assertThat(number(live, ConversionEstimatesTable.UPPER)).isCloseTo(3.0 / 4, within(1e-15));
    Row difference = estimate("bold", "manski", "difference");
    double shared = 1.0 / 5 - 1.0 / 4;
    assertThat(number(difference, ConversionEstimatesTable.LOWER))
        .isCloseTo(shared + 1.0 / 5 + shared - 1.0 / 4, within(1e-15));
    assertThat(number(difference, ConversionEstimatesTable.UPPER))
        .isCloseTo(shared + 1.0 / 5 + 1.0 / 5, within(1e-15));
    assertThat(estimate("bold", "snips", "conversion").<String>getAs("reason"))
        .isEqualTo(
            "refused: only 1 effective explored contacts stand for the swap-ins; at least 50 are needed");
  }

  @Test
  void sharesOfTheGradesSayOfWhomWhatIsKnown() {
    List<LabelledRow> rows = new ArrayList<>();
    // Six accounts and more, so that worked contacts lie in more than one fold.
    for (int contact = 0; contact < 60; contact++) {
      for (String version : List.of("live", "bold")) {
        rows.add(
            episode(
                version,
                contact,
                EARLY,
                "rule",
                null,
                true,
                contact % 3 == 0 ? "converted" : "not_converted"));
      }
    }
    rows.add(episode("bold", 60, EARLY, "exploration", 0.5, true, "converted"));
    rows.add(episode("bold", 61, EARLY, null, null, false, "unobserved"));
    rows.add(lacking(62, 3, null));
    rows.add(lacking(63, 3, null));
    rows.add(lacking(64, 12, "rule"));
    rows.add(lacking(65, 25, null));
    putContacts(66);
    putVersions("live", "bold");
    putLabelled(rows);
    new Estimate(tables).run(review);

    for (String estimator : List.of("observed", "doubly_robust")) {
      assertThat(shares(estimate("bold", estimator, "difference")))
          .containsExactly(60 / 66.0, 2 / 66.0, 1 / 66.0, 2 / 66.0, 1 / 66.0);
    }
    assertThat(shares(estimate("live", "doubly_robust", "conversion")))
        .containsExactly(1.0, 0.0, 0.0, 0.0, 0.0);
  }

  @Test
  void withoutAnOutcomeModelNothingIsGraded() {
    putContacts(4);
    putVersions("live", "bold");
    putLabelled(List.of(episode("bold", 1, EARLY, null, null, false, "unobserved")));
    new Estimate(tables).run(review);

    assertThat(shares(estimate("bold", "doubly_robust", "conversion"))).containsOnlyNulls();
  }

  @Test
  void productionIsEstimatedAndComparedWithNothing() {
    putContacts(12);
    putVersions("live", "bold");
    putLabelled(smallWorld());
    new Estimate(tables).run(review);

    assertThat(
            tables
                .read(ConversionEstimatesTable.CONTRACT, review.slice())
                .where(
                    "rule_version = 'live' AND channel = '(all)' AND segment = '(all)' AND cohort = '(all)'")
                .select("estimator", "measure", "contacts", "observed")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder(
            "[observed,conversion,4,2]",
            "[agreement_set,conversion,4,2]",
            "[manski,conversion,4,2]",
            "[snips,conversion,4,2]",
            "[ips,conversion,4,2]",
            "[direct,conversion,4,2]",
            "[doubly_robust,conversion,4,2]",
            "[doubly_robust_all_cohorts,conversion,4,2]",
            "[monotone_band,conversion,4,2]");
  }

  @Test
  void secondRunChangesNothing() {
    putContacts(12);
    putVersions("live", "bold");
    putLabelled(smallWorld());
    new Estimate(tables).run(review);

    assertThat(new Estimate(tables).run(review))
        .extracting(WriteReceipt::changed)
        .containsExactly(false, false, false, false, false);
  }

  @Test
  void withoutRoutingsOnlyBoundsAreGivenAndTheRestIsRefusedInWords() {
    putContacts(4);
    putVersions("live", "bold");
    putLabelled(
        List.of(
            episode("live", 0, EARLY, null, null, false, "converted"),
            episode("bold", 0, EARLY, null, null, false, "converted"),
            episode("bold", 1, EARLY, null, null, false, "unobserved")));
    new Estimate(tables).run(review);

    for (String estimator : List.of("observed", "agreement_set", "snips")) {
      Row row = estimate("bold", estimator, "conversion");
      assertThat(row.<Double>getAs(ConversionEstimatesTable.ESTIMATE)).isNull();
      assertThat(row.<String>getAs(ConversionEstimatesTable.REASON)).startsWith("refused: ");
      assertThat(row.<String>getAs(ConversionEstimatesTable.INTERVAL)).isEqualTo("none");
    }
    Row bounds = estimate("bold", "manski", "conversion");
    assertThat(number(bounds, ConversionEstimatesTable.LOWER)).isZero();
    assertThat(number(bounds, ConversionEstimatesTable.UPPER)).isEqualTo(1);
    assertThat(bounds.<String>getAs(ConversionEstimatesTable.REASON))
        .contains("nothing is known of any contact of this version");
  }

  @Test
  void versionWithoutAnyEpisodeIsRefusedAndItsVolumesAreNought() {
    putContacts(3);
    putVersions("live", "bold");
    putLabelled(List.of(episode("live", 0, EARLY, "rule", null, true, "not_converted")));
    new Estimate(tables).run(review);

    assertThat(estimate("bold", "observed", "conversion").<String>getAs("reason"))
        .isEqualTo("refused: this version qualifies no contact here");
    assertThat(quadrants(Review.ALL))
        .containsExactly(
            "agree_in 0 0 0 0 0 null",
            "agree_out 2 0 0 0 0 null",
            "swap_in 0 0 0 0 0 null",
            "swap_out 1 1 0 1 0 0.0");
  }

  @Test
  void versionsThatWereNotRescoredAreNamed() {
    putVersions("live");

    assertThatThrownBy(() -> new Estimate(tables).run(review))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("compares [live, bold]")
        .hasMessageContaining("only [live] were rescored")
        .hasMessageContaining("run rescore");
  }

  @Test
  void episodesWithoutLabelsAreRefused() {
    putVersions("live", "bold");
    tables.replace(
        EpisodesTable.CONTRACT,
        spark.sql(
            "SELECT '%s' AS review_id, TIMESTAMP '2026-06-01' AS as_of, 'live' AS rule_version, 'contact-0' AS contact_id, CAST(NULL AS STRING) AS account_id, 1 AS cycle, TIMESTAMP '2026-02-01' AS entry_at, 50D AS score, map('fit', 50D) AS dimension_scores, CAST(NULL AS STRING) AS cell, 'default' AS segment, 'search' AS channel, CAST(NULL AS STRING) AS crossing_rule, false AS rolled_down, CAST(NULL AS DOUBLE) AS production_shortfall, CAST(NULL AS TIMESTAMP) AS exit_at, CAST(NULL AS STRING) AS exit_cause"
                .formatted(review.id())),
        review.slice());

    assertThatThrownBy(() -> new Estimate(tables).run(review))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("run label");
  }

  @Test
  void candidatesWithoutProductionAreRefused() {
    assertThatThrownBy(() -> new Estimate(tables).run(review(Optional.empty())))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("--production");
  }

  @Test
  void contactsThatVanishedAfterRescoringAreNoticed() {
    putContacts(2);
    putVersions("live", "bold");
    putLabelled(smallWorld());

    assertThatThrownBy(() -> new Estimate(tables).run(review))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("run rescore and label again");
  }

  private static List<Double> shares(Row row) {
    return Stream.of(
            ConversionEstimatesTable.SHARE_OBSERVED,
            ConversionEstimatesTable.SHARE_EXPLORED,
            ConversionEstimatesTable.SHARE_HISTORY,
            ConversionEstimatesTable.SHARE_NEAR,
            ConversionEstimatesTable.SHARE_NONE)
        .map(column -> row.<Double>getAs(column))
        .toList();
  }

  private List<String> slicesOf(String version) {
    return tables
        .read(ConversionEstimatesTable.CONTRACT, review.slice())
        .where(col(ConversionEstimatesTable.RULE_VERSION).equalTo(version))
        .where(col(ConversionEstimatesTable.ESTIMATOR).equalTo("doubly_robust"))
        .select(
            ConversionEstimatesTable.CHANNEL,
            ConversionEstimatesTable.SEGMENT,
            ConversionEstimatesTable.COHORT)
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" "))
        .toList();
  }
}
