package io.requalify.statistics.counterfactual;

import static io.requalify.statistics.SwapEvidence.Term.AGREE_IN_CONVERTED;
import static io.requalify.statistics.SwapEvidence.Term.AGREE_IN_MATURE;
import static io.requalify.statistics.SwapEvidence.Term.EXPLORED_WEIGHT;
import static io.requalify.statistics.SwapEvidence.Term.EXPLORED_WEIGHT_CONVERTED;
import static io.requalify.statistics.SwapEvidence.Term.PRODUCTION_CONVERTED;
import static io.requalify.statistics.SwapEvidence.Term.PRODUCTION_MATURE;
import static io.requalify.statistics.SwapEvidence.Term.SWAP_IN_CONVERTED;
import static io.requalify.statistics.SwapEvidence.Term.SWAP_IN_MATURE;

import io.requalify.statistics.Exploration;
import io.requalify.statistics.Followed;
import io.requalify.statistics.GradedEvidence;
import io.requalify.statistics.GradedVolume;
import io.requalify.statistics.SharedDecisions;
import io.requalify.statistics.SwapEvidence;
import io.requalify.statistics.WeightSums;
import io.requalify.statistics.counterfactual.Cell.Quadrant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Collects the units of a candidate and of production, and makes the evidence of them in two
 * passes: counts by cell first, then, with the model, the propensities and the grades that follow
 * from these, the sums by account. Spark does the same over tables; sums are of whole millionths,
 * so that both are equal to the digit.
 */
public final class UnitLedger {
  private final double smallestPropensity;
  private final List<DecisionUnit> agreeIn = new ArrayList<>();
  private final List<DecisionUnit> agreeInUnderProduction = new ArrayList<>();
  private final List<DecisionUnit> shared = new ArrayList<>();
  private final List<DecisionUnit> swapIn = new ArrayList<>();
  private final List<DecisionUnit> swapOut = new ArrayList<>();

  /**
   * An empty ledger.
   *
   * @param smallestPropensity a smaller probability of being worked is no support, in (0, 1]
   */
  public UnitLedger(double smallestPropensity) {
    this.smallestPropensity = smallestPropensity;
  }

  /** Adds a contact that both versions qualify by the same decision. */
  public void addShared(DecisionUnit unit) {
    addAgreeIn(unit, unit);
    shared.add(unit);
  }

  /** Adds a contact that both versions qualify, by a decision of its own under each. */
  public void addAgreeIn(DecisionUnit underCandidate, DecisionUnit underProduction) {
    if (!underCandidate.account().equals(underProduction.account())
        || !underCandidate.channel().equals(underProduction.channel())) {
      throw new IllegalArgumentException(
          "One contact, but the accounts %s and %s and the channels %s and %s"
              .formatted(
                  underCandidate.account(),
                  underProduction.account(),
                  underCandidate.channel(),
                  underProduction.channel()));
    }
    agreeIn.add(underCandidate);
    agreeInUnderProduction.add(underProduction);
  }

  /** Adds a contact that the candidate alone qualifies. */
  public void addSwapIn(DecisionUnit unit) {
    swapIn.add(unit);
  }

  /** Adds a contact that production alone qualifies. */
  public void addSwapOut(DecisionUnit unit) {
    swapOut.add(unit);
  }

  /** The evidence of all contacts. */
  public SwapEvidence evidence() {
    return evidence(unit -> true, table -> table);
  }

  /** The evidence of the contacts of a channel; model and grades are those of all channels. */
  public SwapEvidence evidenceOfChannel(String channel) {
    return evidence(unit -> unit.channel().equals(channel), table -> table.ofChannel(channel));
  }

  /** Cuts the counts down to those of which evidence is asked. */
  private interface Cut {
    CellTable of(CellTable table);
  }

