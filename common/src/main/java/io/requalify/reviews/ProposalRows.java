package io.requalify.reviews;

import io.requalify.reviews.ReviewResults.DrawRow;
import io.requalify.reviews.ReviewResults.GateRow;
import io.requalify.reviews.ReviewResults.ProposalRow;
import io.requalify.tables.TableContract;
import io.requalify.tables.result.DecisionGatesTable;
import io.requalify.tables.result.DecisionsProposedTable;
import io.requalify.tables.result.ExplorationPlansTable;
import java.sql.Date;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** Puts the rows of a proposal together: the proposal, its gates and its draws. */
final class ProposalRows {
  private ProposalRows() {}

  /** Asks once for the rows of each table. */
  static List<ProposalRow> read(Function<TableContract, List<Row>> rowsOf) {
    List<Row> gates = rowsOf.apply(DecisionGatesTable.CONTRACT);
    List<Row> draws = rowsOf.apply(ExplorationPlansTable.CONTRACT);
    return rowsOf.apply(DecisionsProposedTable.CONTRACT).stream()
        .map(row -> proposal(row, gates, draws))
        .toList();
  }

  private static ProposalRow proposal(Row row, List<Row> gates, List<Row> draws) {
    String version = row.getAs(DecisionsProposedTable.RULE_VERSION);
    return new ProposalRow(
        version,
        row.getAs(DecisionsProposedTable.OUTCOME),
        row.getAs(DecisionsProposedTable.PROPOSAL),
        row.getAs(DecisionsProposedTable.REASON),
        Optional.ofNullable(row.<Date>getAs(DecisionsProposedTable.MATURE_ON))
            .map(Date::toLocalDate),
        ResultRows.text(row, DecisionsProposedTable.EXPLORATION_REMARK),
        of(gates, version)
            .map(ProposalRows::gate)
            .sorted(Comparator.comparing(GateRow::place))
            .toList(),
        of(draws, version)
            .map(ProposalRows::draw)
            .sorted(
                Comparator.comparing(DrawRow::channel)
                    .thenComparing(DrawRow::segment)
                    .thenComparing(Comparator.comparing(DrawRow::band).reversed()))
            .toList());
  }

  private static Stream<Row> of(List<Row> rows, String version) {
    return rows.stream()
        .filter(row -> row.getAs(DecisionsProposedTable.RULE_VERSION).equals(version));
  }

  private static GateRow gate(Row row) {
    return new GateRow(
        row.getAs(DecisionGatesTable.GATE),
        row.<Integer>getAs(DecisionGatesTable.PLACE),
        row.<Boolean>getAs(DecisionGatesTable.PASSED),
        row.getAs(DecisionGatesTable.LIMIT),
        row.getAs(DecisionGatesTable.FINDING));
  }

  private static DrawRow draw(Row row) {
    return new DrawRow(
        row.getAs(ExplorationPlansTable.CHANNEL),
        row.getAs(ExplorationPlansTable.SEGMENT),
        row.<Integer>getAs(ExplorationPlansTable.SCORE_BAND),
        ResultRows.number(row, ExplorationPlansTable.LACKED_ABOVE),
        ResultRows.number(row, ExplorationPlansTable.LACKED_UP_TO),
        row.<Long>getAs(ExplorationPlansTable.CONTACTS),
        row.<Double>getAs(ExplorationPlansTable.EXPECTED_RATE),
        row.<Long>getAs(ExplorationPlansTable.DRAWS),
        row.<Double>getAs(ExplorationPlansTable.PROBABILITY));
  }
}
