package io.requalify.statistics.counterfactual;

/**
 * What is counted of the units of a cell in one fold.
 *
 * @param due units whose horizon is over
 * @param worked of the due, those that sales worked on a route of the version
 * @param converted of the worked, those that converted within the horizon
 * @param drawn of the worked, those that were drawn at random with a logged probability that is
 *     large enough; 0 in the agree-in
 */
public record CellCounts(long due, long worked, long converted, long drawn) {
  /** Of nobody. */
  public static final CellCounts NONE = new CellCounts(0, 0, 0, 0);

  public CellCounts {
    if (worked > due || converted < 0 || converted > worked || drawn < 0 || drawn > worked) {
      throw new IllegalArgumentException(
          "%d due, of them %d worked, of them %d converted and %d drawn"
              .formatted(due, worked, converted, drawn));
    }
  }

  /** These units and others. */
  public CellCounts plus(CellCounts other) {
    return new CellCounts(
        due + other.due, worked + other.worked, converted + other.converted, drawn + other.drawn);
  }
}