  private SwapEvidence evidence(Predicate<DecisionUnit> asked, Cut cut) {
    Observed observed =
        new Observed(
            agreeIn.stream().filter(asked).toList(),
            agreeInUnderProduction.stream().filter(asked).toList(),
            swapIn.stream().filter(asked).toList(),
            swapOut.stream().filter(asked).toList());
    AccountSums sums = new AccountSums();
    observed.addTo(sums, smallestPropensity);
    Optional<GradedEvidence> graded = addGraded(sums, asked, cut);
    Followed ofShared = followed(shared.stream().filter(asked).toList());
    return new SwapEvidence(
        followed(observed.agreeIn()),
        followed(observed.agreeInUnderProduction()),
        followed(observed.swapIn()),
        followed(observed.swapOut()),
        new SharedDecisions(ofShared.contacts(), ofShared.mature(), ofShared.converted()),
        observed.exploration(smallestPropensity),
        sums.moments(),
        graded);
  }

  /** The second pass; without a model nothing of it. */
  private Optional<GradedEvidence> addGraded(
      AccountSums sums, Predicate<DecisionUnit> asked, Cut cut) {
    VersionUnits candidate = new VersionUnits(smallestPropensity);
    agreeIn.forEach(unit -> candidate.add(Quadrant.AGREE_IN, unit));
    swapIn.forEach(unit -> candidate.add(Quadrant.SWAP_IN, unit));
    Optional<OutcomeModel> model = candidate.model();
    if (model.isEmpty()) {
      return Optional.empty();
    }
    // Against itself production has only contacts that both qualify.
    VersionUnits production = new VersionUnits(smallestPropensity);
    agreeInUnderProduction.forEach(unit -> production.add(Quadrant.AGREE_IN, unit));
    swapOut.forEach(unit -> production.add(Quadrant.AGREE_IN, unit));
    GradedVolume ofCandidate = candidate.sum(model.get(), GradedTerms.OF_CANDIDATE, sums, asked);
    GradedVolume ofProduction =
        production
            .model()
            .map(own -> production.sum(own, GradedTerms.OF_PRODUCTION, sums, asked))
            .orElseGet(() -> GradedVolume.of(0, 0, 0, 0, production.due(asked)));
    WeightSums history = candidate.propensities().history(cut.of(candidate.table()));
    return Optional.of(new GradedEvidence(ofCandidate, ofProduction, history));
  }

  private static Followed followed(List<DecisionUnit> units) {
    return new Followed(
        units.size(),
        units.stream().filter(DecisionUnit::worked).count(),
        units.stream().filter(DecisionUnit::explored).count(),
        units.stream().filter(DecisionUnit::mature).count(),
        units.stream().filter(DecisionUnit::converted).count());
  }

  /** The units by quadrant, and what is known of them without a model. */
  private record Observed(
      List<DecisionUnit> agreeIn,
      List<DecisionUnit> agreeInUnderProduction,
      List<DecisionUnit> swapIn,
      List<DecisionUnit> swapOut) {

    void addTo(AccountSums sums, double smallestPropensity) {
      agreeIn.forEach(unit -> sums.addMature(unit, AGREE_IN_CONVERTED, AGREE_IN_MATURE));
      swapIn.forEach(unit -> sums.addMature(unit, SWAP_IN_CONVERTED, SWAP_IN_MATURE));
      agreeInUnderProduction.forEach(
          unit -> sums.addMature(unit, PRODUCTION_CONVERTED, PRODUCTION_MATURE));
      swapOut.forEach(unit -> sums.addMature(unit, PRODUCTION_CONVERTED, PRODUCTION_MATURE));
      for (DecisionUnit unit : swapIn) {
        if (unit.due() && unit.drawn(smallestPropensity)) {
          long weight = unit.drawWeight();
          sums.add(unit, EXPLORED_WEIGHT, weight);
          sums.add(unit, EXPLORED_WEIGHT_CONVERTED, unit.converted() ? weight : 0);
        }
      }
    }

    Exploration exploration(double smallestPropensity) {
      WeightTotals mature = new WeightTotals();
      WeightTotals reached = new WeightTotals();
      for (DecisionUnit unit : swapIn) {
        if (unit.drawn(smallestPropensity)) {
          reached.add(1, unit.drawWeight());
          if (unit.due()) {
            mature.add(1, unit.drawWeight());
          }
        }
      }
      WeightSums sums = mature.sums();
      return new Exploration(
          sums.contacts(),
          sums.weights(),
          sums.squaredWeights(),
          sums.largestWeight(),
          reached.sums().weights(),
          swapIn.stream().filter(DecisionUnit::due).count());
    }
  }
}
