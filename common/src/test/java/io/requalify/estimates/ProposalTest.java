package io.requalify.estimates;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.SparkFixture;
import io.requalify.tables.Review;
import io.requalify.tables.result.CalibrationTable;
import io.requalify.tables.result.ConversionEstimatesTable;
import io.requalify.tables.result.DecisionGatesTable;
import io.requalify.tables.result.DecisionsProposedTable;
import io.requalify.tables.result.ExplorationPlansTable;
import java.nio.file.Path;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
final class ProposalTest extends EstimateWarehouse {
  ProposalTest(SparkSession spark, @TempDir Path folder) {
    super(spark, folder);
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
            "calibration_slope",
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
  void slopeOfTheReviewIsAskedOfItsTable() {
    putContacts(12);
    putVersions("live", "bold");
    putLabelled(smallWorld());
    new Estimate(tables).run(review);

    assertThat(slopeGate().<Boolean>getAs(DecisionGatesTable.PASSED)).isTrue();
    assertThat(slopeGate().<String>getAs(DecisionGatesTable.FINDING))
        .endsWith("points were not judged yet; run calibrate before estimate");

    Row slope =
        RowFactory.create(
            review.id(),
            review.asOf(),
            "bold",
            Review.ALL,
            "accepted",
            CalibrationTable.LATER_MONTHS,
            CalibrationTable.SLOPE,
            0.4,
            0.1,
            0.7,
            CalibrationTable.BETWEEN_ACCOUNTS,
            900L,
            300L,
            "");
    tables.replace(
        CalibrationTable.CONTRACT,
        tables.of(CalibrationTable.CONTRACT, List.of(slope)),
        review.slice());
    new Estimate(tables).run(review);

    assertThat(slopeGate().<Boolean>getAs(DecisionGatesTable.PASSED)).isFalse();
    assertThat(slopeGate().<Double>getAs(DecisionGatesTable.FIGURE)).isEqualTo(0.4);
    assertThat(slopeGate().<String>getAs(DecisionGatesTable.FINDING))
        .isEqualTo(
            "in the later months its points mean 0.40 of what they had meant, from 0.10 to 0.70");
  }

  private Row slopeGate() {
    return tables
        .read(DecisionGatesTable.CONTRACT, review.slice())
        .where(col(DecisionGatesTable.GATE).equalTo("calibration_slope"))
        .head();
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
}
