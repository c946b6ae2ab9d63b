package io.requalify.scoring;

/**
 * Looks ahead over the instants of a grid at which a fading score is evaluated, while nothing else
 * happens. Halves the stretch and skips every part in which the bounds of the score leave no doubt,
 * so the cost grows with the logarithm of the instants, except where a score runs along its
 * threshold.
 */
final class Outlook {
  private final Contributions contributions;
  private final EvaluationGrid grid;
  private final boolean atMidnights;
  private final long[] lower;
  private final long[] upper;

  Outlook(Contributions contributions, EvaluationGrid grid, int nodes) {
    this.contributions = contributions;
    this.grid = grid;
    atMidnights = grid instanceof EvaluationGrid.Midnights;
    lower = new long[nodes];
    upper = new long[nodes];
  }

  /** Whether the requirement holds at an instant of the grid. */
  boolean holds(Gate gate, long number) {
    look(number, number);
    return gate.holds(lower, upper);
  }

  /**
   * The first of these instants at which the requirement holds, or does not.
   *
   * @return a number after the last where there is none
   */
  long first(Gate gate, boolean wanted, long first, long last) {
    if (first == last) {
      return holds(gate, first) == wanted ? first : last + 1;
    }

    look(first, last);
    boolean possible = wanted ? gate.holds(upper, lower) : !gate.holds(lower, upper);
    if (!possible) {
      return last + 1;
    }

    long middle = (first + last) >> 1;
    long found = first(gate, wanted, first, middle);
    return found <= middle ? found : first(gate, wanted, middle + 1, last);
  }

  private void look(long first, long last) {
    contributions.outlook(grid.at(first), grid.at(last), atMidnights, lower, upper);
  }
}
