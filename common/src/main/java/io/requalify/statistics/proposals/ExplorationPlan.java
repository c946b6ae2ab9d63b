package io.requalify.statistics.proposals;

import io.requalify.statistics.Conclusion;
import io.requalify.statistics.TrustGates;
import io.requalify.statistics.counterfactual.Cell;
import io.requalify.statistics.counterfactual.Grade;
import io.requalify.statistics.counterfactual.SwapInCell;
import io.requalify.statistics.sensitivity.ExplorationBudget;
import io.requalify.statistics.sensitivity.NeymanAllocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which contacts to draw at random and have worked, so that a candidate's conversion becomes known:
 * over a window as long as the review's, with its contacts.
 *
 * @param draws those of each cell, in order; empty where no plan can be made
 * @param halfWidth half width of the 95% interval that these draws reach; 0 without a plan
 * @param remark in words, what the plan reaches, or why there is none
 */
public record ExplorationPlan(List<Draw> draws, double halfWidth, String remark) {
  private static final TrustGates GATES = TrustGates.standard();

  /**
   * Draws from a cell.
   *
   * @param contacts swap-ins of the cell in the window
   * @param expected share of them that is expected to convert
   * @param draws how many of them to draw
   */
  public record Draw(Cell cell, long contacts, double expected, long draws) {
    /** Probability with which each is to be drawn, and which is to be logged. */
    public double probability() {
      return (double) draws / contacts;
    }
  }

  public ExplorationPlan {
    draws = List.copyOf(draws);
  }

  /** All draws. */
  public long total() {
    return draws.stream().mapToLong(Draw::draws).sum();
  }

  /**
   * The plan that reaches a half width with the fewest draws.
   *
   * @param cells the swap-ins of the candidate; those of whom a former rule worked some need no
   *     draw
   * @param agreed due contacts that both versions qualify
   * @param agreedWorked of these, those that sales worked
   * @param agreedRate share of the worked ones that converted
   * @param halfWidth what is asked
   */
  public static ExplorationPlan of(
      List<SwapInCell> cells, long agreed, long agreedWorked, double agreedRate, double halfWidth) {
    List<SwapInCell> open = cells.stream().filter(cell -> cell.grade() != Grade.HISTORY).toList();
    long contacts = open.stream().mapToLong(SwapInCell::due).sum();
    if (contacts == 0) {
      return none("it has no swap-ins that a draw could tell about");
    }
    double rate = open.stream().mapToDouble(cell -> cell.due() * cell.expected()).sum() / contacts;
    if (!(rate > 0 && rate < 1)) {
      return none("nothing has converted yet, or everything, so that no draw can be planned");
    }
    if (agreed > 0 && agreedWorked == 0) {
      return none("sales worked none of the contacts that both versions qualify");
    }
    double share = (double) contacts / (contacts + agreed);
    ExplorationBudget budget = new ExplorationBudget(share, rate, agreedRate, agreedWorked);
    long wanted = budget.draws(halfWidth, Conclusion.LEVEL).orElse(contacts);
    // Fewer would reach the width by the formula, but no estimate from them is trusted.
    long trusted = (long) Math.ceil(GATES.trustedFromEffectiveSample());
    List<Draw> draws = shared(open, Math.min(Math.max(wanted, trusted), contacts));
    long total = draws.stream().mapToLong(Draw::draws).sum();
    double reached = budget.halfWidth(total, Conclusion.LEVEL);
    return new ExplorationPlan(draws, reached, remark(total, contacts, reached));
  }

  private static ExplorationPlan none(String remark) {
    return new ExplorationPlan(List.of(), 0, remark);
  }

  private static List<Draw> shared(List<SwapInCell> open, long draws) {
    long[] ofCells =
        NeymanAllocation.of(
            open.stream()
                .map(cell -> new NeymanAllocation.Cell(cell.due(), cell.expected()))
                .toList(),
            draws);
    List<Draw> shared = new ArrayList<>();
    for (int place = 0; place < ofCells.length; place++) {
      SwapInCell cell = open.get(place);
      // A cell without a draw, or with a very improbable one, would have no evidence.
      long least = (long) Math.ceil(GATES.smallestPropensity() * cell.due());
      shared.add(
          new Draw(cell.cell(), cell.due(), cell.expected(), Math.max(ofCells[place], least)));
    }
    return shared;
  }

  private static String remark(long draws, long contacts, double reached) {
    return String.format(
        Locale.ROOT,
        draws == contacts
            ? "even all %d of %d swap-ins worked make its conversion known to no more than %.1f points either way"
            : "%d of %d swap-ins drawn at random and worked make its conversion known to %.1f points either way",
        draws,
        contacts,
        100 * reached);
  }
}
