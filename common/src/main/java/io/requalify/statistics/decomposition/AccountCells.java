package io.requalify.statistics.decomposition;

import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialTally;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Contacts and conversions by account, period and cell: what mix against rate and its intervals
 * need. Sums are of whole numbers, so the order of the rows changes nothing.
 *
 * @param dimensions names of the dimensions of a cell
 * @param rows in any order; rows of the same account, period and cell are added up
 */
public record AccountCells(List<String> dimensions, List<Row> rows) {
  /**
   * Contacts of one account in one cell.
   *
   * @param account its id; a contact without an account is one of its own
   * @param period when they came
   * @param cell one value for each dimension
   * @param tally contacts and conversions
   */
  public record Row(String account, Period period, List<String> cell, BinomialTally tally) {
    public Row {
      cell = List.copyOf(cell);
    }
  }

  public AccountCells {
    dimensions = List.copyOf(dimensions);
    rows = List.copyOf(rows);
  }

  /** Mix against rate when every account counts once. */
  public Answer<MixAgainstRate> mixAgainstRate() {
    return mixAgainstRate(account -> 1);
  }

  /** The decomposition when every account counts as often as said; for the bootstrap. */
  public Answer<Decomposition> decompose(ToIntFunction<String> weight) {
    return mixAgainstRate(weight).map(MixAgainstRate::decomposition);
  }

  /** How many accounts there are in both periods together. */
  public int accounts() {
    return (int) rows.stream().map(Row::account).distinct().count();
  }

  private Answer<MixAgainstRate> mixAgainstRate(ToIntFunction<String> weight) {
    Map<Period, SortedMap<List<String>, BinomialTally>> tallies = new EnumMap<>(Period.class);
    for (Period period : Period.values()) {
      tallies.put(period, new TreeMap<>(Composition.ORDER));
    }
    for (Row row : rows) {
      long times = weight.applyAsInt(row.account());
      if (times > 0 && row.tally().trials() > 0) {
        BinomialTally counted =
            new BinomialTally(times * row.tally().trials(), times * row.tally().successes());
        tallies.get(row.period()).merge(row.cell(), counted, BinomialTally::plus);
      }
    }
    for (Period period : Period.values()) {
      if (tallies.get(period).isEmpty()) {
        return Answer.refused(
            "there are no contacts in the %s period"
                .formatted(period == Period.BEFORE ? "earlier" : "later"));
      }
    }
    return MixAgainstRate.of(
        Composition.ofTallies(dimensions, tallies.get(Period.BEFORE)),
        Composition.ofTallies(dimensions, tallies.get(Period.AFTER)));
  }
}
