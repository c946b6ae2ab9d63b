package io.requalify.statistics.proposals;

import io.requalify.statistics.counterfactual.Grade;
import io.requalify.statistics.counterfactual.SwapInCell;
import io.requalify.statistics.sensitivity.OddsShift;
import java.util.List;
import java.util.OptionalDouble;

/** How much the claim on a candidate leans on contacts who stand for others by assumption. */
public final class BorrowedEvidence {
  /** Nobody takes odds to be off by more. */
  private static final double LARGEST_SHIFT = 100;

  private BorrowedEvidence() {}

  /**
   * The smallest factor by which the odds of the swap-ins whose evidence is of another time must be
   * off, before the lower bound of the difference falls below what is allowed.
   *
   * @param cells the swap-ins of the candidate
   * @param supported its due contacts with evidence, among whom those swap-ins are
   * @param lower the lower bound of its difference
   * @param least below this one the claim falls
   * @return 1 where it lies below already; none where no evidence is borrowed, or not even a
   *     hundredfold shift does it
   */
  public static OptionalDouble tippingShift(
      List<SwapInCell> cells, long supported, double lower, double least) {
    List<OddsShift.Cell> borrowed =
        cells.stream()
            .filter(cell -> cell.grade() == Grade.HISTORY)
            .map(cell -> new OddsShift.Cell(cell.due(), cell.expected()))
            .toList();
    if (borrowed.isEmpty()) {
      return OptionalDouble.empty();
    }
    long inDoubt = borrowed.stream().mapToLong(OddsShift.Cell::contacts).sum();
    // What the others convert cancels: only by how much the conversion falls is asked.
    OddsShift shift = new OddsShift(Math.max(0, supported - inDoubt), 0, borrowed);
    double unshifted = shift.conversion(1).lower();
    return shift.tippingBelow(unshifted - (lower - least), LARGEST_SHIFT);
  }
}
