package io.requalify.delays;

import io.requalify.statistics.survival.KaplanMeier;
import io.requalify.statistics.survival.RiskTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Days that are printed as one row. Shares and errors are reckoned by the day and only read at its
 * last one, so it does not matter to them how wide it is.
 *
 * @param lastDay of it
 * @param atRisk open and followed when the lag before was over
 * @param left how many left in it, by each outcome
 * @param notFollowed how many were followed to a day in it and no further
 */
record Lag(int lastDay, long atRisk, List<Long> left, long notFollowed) {
  private static final List<Integer> LAST_DAYS =
      List.of(0, 1, 2, 3, 7, 14, 21, 30, 45, 60, 90, 120, 150, 180, 270, 365, 545, 730);

  Lag {
    left = List.copyOf(left);
  }

  /**
   * The lags to the horizon, or to the last day to which anybody was followed where some are open
   * then.
   */
  static List<Lag> of(RiskTable table, KaplanMeier open, int horizonDays) {
    int last = open.at(horizonDays).isPresent() ? horizonDays : (int) table.lastTime();
    SortedSet<Integer> lastDays = new TreeSet<>(LAST_DAYS).headSet(last);
    SortedSet<Integer> ends = new TreeSet<>(lastDays);
    ends.add(last);
    List<Lag> lags = new ArrayList<>();
    long atRisk = table.contacts();
    int before = -1;
    for (int end : ends) {
      Lag lag = between(table, before, end, atRisk);
      lags.add(lag);
      atRisk -= lag.leftByAny() + lag.notFollowed();
      before = end;
    }
    return lags;
  }

  private static Lag between(RiskTable table, int before, int end, long atRisk) {
    long[] left = new long[table.causes().size()];
    long notFollowed = 0;
    for (RiskTable.Row row : table.rows()) {
      if (row.time() > before && row.time() <= end) {
        Arrays.setAll(left, cause -> left[cause] + row.left().get(cause));
        notFollowed += row.censored();
      }
    }
    return new Lag(end, atRisk, Arrays.stream(left).boxed().toList(), notFollowed);
  }

  long leftByAny() {
    return left.stream().mapToLong(Long::longValue).sum();
  }
}
