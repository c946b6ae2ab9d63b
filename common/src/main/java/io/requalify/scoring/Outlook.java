package io.requalify.scoring;

/**
 * Looks over the instants of a grid at which a fading score is evaluated, while nothing else
 * happens. Halves the stretch and skips every part in which the bounds of the score leave no doubt,
 * so the cost grows with the logarithm of the instants, except where a score runs along its
 * threshold. Moves the clocks of the contributions.
 */
final class Outlook {
  private final Contributions contributions;
  private final Standing standing;
  private final PassageTerms terms;
  private final EvaluationGrid grid;
  private final boolean atMidnights;
  private final long[] lower;
  private final long[] upper;

  Outlook(Contributions contributions, Standing standing, Scorecard card, EvaluationGrid grid) {
    this.contributions = contributions;
    this.standing = standing;
    this.grid = grid;
    terms = card.terms();
    atMidnights = grid instanceof EvaluationGrid.Midnights;
    lower = new long[card.layout().nodes()];
    upper = new long[card.layout().nodes()];
  }

  /**
   * The first of these instants at which an episode can begin or the way out of it turns, or a
   * number after the last. Corrects what the evaluation before it found.
   */
  long nextTurn(long first, long end) {
    Passages passages = standing.passages();
    Eligibility eligibility = standing.eligibility();
    if (passages.isOpen()) {
      if (!terms.hasExit()) {
        return end + 1;
      }
      long turn = first(terms.below(), !passages.dwell().isBelow(), first, end);
      if (turn > first && turn <= end) {
        eligibility.foundBefore(isFoundEligible(turn - 1));
      }
      return turn;
    }
    if (standing.isBarred()) {
      return end + 1;
    }

    long turn = first(standing.gate(), !eligibility.before(), first, end);
    if (turn <= end && eligibility.before()) {
      eligibility.foundBefore(false);
      turn = turn == end ? end + 1 : first(standing.gate(), true, turn + 1, end);
    }
    return turn;
  }

  /** Whether an evaluation at an instant of the grid finds the contact eligible. */
  boolean isFoundEligible(long number) {
    return !standing.isBarred() && holds(standing.gate(), number);
  }

  /**
   * Whether a contact that was eligible at one instant still was at the last of the grid after it,
   * if there is one up to another.
   */
  boolean isStillEligible(long from, long last) {
    long number = grid.firstAfter(last) - 1;
    return grid.at(number) <= from || holds(standing.gate(), number);
  }

  private boolean holds(Gate gate, long number) {
    look(number, number);
    return gate.holds(lower, upper);
  }

  /** The first of these instants at which a gate holds, or does not; else one after the last. */
  private long first(Gate gate, boolean wanted, long first, long last) {
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
