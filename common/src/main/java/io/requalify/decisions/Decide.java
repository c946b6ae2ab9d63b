package io.requalify.decisions;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import io.requalify.documents.Constants;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Slice;
import io.requalify.tables.Tables;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.DecisionsProposedTable;
import io.requalify.tables.result.DecisionsTable;
import io.requalify.tables.result.RuleVersionsTable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Adds a decision to the record, with what had been proposed. Former decisions stay; a decision
 * that is there already, to the instant, is not added again.
 */
public final class Decide {
  private final Tables tables;

  public Decide(Tables tables) {
    this.tables = tables;
  }

  /**
   * Adds a decision.
   *
   * @throws ContractViolationException when nothing was proposed of this version in this review, it
   *     is against the proposal and has no note, or it was decided before the review or before a
   *     former decision
   */
  public WriteReceipt run(Decision decision) {
    Row proposal = proposal(decision);
    String proposed = proposal.getAs(DecisionsProposedTable.PROPOSAL);
    boolean against = !proposed.equals(Constants.word(decision.decision()));
    if (against && decision.note().isEmpty()) {
      throw new ContractViolationException(
          "To %s %s is against the proposal, which is to %s it (%s); say why with --note"
              .formatted(
                  Constants.word(decision.decision()),
                  decision.version(),
                  proposed,
                  proposal.<String>getAs(DecisionsProposedTable.REASON)));
    }
    requireAfter(
        decision.at(), proposal.<Timestamp>getAs(DecisionsProposedTable.AS_OF), "the review as of");

    Slice slice =
        Slice.of(DecisionsTable.REVIEW_ID, decision.review())
            .and(DecisionsTable.RULE_VERSION, decision.version());
    Dataset<Row> former = tables.read(DecisionsTable.CONTRACT, slice);
    if (isThere(former, decision)) {
      return new WriteReceipt(
          DecisionsTable.CONTRACT.name(), tables.version(DecisionsTable.CONTRACT), 1, false);
    }
    Row last =
        former
            .agg(max(DecisionsTable.NUMBER), max(DecisionsTable.DECIDED_AT))
            .collectAsList()
            .get(0);
    int number = last.isNullAt(0) ? 1 : last.getInt(0) + 1;
    if (!last.isNullAt(1)) {
      requireAfter(decision.at(), last.getTimestamp(1), "the former decision at");
    }
    Row added = row(decision, proposal, number, against);
    Dataset<Row> rows =
        tables.spark().createDataFrame(List.of(added), DecisionsTable.CONTRACT.schema());
    return tables.add(DecisionsTable.CONTRACT, rows);
  }

  private Row proposal(Decision decision) {
    Dataset<Row> proposals =
        tables.read(
            DecisionsProposedTable.CONTRACT,
            Slice.of(DecisionsProposedTable.REVIEW_ID, decision.review()));
    List<Row> found =
        proposals
            .where(col(DecisionsProposedTable.RULE_VERSION).equalTo(decision.version()))
            .collectAsList();
    if (found.isEmpty()) {
      SortedSet<String> versions =
          new TreeSet<>(
              proposals
                  .select(DecisionsProposedTable.RULE_VERSION)
                  .as(Encoders.STRING())
                  .collectAsList());
      throw new ContractViolationException(
          versions.isEmpty()
              ? "Nothing was proposed in a review %s; there are proposals of the reviews %s"
                  .formatted(decision.review(), reviews())
              : "Nothing was proposed of %s in the review %s, but of %s"
                  .formatted(decision.version(), decision.review(), versions));
    }
    return found.get(0);
  }

  private SortedSet<String> reviews() {
    return new TreeSet<>(
        tables
            .read(DecisionsProposedTable.CONTRACT)
            .select(DecisionsProposedTable.REVIEW_ID)
            .distinct()
            .as(Encoders.STRING())
            .collectAsList());
  }

  private static void requireAfter(Instant at, Timestamp earlier, String what) {
    if (at.isBefore(earlier.toInstant())) {
      throw new ContractViolationException(
          "It cannot have been decided at %s, before %s %s; give a later --at"
              .formatted(at, what, earlier.toInstant()));
    }
  }

  private static boolean isThere(Dataset<Row> former, Decision decision) {
    return !former
        .where(
            col(DecisionsTable.DECIDED_AT)
                .equalTo(decision.at())
                .and(col(DecisionsTable.DECIDED_BY).equalTo(decision.by()))
                .and(col(DecisionsTable.DECISION).equalTo(Constants.word(decision.decision())))
                .and(col(DecisionsTable.NOTE).eqNullSafe(decision.note().orElse(null))))
        .isEmpty();
  }

  private Row row(Decision decision, Row proposal, int number, boolean against) {
    return RowFactory.create(
        decision.review(),
        proposal.getAs(DecisionsProposedTable.AS_OF),
        decision.version(),
        number,
        Constants.word(decision.decision()),
        decision.by(),
        decision.at(),
        decision.note().orElse(null),
        proposal.getAs(DecisionsProposedTable.PROPOSAL),
        proposal.getAs(DecisionsProposedTable.REASON),
        against,
        proposal.getAs(DecisionsProposedTable.DIFFERENCE),
        proposal.getAs(DecisionsProposedTable.SIMULTANEOUS_LOWER),
        proposal.getAs(DecisionsProposedTable.SIMULTANEOUS_UPPER),
        fingerprint(decision));
  }

  private String fingerprint(Decision decision) {
    Optional<String> fingerprint =
        tables
            .read(
                RuleVersionsTable.CONTRACT,
                Slice.of(RuleVersionsTable.REVIEW_ID, decision.review()))
            .where(col(RuleVersionsTable.RULE_VERSION).equalTo(decision.version()))
            .select(RuleVersionsTable.FINGERPRINT)
            .as(Encoders.STRING())
            .collectAsList()
            .stream()
            .findFirst();
    return fingerprint.orElseThrow(
        () ->
            new ContractViolationException(
                "Table %s has no row of %s in the review %s; run rescore for the review again"
                    .formatted(
                        RuleVersionsTable.CONTRACT.name(), decision.version(), decision.review())));
  }
}
