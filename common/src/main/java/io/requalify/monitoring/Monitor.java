package io.requalify.monitoring;

import io.requalify.outcomes.LabelledEpisodes;
import io.requalify.outcomes.ReportedQualifications;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Review;
import io.requalify.tables.TableContract;
import io.requalify.tables.Tables;
import io.requalify.tables.WriteReceipt;
import io.requalify.tables.result.DriftTable;
import io.requalify.tables.result.FollowUpTable;
import io.requalify.tables.result.RestatementTable;
import io.requalify.tables.result.SlaTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Whether something has changed that makes figures of the past a poor guide to the next months. */
public final class Monitor {
  private final Tables tables;

  public Monitor(Tables tables) {
    this.tables = tables;
  }

  /**
   * Writes what is watched of a review, each question into a table of its own.
   *
   * @throws ContractViolationException when the episodes were not labelled
   */
  public List<WriteReceipt> run(Review review) {
    Dataset<Row> labelled = LabelledEpisodes.of(tables, review);
    List<WriteReceipt> receipts = new ArrayList<>();
    receipts.add(drift(labelled, review));
    receipts.addAll(followUp(review));
    receipts.add(restatement(labelled, review));
    receipts.add(new ReviewComparisons(tables).run(review));
    receipts.add(new Gaming(tables).run(review));
    receipts.add(new Signals(tables).run(review));
    return List.copyOf(receipts);
  }

  private WriteReceipt drift(Dataset<Row> labelled, Review review) {
    DriftCounts counts = DriftCounts.of(labelled, review);
    List<Row> rows = new ArrayList<>(new MixDriftRows(review, counts).rows());
    rows.addAll(new ConversionDriftRows(review, counts).rows());
    return replace(DriftTable.CONTRACT, rows, review);
  }

  /** Sales has as long as {@code accepted} has to come; a review without it has no such rows. */
  private List<WriteReceipt> followUp(Review review) {
    Integer horizonDays = review.horizonDays().get("accepted");
    if (horizonDays == null) {
      return List.of(
          replace(SlaTable.CONTRACT, List.of(), review),
          replace(FollowUpTable.CONTRACT, List.of(), review));
    }
    Dataset<Row> decided = DecidedContacts.of(tables, review, horizonDays).persist();
    try {
      SlaCounts counts = SlaCounts.of(decided);
      return List.of(
          replace(SlaTable.CONTRACT, new SlaRows(review).rows(counts), review),
          replace(FollowUpTable.CONTRACT, new FollowUpRows(review).rows(decided, counts), review));
    } finally {
      decided.unpersist();
    }
  }

  private WriteReceipt restatement(Dataset<Row> labelled, Review review) {
    // Without an outcome there are no labels, and nothing that could be counted.
    List<Row> rows =
        review.horizonDays().isEmpty()
            ? List.of()
            : new RestatementRows(
                    review,
                    RestatementCounts.of(
                        labelled, ReportedQualifications.of(tables, review), review),
                    NotableDates.of(tables, review))
                .rows();
    return replace(RestatementTable.CONTRACT, rows, review);
  }

  private WriteReceipt replace(TableContract contract, List<Row> rows, Review review) {
    return tables.replace(contract, tables.of(contract, rows), review.slice());
  }
}
