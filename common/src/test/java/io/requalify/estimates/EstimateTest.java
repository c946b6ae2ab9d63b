package io.requalify.estimates;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.requalify.SparkFixture;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Interval;
import io.requalify.statistics.discontinuity.ConversionBelowThreshold;
import io.requalify.statistics.discontinuity.DiscontinuityResult.Estimated;
import io.requalify.statistics.discontinuity.ExtrapolationBelowCutoff.Target;
import io.requalify.statistics.discontinuity.OutcomesAtScore;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import io.requalify.tables.Slice;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.ConversionEstimatesTable;
import io.requalify.tables.result.DecisionGatesTable;
import io.requalify.tables.result.DecisionsProposedTable;
import io.requalify.tables.result.EpisodesTable;
import io.requalify.tables.result.ExplorationPlansTable;
import io.requalify.tables.result.LabelledEpisodesTable;
import io.requalify.tables.result.RuleVersionsTable;
import io.requalify.tables.result.SwapSetsTable;
import io.requalify.tables.source.ContactsTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
final class EstimateTest {
  private static final Instant EARLY = Instant.parse("2026-02-01T00:00:00Z");
  private static final Instant LATE = Instant.parse("2026-05-20T00:00:00Z");

  private final SparkSession spark;
  private final Tables tables;
  private final Review review = review(Optional.of("live"));

  EstimateTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.tables = new Tables(spark, new Warehouse(folder.toString()));
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
  void candidateOfFewContactsIsHeldAndTheDrawThatWouldTellIsPlanned() {
    putContacts(12);
    putVersions("live", "bold");
    putLabelled(smallWorld());
    new Estimate(tables).run(review);

    Row proposal = tables.read(DecisionsProposedTable.CONTRACT, review.slice()).head();
    assertThat(proposal.<String>getAs(DecisionsProposedTable.RULE_VERSION)).isEqualTo("bold");
    assertThat(proposal.<String>getAs(DecisionsProposedTable.PROPOSAL)).isEqualTo("hold");
    assertThat(proposal.<String>getAs(DecisionsProposedTable.BINDING_GATE)).isEqualTo("trust");
    assertThat(proposal.<Double>getAs(DecisionsProposedTable.DIFFERENCE)).isNull();
    assertThat(proposal.<Double>getAs(DecisionsProposedTable.WORST_LOWER)).isNegative();
    assertThat(proposal.<Date>getAs(DecisionsProposedTable.MATURE_ON))
        .isEqualTo(Date.valueOf("2026-07-01"));
    assertThat(proposal.<Long>getAs(DecisionsProposedTable.EXPLORATION_DRAWS)).isEqualTo(2);
    assertThat(
            tables
                .read(DecisionGatesTable.CONTRACT, review.slice())
                .orderBy(DecisionGatesTable.PLACE)
                .select(DecisionGatesTable.GATE)
                .as(Encoders.STRING())
                .collectAsList())
        .containsExactly(
            "trust",
            "difference",
            "worst_case",
            "yield",
            "tipping_shift",
            "confirmation",
            "volume",
            "channel_parts",
            "channel_falls");
    assertThat(
            tables
                .read(ExplorationPlansTable.CONTRACT, review.slice())
                .agg(sum(ExplorationPlansTable.DRAWS))
                .head()
                .getLong(0))
        .isEqualTo(2);
  }

  @Test
  void candidateOfWhomNothingWasWorkedIsBoundedBesideAProductionThatIsKnown() {
    putContacts(70);
    putVersions("live", "bold");
    List<LabelledRow> rows = new ArrayList<>();
    for (int contact = 0; contact < 60; contact++) {
      String state = contact % 3 == 0 ? "converted" : "not_converted";
      rows.add(episode("live", contact, EARLY, "rule", null, true, state));
    }
    for (int contact = 60; contact < 70; contact++) {
      rows.add(episode("bold", contact, EARLY, null, null, false, "unobserved"));
    }
    putLabelled(rows);
    new Estimate(tables).run(review);

    assertThat(estimate("bold", "doubly_robust", "difference").<String>getAs("reason"))
        .startsWith("refused: sales worked none of these 10 contacts");
    Row bounds = estimate("bold", "manski", "difference");
    assertThat(number(bounds, ConversionEstimatesTable.LOWER)).isCloseTo(-1.0 / 3, within(1e-12));
    assertThat(number(bounds, ConversionEstimatesTable.UPPER)).isCloseTo(2.0 / 3, within(1e-12));
    Row proposal = tables.read(DecisionsProposedTable.CONTRACT, review.slice()).head();
    assertThat(proposal.<String>getAs(DecisionsProposedTable.PROPOSAL)).isEqualTo("hold");
  }

