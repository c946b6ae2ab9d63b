package io.requalify.statistics.decomposition;

import io.requalify.statistics.Answer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Counts of the stages by account and period: what the funnel chain and its intervals need. Sums
 * are of whole numbers, so the order of the rows changes nothing.
 *
 * @param stages names of the stages, the first that of all leads; at least two
 * @param rows in any order, all of these stages; rows of the same account and period are added up
 */
public record AccountFunnels(List<String> stages, List<Row> rows) {
  /**
   * The leads of one account in one period.
   *
   * @param account its id; a contact without an account is one of its own
   * @param period when they came
   * @param funnel how far they went
   */
  public record Row(String account, Period period, FunnelCounts funnel) {}

  public AccountFunnels {
    stages = List.copyOf(stages);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (!row.funnel().stages().equals(stages)) {
        throw new IllegalArgumentException(
            "The account %s is counted by %s, not by %s"
                .formatted(row.account(), row.funnel().stages(), stages));
      }
    }
  }

  /** The decomposition of money per lead when every account counts once. */
  public Answer<Decomposition> decompose() {
    return decompose(account -> 1);
  }

  /** The decomposition when every account counts as often as said; for the bootstrap. */
  public Answer<Decomposition> decompose(ToIntFunction<String> weight) {
    Map<Period, long[]> sums = new EnumMap<>(Period.class);
    for (Period period : Period.values()) {
      sums.put(period, new long[stages.size() + 1]);
    }
    for (Row row : rows) {
      long times = weight.applyAsInt(row.account());
      long[] sum = sums.get(row.period());
      for (int place = 0; place < stages.size(); place++) {
        sum[place] += times * row.funnel().reached().get(place);
      }
      sum[stages.size()] += times * row.funnel().value();
    }
    return FunnelChain.of(counts(sums.get(Period.BEFORE)), counts(sums.get(Period.AFTER)));
  }

  /** How many accounts there are in both periods together. */
  public int accounts() {
    return (int) rows.stream().map(Row::account).distinct().count();
  }

  private FunnelCounts counts(long[] sums) {
    List<Long> reached = IntStream.range(0, stages.size()).mapToObj(place -> sums[place]).toList();
    return new FunnelCounts(stages, reached, sums[stages.size()]);
  }
}
