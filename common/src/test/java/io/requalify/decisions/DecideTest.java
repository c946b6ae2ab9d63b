package io.requalify.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.requalify.SparkFixture;
import io.requalify.statistics.proposals.Verdict;
import io.requalify.tables.ConcurrentRunException;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Slice;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.Warehouse;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.DecisionsProposedTable;
import io.requalify.tables.result.DecisionsTable;
import io.requalify.tables.result.RuleVersionsTable;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
final class DecideTest {
  private static final String REVIEW = "2026-06-01-0123456789ab";
  private static final Instant AS_OF = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant MONDAY = Instant.parse("2026-06-08T09:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-06-09T09:00:00Z");

  private final SparkSession spark;
  private final Tables tables;

  DecideTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.tables = new Tables(spark, new Warehouse(folder.toString()));
  }

  @BeforeEach
  void holdWasProposedOfBoldInTheReview() {
    Slice slice = Slice.of("review_id", REVIEW);
    Object[] proposal = new Object[DecisionsProposedTable.CONTRACT.columns().size()];
    proposal[0] = REVIEW;
    proposal[1] = AS_OF;
    proposal[2] = "bold";
    proposal[3] = "accepted";
    proposal[4] = "hold";
    proposal[5] = "yield";
    proposal[6] = "a week brings nothing";
    proposal[7] = 0.01;
    proposal[8] = -0.005;
    proposal[9] = 0.025;
    put(DecisionsProposedTable.CONTRACT, RowFactory.create(proposal), slice);
    put(
        RuleVersionsTable.CONTRACT,
        RowFactory.create(
            REVIEW,
            AS_OF,
            "bold",
            "model",
            "fingerprint-of-bold",
            "candidate",
            "candidate",
            null,
            null,
            null,
            "{}"),
        slice);
  }

  @Test
  void decisionIsRecordedBesideWhatHadBeenProposed() {
    WriteReceipt receipt = new Decide(tables).run(decision(Verdict.HOLD, null, MONDAY));

    assertThat(receipt.changed()).isTrue();
    assertThat(record())
        .containsExactly(
            "1 hold ada %s null proposed hold: a week brings nothing, against false, 0.01 in -0.005 to 0.025, fingerprint-of-bold"
                .formatted(MONDAY));
  }

  @Test
  void decisionAgainstTheProposalNeedsANote() {
    assertThatThrownBy(() -> new Decide(tables).run(decision(Verdict.PROMOTE, "  ", MONDAY)))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("To promote bold is against the proposal, which is to hold it")
        .hasMessageContaining("--note");
    assertThat(record()).isEmpty();

    new Decide(tables).run(decision(Verdict.PROMOTE, "the field asks for it", MONDAY));
    assertThat(record()).hasSize(1).allMatch(row -> row.contains("against true"));
  }

  @Test
  void laterDecisionIsAddedAndTheFormerStays() {
    new Decide(tables).run(decision(Verdict.HOLD, null, MONDAY));
    new Decide(tables).run(decision(Verdict.REJECT, "nobody wants it", TUESDAY));

    assertThat(record()).hasSize(2);
    assertThat(record().get(0)).startsWith("1 hold");
    assertThat(record().get(1)).startsWith("2 reject ada " + TUESDAY);
  }

  @Test
  void sameDecisionToTheInstantIsNotAddedAgain() {
    new Decide(tables).run(decision(Verdict.HOLD, null, MONDAY));

    assertThat(new Decide(tables).run(decision(Verdict.HOLD, null, MONDAY)).changed()).isFalse();
    assertThat(record()).hasSize(1);
  }

  @Test
  void decisionBeforeTheReviewOrAFormerOneIsRefused() {
    assertThatThrownBy(
            () -> new Decide(tables).run(decision(Verdict.HOLD, null, AS_OF.minusSeconds(1))))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("before the review as of");

    new Decide(tables).run(decision(Verdict.HOLD, null, TUESDAY));
    assertThatThrownBy(() -> new Decide(tables).run(decision(Verdict.REJECT, "no", MONDAY)))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("before the former decision");
  }

  @Test
  void reviewAndVersionOfWhichNothingWasProposedAreRefusedWithThoseThatThereAre() {
    assertThatThrownBy(
            () ->
                new Decide(tables)
                    .run(
                        new Decision(
                            "other", "bold", Verdict.HOLD, "ada", Optional.empty(), MONDAY)))
        .hasMessageContaining("Nothing was proposed in a review other")
        .hasMessageContaining(REVIEW);
    assertThatThrownBy(
            () ->
                new Decide(tables)
                    .run(
                        new Decision(REVIEW, "shy", Verdict.HOLD, "ada", Optional.empty(), MONDAY)))
        .hasMessageContaining("Nothing was proposed of shy")
        .hasMessageContaining("[bold]");
  }

  @Test
  void whoNumbersADecisionAsAnotherDidMeanwhileIsToldToTryAgainAndNothingIsLost() {
    new Decide(tables).run(decision(Verdict.HOLD, null, MONDAY));
    Row first = tables.read(DecisionsTable.CONTRACT).head();
    Object[] other = new Object[first.size()];
    for (int place = 0; place < other.length; place++) {
      other[place] = first.get(place);
    }
    other[first.fieldIndex(DecisionsTable.DECIDED_BY)] = "grace";

    assertThatThrownBy(
            () ->
                tables.add(
                    DecisionsTable.CONTRACT,
                    spark.createDataFrame(
                        List.of(RowFactory.create(other)), DecisionsTable.CONTRACT.schema())))
        .isInstanceOf(ConcurrentRunException.class)
        .hasMessageContaining("try again");
    assertThat(record()).hasSize(1).allMatch(row -> row.contains(" ada "));
  }

  @Test
  void somebodyHasToSign() {
    assertThatThrownBy(
            () -> new Decision(REVIEW, "bold", Verdict.HOLD, " ", Optional.empty(), MONDAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Nobody signs");
  }

  private static Decision decision(Verdict verdict, String note, Instant at) {
    return new Decision(REVIEW, "bold", verdict, "ada", Optional.ofNullable(note), at);
  }

  private List<String> record() {
    return tables
        .read(DecisionsTable.CONTRACT)
        .orderBy(DecisionsTable.NUMBER)
        .collectAsList()
        .stream()
        .map(
            row ->
                "%s %s %s %s %s proposed %s: %s, against %s, %s in %s to %s, %s"
                    .formatted(
                        row.<Object>getAs(DecisionsTable.NUMBER),
                        row.<Object>getAs(DecisionsTable.DECISION),
                        row.<Object>getAs(DecisionsTable.DECIDED_BY),
                        row.<Timestamp>getAs(DecisionsTable.DECIDED_AT).toInstant(),
                        row.<Object>getAs(DecisionsTable.NOTE),
                        row.<Object>getAs(DecisionsTable.PROPOSAL),
                        row.<Object>getAs(DecisionsTable.PROPOSAL_REASON),
                        row.<Object>getAs(DecisionsTable.AGAINST_PROPOSAL),
                        row.<Object>getAs(DecisionsTable.DIFFERENCE),
                        row.<Object>getAs(DecisionsTable.SIMULTANEOUS_LOWER),
                        row.<Object>getAs(DecisionsTable.SIMULTANEOUS_UPPER),
                        row.<Object>getAs(DecisionsTable.FINGERPRINT)))
        .toList();
  }

  private void put(TableContract contract, Row row, Slice slice) {
    tables.replace(contract, spark.createDataFrame(List.of(row), contract.schema()), slice);
  }
}