  @Test
  void logWithoutExplorationGetsBoundsAndAHoldWithTheDrawThatWouldResolveIt() {
    putContacts(400);
    putVersions("live", "bold");
    List<LabelledRow> rows = new ArrayList<>();
    for (int contact = 0; contact < 400; contact++) {
      boolean live = contact < 300;
      String state = !live ? "unobserved" : contact % 3 == 0 ? "converted" : "not_converted";
      if (live) {
        rows.add(episode("live", contact, EARLY, "rule", null, true, state));
      }
      if (contact >= 100) {
        rows.add(episode("bold", contact, EARLY, live ? "rule" : null, null, live, state));
      }
    }
    putLabelled(rows);
    new Estimate(tables).run(review);

    for (String estimator : List.of("doubly_robust", "ips", "snips", "direct")) {
      assertThat(
              estimate("bold", estimator, "conversion")
                  .<Double>getAs(ConversionEstimatesTable.ESTIMATE))
          .as(estimator)
          .isNull();
    }
    Row bounds = estimate("bold", "doubly_robust", "conversion");
    assertThat(number(bounds, ConversionEstimatesTable.LOWER)).isLessThan(200.0 / 3 / 300);
    assertThat(number(bounds, ConversionEstimatesTable.UPPER))
        .isGreaterThan((200.0 / 3 + 100) / 300);
    Row proposal = tables.read(DecisionsProposedTable.CONTRACT, review.slice()).head();
    assertThat(proposal.<String>getAs(DecisionsProposedTable.PROPOSAL)).isEqualTo("hold");
    assertThat(proposal.<Double>getAs(DecisionsProposedTable.DIFFERENCE)).isNull();
    assertThat(proposal.<Long>getAs(DecisionsProposedTable.EXPLORATION_DRAWS)).isEqualTo(100);
    assertThat(proposal.<String>getAs(DecisionsProposedTable.EXPLORATION_REMARK))
        .isEqualTo(
            "even all 100 of 100 swap-ins worked make its conversion known to no more than 5.3 points either way");
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

  @Test
  void contactsJustBelowTheThresholdAreTakenByTheLineThroughThoseAboveIt() {
    putContacts(430);
    putVersions("live", "bold");
    putProduction("{\"qualify\":{\"default\":{\"total\":\">= 50\"}}}");
    putLabelled(aroundTheThreshold());
    new Estimate(tables).run(review);

    List<OutcomesAtScore> above = new ArrayList<>();
    for (int points = 0; points < 20; points++) {
      above.add(OutcomesAtScore.of(points, new BinomialTally(20, 4 + points / 3)));
    }
    Interval share =
        ((Estimated) ConversionBelowThreshold.of(above, List.of(new Target(2, 30)))).interval();
    assertThat(share.width()).isLessThan(0.6);
    Row near = estimate("bold", "doubly_robust", "conversion");
    assertThat(number(near, ConversionEstimatesTable.SHARE_NEAR)).isEqualTo(30 / 430.0);
    assertThat(near.<String>getAs("reason"))
        .endsWith(
            String.format(
                Locale.ROOT,
                "; of the 30 contacts just below production's threshold %.0f%% to %.0f%% are taken to convert, by the line through those above it",
                100 * share.lower(),
                100 * share.upper()));

    putProduction("{\"qualify\":{\"default\":{\"fit\":\">= 20\",\"total\":\">= 50\"}}}");
    new Estimate(tables).run(review);
    Row any = estimate("bold", "doubly_robust", "conversion");
    assertThat(any.<String>getAs("reason"))
        .endsWith(
            "; any share of the 30 contacts just below production's threshold may convert: production asks of the segment default for something else than at least so much in total, so nobody stands so many points above or below its threshold");
    assertThat(width(any) - width(near)).isCloseTo(30 / 430.0 * (1 - share.width()), within(0.01));
  }

  private static double width(Row row) {
    return number(row, ConversionEstimatesTable.UPPER)
        - number(row, ConversionEstimatesTable.LOWER);
  }

  /** Twenty contacts at each of twenty scores from 50 on, and thirty who lacked 1.5 points. */
  private static List<LabelledRow> aroundTheThreshold() {
    List<LabelledRow> rows = new ArrayList<>();
    for (int contact = 0; contact < 400; contact++) {
      int points = contact / 20;
      String state = contact % 20 < 4 + points / 3 ? "converted" : "not_converted";
      for (String version : List.of("live", "bold")) {
        double score = version.equals("live") ? 50.5 + points : 10;
        rows.add(episode(version, contact, EARLY, "rule", null, true, state).with(score));
      }
    }
    for (int contact = 400; contact < 430; contact++) {
      rows.add(lacking(contact, 1.5, null));
    }
    return rows;
  }

  /** Production as putVersions has it, with another document. */
  private void putProduction(String document) {
    tables.replace(
        RuleVersionsTable.CONTRACT,
        tables
            .read(RuleVersionsTable.CONTRACT, review.slice())
            .withColumn(
                RuleVersionsTable.DOCUMENT,
                when(col(RuleVersionsTable.RULE_VERSION).equalTo("live"), lit(document))
                    .otherwise("{}")),
        review.slice());
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
            "[doubly_robust_all_cohorts,conversion,4,2]");
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

  /** Three in agreement, two swapped in and one out; contacts 0 to 5. */
  private static List<LabelledRow> smallWorld() {
    List<LabelledRow> rows = new ArrayList<>();
    for (String version : List.of("live", "bold")) {
      rows.add(episode(version, 0, EARLY, "rule", null, true, "converted"));
      rows.add(episode(version, 1, EARLY, "rule", null, true, "not_converted"));
      rows.add(episode(version, 2, EARLY, null, null, false, "unobserved"));
    }
    rows.add(episode("bold", 3, EARLY, "exploration", 0.1, true, "converted"));
    rows.add(episode("bold", 4, EARLY, "hand_raise", null, true, "converted"));
    // Converted already, but the horizon is not over: it counts for nothing yet.
    rows.add(episode("live", 5, LATE, "rule", null, true, "converted"));
    return rows;
  }

  private static LabelledRow episode(
      String version,
      int contact,
      Instant at,
      String route,
      Double propensity,
      boolean worked,
      String state) {
    return new LabelledRow(
        version,
        "contact-" + contact,
        1,
        "accepted",
        null,
        channel(contact),
        "default",
        at,
        null,
        route == null ? null : at,
        route,
        propensity,
        worked,
        state);
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

  /** A swap-in of whom production lacked some points. */
  private static LabelledRow lacking(int contact, double points, String route) {
    return new LabelledRow(
        "bold",
        "contact-" + contact,
        1,
        "accepted",
        null,
        "search",
        "default",
        EARLY,
        points,
        route == null ? null : EARLY,
        route,
        null,
        route != null,
        route == null ? "unobserved" : "not_converted");
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

  private static String channel(int contact) {
    return contact < 3 || contact >= 9 ? "search" : contact < 6 ? null : "social";
  }

  private static Review review(Map<String, Integer> horizonDays, OpportunityLink link) {
    return review(Optional.of("live"), horizonDays, link);
  }

  private static Review review(Optional<String> production) {
    return review(production, Map.of("accepted", 30), OpportunityLink.LATEST);
  }

  private static Review review(
      Optional<String> production, Map<String, Integer> horizonDays, OpportunityLink link) {
    return new Review(
        Instant.parse("2026-06-01T00:00:00Z"),
        Instant.parse("2026-01-01T00:00:00Z"),
        Instant.parse("2026-06-01T00:00:00Z"),
        ZoneId.of("UTC"),
        production,
        List.of("bold"),
        horizonDays,
        7,
        link);
  }

  /** So many contacts, each known to two sources, and one that was created too late. */
  private void putContacts(int number) {
    for (String source : List.of("crm", "web")) {
      List<Row> rows = new ArrayList<>();
      for (int contact = 0; contact < number; contact++) {
        rows.add(contact("contact-" + contact, channel(contact), EARLY, source));
      }
      rows.add(contact("late", "search", review.to(), source));
      put(ContactsTable.CONTRACT, rows, Slice.of("source", source));
    }
  }

  private static Row contact(String id, String channel, Instant createdAt, String source) {
    return RowFactory.create(id, null, createdAt, channel, null, null, null, source, null);
  }

  private void putVersions(String... versions) {
    putVersions(review, versions);
  }

  private void putVersions(Review asked, String... versions) {
    List<Row> rows = new ArrayList<>();
    for (String version : versions) {
      String role = version.equals("live") ? "production" : "candidate";
      rows.add(
          RowFactory.create(
              asked.id(),
              asked.asOf(),
              version,
              "model",
              "fingerprint",
              role,
              role,
              null,
              null,
              null,
              "{}"));
    }
    put(RuleVersionsTable.CONTRACT, rows, asked.slice());
  }

  private void putLabelled(List<LabelledRow> labelled) {
    put(
        LabelledEpisodesTable.CONTRACT,
        labelled.stream().map(row -> row.of(review)).toList(),
        review.slice());
  }

  private void put(TableContract contract, List<Row> rows, Slice slice) {
    tables.replace(contract, spark.createDataFrame(rows, contract.schema()), slice);
  }

  private List<String> quadrants(String channel) {
    return tables
        .read(SwapSetsTable.CONTRACT, review.slice())
        .where(col(SwapSetsTable.CHANNEL).equalTo(channel))
        .where(col(SwapSetsTable.SEGMENT).equalTo(Review.ALL))
        .orderBy(SwapSetsTable.QUADRANT)
        .select(
            SwapSetsTable.QUADRANT,
            SwapSetsTable.CONTACTS,
            SwapSetsTable.WORKED,
            SwapSetsTable.EXPLORED,
            SwapSetsTable.MATURE,
            SwapSetsTable.CONVERTED,
            SwapSetsTable.OBSERVED_RATE)
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" "))
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

  private Row estimate(String version, String estimator, String measure) {
    return tables
        .read(ConversionEstimatesTable.CONTRACT, review.slice())
        .where(
            "rule_version = '%s' AND estimator = '%s' AND measure = '%s' AND channel = '(all)' AND segment = '(all)' AND cohort = '(all)'"
                .formatted(version, estimator, measure))
        .collectAsList()
        .get(0);
  }

  private static double number(Row row, String column) {
    return row.<Double>getAs(column);
  }
}
