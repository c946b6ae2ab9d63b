package io.requalify.statistics.counterfactual;

/**
 * What is counted of the agree-in of a week, by the entry.
 *
 * @param due units whose horizon is over
 * @param worked of the due, those that sales worked on a route of the version
 */
public record WeekCounts(long due, long worked) {
  public WeekCounts {
    if (worked < 0 || worked > due) {
      throw new IllegalArgumentException("%d due, of them %d worked".formatted(due, worked));
    }
  }

  /** These units and others. */
  public WeekCounts plus(WeekCounts other) {
    return new WeekCounts(due + other.due, worked + other.worked);
  }
}
