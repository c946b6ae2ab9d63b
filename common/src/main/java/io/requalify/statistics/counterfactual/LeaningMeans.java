package io.requalify.statistics.counterfactual;

import io.requalify.statistics.counterfactual.Cell.Quadrant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Means over worked units by cell, where a cell leans to what is most like it, see {@link
 * OutcomeModel}.
 */
final class LeaningMeans {
  private final Map<Cell, Worked> cells = new HashMap<>();
  private final Map<ChannelOfQuadrant, Worked> channels = new HashMap<>();
  private final Map<Quadrant, Worked> quadrants = new EnumMap<>(Quadrant.class);
  private Worked all = new Worked(0, 0);

  private record ChannelOfQuadrant(Quadrant quadrant, String channel) {
    static ChannelOfQuadrant of(Cell cell) {
      return new ChannelOfQuadrant(cell.quadrant(), cell.channel());
    }
  }

  /** So many worked units, and what they come to together. */
  private record Worked(long units, long sum) {
    Worked plus(Worked other) {
      return new Worked(Math.addExact(units, other.units), Math.addExact(sum, other.sum));
    }
  }

  /**
   * Adds units of a cell.
   *
   * @param worked how many were worked
   * @param sum what these come to
   */
  void add(Cell cell, long worked, long sum) {
    Worked units = new Worked(worked, sum);
    cells.merge(cell, units, Worked::plus);
    channels.merge(ChannelOfQuadrant.of(cell), units, Worked::plus);
    quadrants.merge(cell.quadrant(), units, Worked::plus);
    all = all.plus(units);
  }

  /** True where nothing was worked, so that nothing can be expected. */
  boolean isEmpty() {
    return all.units() == 0;
  }

  double expected(Cell cell) {
    double overall = (double) all.sum() / all.units();
    double ofQuadrant = leaning(quadrants.get(cell.quadrant()), overall);
    double ofChannel = leaning(channels.get(ChannelOfQuadrant.of(cell)), ofQuadrant);
    return leaning(cells.get(cell), ofChannel);
  }

  /** Units are null where there is none. */
  private static double leaning(Worked units, double parent) {
    return units == null
        ? parent
        : (units.sum() + OutcomeModel.KAPPA * parent) / (units.units() + OutcomeModel.KAPPA);
  }
}
