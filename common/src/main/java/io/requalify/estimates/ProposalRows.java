package io.requalify.estimates;

import io.requalify.documents.Constants;
import io.requalify.statistics.Followed;
import io.requalify.statistics.Interval;
import io.requalify.statistics.SwapEvidence;
import io.requalify.statistics.counterfactual.Cell;
import io.requalify.statistics.proposals.CandidateCase;
import io.requalify.statistics.proposals.ExplorationPlan;
import io.requalify.statistics.proposals.ExplorationPlan.Draw;
import io.requalify.statistics.proposals.Gate;
import io.requalify.statistics.proposals.Proposal;
import io.requalify.statistics.proposals.Proposals;
import io.requalify.statistics.proposals.Verdict;
import io.requalify.tables.Review;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Proposals as rows of {@link io.requalify.tables.result.DecisionsProposedTable}, {@link
 * io.requalify.tables.result.DecisionGatesTable} and {@link
 * io.requalify.tables.result.ExplorationPlansTable}.
 */
final class ProposalRows {
  private final Review review;
  private final List<Row> proposals = new ArrayList<>();
  private final List<Row> gates = new ArrayList<>();
  private final List<Row> draws = new ArrayList<>();

  private ProposalRows(Review review) {
    this.review = review;
  }

  /** Nothing is proposed. */
  static ProposalRows none(Review review) {
    return new ProposalRows(review);
  }

  /** What is proposed of every candidate of a review. */
  static ProposalRows of(Review review, ReviewEvidence evidence, CalibrationSlopes slopes) {
    ProposalRows rows = new ProposalRows(review);
    rows.add(evidence, slopes);
    return rows;
  }

  private void add(ReviewEvidence evidence, CalibrationSlopes slopes) {
    CandidateCases cases = new CandidateCases(review, evidence, slopes);
    Proposals byRule = new Proposals(review.promotion());
    for (String candidate : review.candidates()) {
      if (review.production().filter(candidate::equals).isPresent()) {
        continue;
      }
      CandidateCase known = cases.of(candidate);
      Proposal proposal = byRule.of(known);
      Optional<ExplorationPlan> plan =
          proposal.verdict() == Verdict.HOLD && proposal.lacksEvidence()
              ? Optional.of(plan(cases, candidate))
              : Optional.empty();
      proposals.add(proposal(candidate, cases, known, proposal, plan));
      addGates(candidate, proposal);
      plan.ifPresent(planned -> addDraws(candidate, planned));
    }
  }

  List<Row> proposals() {
    return proposals;
  }

  List<Row> gates() {
    return gates;
  }

  List<Row> draws() {
    return draws;
  }

  private ExplorationPlan plan(CandidateCases cases, String candidate) {
    SwapEvidence swaps = cases.swaps(candidate);
    long due = swaps.graded().map(units -> units.candidate().due()).orElse(0L);
    Followed agreed = swaps.agreeIn();
    return ExplorationPlan.of(
        cases.swapIns(candidate),
        Math.max(0, due - swaps.exploration().due()),
        agreed.mature(),
        agreed.observedRate().orElse(0),
        review.promotion().halfWidth());
  }

  private Row proposal(
      String candidate,
      CandidateCases cases,
      CandidateCase known,
      Proposal proposal,
      Optional<ExplorationPlan> plan) {
    return RowFactory.create(
        review.id(),
        review.asOf(),
        candidate,
        review.promotion().outcome(),
        Constants.word(proposal.verdict()),
        proposal.binding().map(Gate::name).orElse(null),
        proposal.reason(),
        OptionalValues.orNull(known.difference()),
        lower(known.simultaneous()),
        upper(known.simultaneous()),
        known.simultaneous().isPresent() ? OptionalValues.orNull(cases.criticalValue()) : null,
        OptionalValues.orNull(cases.screen(candidate)),
        lower(known.sequence()),
        upper(known.sequence()),
        lower(known.worst()),
        upper(known.worst()),
        lower(known.yieldPerWeek()),
        upper(known.yieldPerWeek()),
        OptionalValues.orNull(known.tippingShift()),
        OptionalValues.orNull(known.laterDifference()),
        matureOn().orElse(null),
        plan.map(ExplorationPlan::total).filter(total -> total > 0).orElse(null),
        plan.filter(planned -> planned.total() > 0).map(ExplorationPlan::halfWidth).orElse(null),
        plan.map(ExplorationPlan::remark).orElse(null));
  }

  private static Double lower(Optional<Interval> interval) {
    return interval.map(Interval::lower).orElse(null);
  }

  private static Double upper(Optional<Interval> interval) {
    return interval.map(Interval::upper).orElse(null);
  }

  /** The day, in the zone of the review, on which no contact of the window waits any longer. */
  private Optional<LocalDate> matureOn() {
    int days = review.horizonDays().get(review.promotion().outcome());
    LocalDate last = LocalDate.ofInstant(review.to(), review.timezone()).plusDays(days);
    return last.isAfter(LocalDate.ofInstant(review.asOf(), review.timezone()))
        ? Optional.of(last)
        : Optional.empty();
  }

  private void addGates(String candidate, Proposal proposal) {
    int place = 1;
    for (Gate gate : proposal.gates()) {
      gates.add(
          RowFactory.create(
              review.id(),
              review.asOf(),
              candidate,
              gate.name(),
              place,
              gate.passed(),
              OptionalValues.orNull(gate.figure()),
              gate.limit(),
              gate.finding()));
      place++;
    }
  }

  private void addDraws(String candidate, ExplorationPlan plan) {
    for (Draw draw : plan.draws()) {
      Cell cell = draw.cell();
      draws.add(
          RowFactory.create(
              review.id(),
              review.asOf(),
              candidate,
              cell.channel(),
              cell.segment(),
              cell.scoreBand(),
              lackedAbove(cell),
              lackedUpTo(cell),
              draw.contacts(),
              draw.expected(),
              draw.draws(),
              draw.probability()));
    }
  }

  /** Points that production lacks; of contacts whom it lacks none to ask, null. */
  private static Double lackedUpTo(Cell cell) {
    return cell.scoreBand() == ContactUnits.QUALIFIED
        ? null
        : Double.valueOf(-cell.scoreBand() * (double) Cell.BAND_WIDTH);
  }

  private static Double lackedAbove(Cell cell) {
    Double upTo = lackedUpTo(cell);
    return upTo == null ? null : Math.max(0, upTo - Cell.BAND_WIDTH);
  }
}
