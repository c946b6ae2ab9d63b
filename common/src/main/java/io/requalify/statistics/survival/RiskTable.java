package io.requalify.statistics.survival;

import java.util.List;

/**
 * How many contacts were at risk at each time since their decision, how many of them left then and
 * by which cause, and how many were not followed any further.
 *
 * <p>Who is censored at a time was at risk at it, and is taken to have been followed just past it:
 * what leaves at a time leaves before what is censored there. The rows account for everybody: who
 * neither left nor was censored is at risk in the next row, and nobody remains after the last. A
 * table that is cut at a horizon has those who reached it as censored there.
 *
 * <p>A bucket of days, such as the 4th to the 7th, is a row whose time is its last day. A contact
 * counts in it only when it could be followed through that day, whether it left or not, and is
 * censored in the last bucket of which this holds. Censored in the midst of a bucket it would be at
 * risk for a whole one of which it was seen a part, and the hazard would come out too low.
 *
 * @param causes names of what a contact can leave by, at least one, each once
 * @param rows in the order of time, at least one
 */
public record RiskTable(List<String> causes, List<Row> rows) {
  /**
   * What happened at one time.
   *
   * @param time days since the decision, 0 or more
   * @param atRisk contacts that had neither left nor been censored before, at least one
   * @param left how many of them left by each cause, in the order of the causes of the table
   * @param censored how many of them were followed to this time and no further, and did not leave
   */
  public record Row(double time, long atRisk, List<Long> left, long censored) {
    /**
     * A row.
     *
     * @throws IllegalArgumentException when the time or a count is negative, nobody was at risk, or
     *     more left and were censored than were at risk
     */
    public Row {
      left = List.copyOf(left);
      if (!(time >= 0) || !Double.isFinite(time)) {
        throw new IllegalArgumentException(
            "The time %s is no number of days since a decision".formatted(time));
      }
      if (atRisk < 1) {
        throw new IllegalArgumentException(
            "At %s nobody was at risk (%d): leave the row out".formatted(time, atRisk));
      }
      if (censored < 0
          || left.stream().anyMatch(each -> each < 0)
          || sum(left) + censored > atRisk) {
        throw new IllegalArgumentException(
            "At %s, of %d at risk, %s left and %d were censored; each must be 0 or more, and all together no more than were at risk"
                .formatted(time, atRisk, left, censored));
      }
    }

    /** Contacts that left at this time, whatever the cause. */
    public long leftByAny() {
      return sum(left);
    }

    private static long sum(List<Long> counts) {
      return counts.stream().mapToLong(Long::longValue).sum();
    }

    private long remaining() {
      return atRisk - leftByAny() - censored;
    }
  }

  /**
   * A table.
   *
   * @throws IllegalArgumentException when there is no cause or no row, a cause is there twice, a
   *     row has not one count for each cause, the times do not rise, or the rows do not account for
   *     everybody
   */
  public RiskTable {
    causes = List.copyOf(causes);
    rows = List.copyOf(rows);
    if (causes.isEmpty() || causes.stream().distinct().count() < causes.size()) {
      throw new IllegalArgumentException(
          "The causes are %s; there must be one or more, each once".formatted(causes));
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("There is no row, so nobody was at risk");
    }
    for (int place = 0; place < rows.size(); place++) {
      requireFollowing(causes, rows, place);
    }
    Row last = rows.get(rows.size() - 1);
    if (last.remaining() > 0) {
      throw new IllegalArgumentException(
          "%d contacts are still at risk after the last row, at %s; count them as censored there"
              .formatted(last.remaining(), last.time()));
    }
  }

  private static void requireFollowing(List<String> causes, List<Row> rows, int place) {
    Row row = rows.get(place);
    if (row.left().size() != causes.size()) {
      throw new IllegalArgumentException(
          "The row at %s says of %d causes how many left by them, the table has %d: %s"
              .formatted(row.time(), row.left().size(), causes.size(), causes));
    }
    if (place == 0) {
      return;
    }
    Row before = rows.get(place - 1);
    if (!(row.time() > before.time())) {
      throw new IllegalArgumentException(
          "The row at %s follows the one at %s; each time must be there once, in order"
              .formatted(row.time(), before.time()));
    }
    if (row.atRisk() != before.remaining()) {
      throw new IllegalArgumentException(
          "At %s %d are at risk, but of the %d at %s %d remained"
              .formatted(
                  row.time(), row.atRisk(), before.atRisk(), before.time(), before.remaining()));
    }
  }

  /** Contacts that were at risk in the first row. */
  public long contacts() {
    return rows.get(0).atRisk();
  }

  /** The last time to which anybody was followed, in days since the decision. */
  public double lastTime() {
    return rows.get(rows.size() - 1).time();
  }

  /** Contacts that had neither left nor been censored before a time; 0 after the last. */
  long atRiskAt(double time) {
    for (Row row : rows) {
      if (row.time() >= time) {
        return row.atRisk();
      }
    }
    return 0;
  }

  /**
   * Place of a cause.
   *
   * @throws IllegalArgumentException when no cause has this name
   */
  int cause(String name) {
    int place = causes.indexOf(name);
    if (place < 0) {
      throw new IllegalArgumentException(
          "There is no cause '%s'; there are %s".formatted(name, String.join(", ", causes)));
    }
    return place;
  }

  /** Place of the last row at or before a time, -1 where there is none. */
  int rowAt(double time) {
    int place = -1;
    while (place + 1 < rows.size() && rows.get(place + 1).time() <= time) {
      place++;
    }
    return place;
  }
}
