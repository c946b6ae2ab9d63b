package io.requalify.statistics.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Interval;
import io.requalify.statistics.decomposition.AccountCells.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class DecompositionIntervalsTest {
  @Test
  void theOrderOfTheRowsAndHowTheyAreSplitUpChangeNothing() {
    AccountCells world = world(new SplittableRandom(11), 80, 0.8);
    List<Row> split = new ArrayList<>();
    for (Row row : world.rows()) {
      for (long contact = 0; contact < row.tally().trials(); contact++) {
        long successes = contact < row.tally().successes() ? 1 : 0;
        split.add(
            new Row(row.account(), row.period(), row.cell(), new BinomialTally(1, successes)));
      }
    }
    Collections.reverse(split);
    AccountCells other = new AccountCells(world.dimensions(), split);

    assertThat(intervals(other)).isEqualTo(intervals(world));
    assertThat(other.mixAgainstRate()).isEqualTo(world.mixAgainstRate());
  }

  @Test
  void contactsThatConvertByAccountWidenTheIntervals() {
    Interval apart = ofTotal(world(new SplittableRandom(12), 150, 0));
    Interval together = ofTotal(world(new SplittableRandom(12), 150, 1));

    // Of accounts of five that convert as one the variance is up to five times as large.
    assertThat(together.width()).isGreaterThan(1.5 * apart.width());
  }

  @Test
  void theIntervalsHoldTheTrueParts() {
    int worlds = 1_000;
    int total = 0;
    int rate = 0;
    int mix = 0;
    for (int world = 0; world < worlds; world++) {
      DecompositionIntervals intervals = intervals(world(new SplittableRandom(world), 120, 0.5));
      total += intervals.total().contains(0.0) ? 1 : 0;
      rate += intervals.parts().get(MixAgainstRate.RATE).contains(-World.MIX) ? 1 : 0;
      mix += intervals.parts().get("channel").contains(World.MIX) ? 1 : 0;
    }

    // 95 in 100; three Monte Carlo errors of 1,000 worlds are 21.
    assertThat(total).isBetween(929, 971);
    assertThat(rate).isBetween(929, 971);
    assertThat(mix).isBetween(929, 971);
  }

  @Test
  void fewAccountsAndPeriodsThatHangOnOneAccountAreRefused() {
    AccountCells few = world(new SplittableRandom(1), 9, 0.5);
    List<Row> rows = new ArrayList<>(world(new SplittableRandom(2), 50, 0.5).rows());
    rows.removeIf(row -> row.period() == Period.AFTER);
    rows.add(new Row("alone", Period.AFTER, List.of("search"), new BinomialTally(9, 3)));
    AccountCells lopsided = new AccountCells(List.of("channel"), rows);

    assertThat(answer(few).reason())
        .isEqualTo("9 accounts are too few to judge chance between them; 10 are needed");
    assertThat(answer(lopsided).reason())
        .isEqualTo(
            "without some accounts it cannot be told: there are no contacts in the later period");
  }

  @Test
  void partsOfAFunnelHaveIntervalsToo() {
    SplittableRandom random = new SplittableRandom(13);
    List<AccountFunnels.Row> rows = new ArrayList<>();
    List<String> stages = List.of("lead", "mql", "won");
    for (int account = 0; account < 200; account++) {
      for (Period period : Period.values()) {
        long mqls = random.nextInt(6);
        long wins = mqls == 0 ? 0 : random.nextInt((int) mqls + 1);
        FunnelCounts funnel = new FunnelCounts(stages, List.of(8L, mqls, wins), wins * 500_000);
        rows.add(new AccountFunnels.Row("account " + account, period, funnel));
      }
    }
    AccountFunnels funnels = new AccountFunnels(stages, rows);

    Map<String, Interval> intervals =
        DecompositionIntervals.of(funnels.accounts(), funnels::decompose, 0.95)
            .value()
            .orElseThrow()
            .parts();

    assertThat(intervals.keySet()).containsExactly("mql", "won", "value");
    Decomposition decomposition = funnels.decompose().value().orElseThrow();
    for (String part : List.of("mql", "won")) {
      assertThat(intervals.get(part).contains(decomposition.part(part).doubleValue())).isTrue();
    }
    // Every win has the same value, so there is no chance in it.
    assertThat(intervals.get("value").width()).isCloseTo(0, within(1e-6));
  }

  private static Interval ofTotal(AccountCells cells) {
    return intervals(cells).total();
  }

  private static DecompositionIntervals intervals(AccountCells cells) {
    return answer(cells).value().orElseThrow();
  }

  private static Answer<DecompositionIntervals> answer(AccountCells cells) {
    return DecompositionIntervals.of(cells.accounts(), cells::decompose, 0.95);
  }

  private static AccountCells world(SplittableRandom random, int accounts, double together) {
    return new World(random, together).of(accounts);
  }

  /**
   * Accounts of five contacts in each period. Search converts at .5 and social at .2, then by so
   * much less that the better mix of the later period changes the whole by nothing.
   */
  private record World(SplittableRandom random, double together) {
    private static final List<String> CHANNELS = List.of("search", "social");
    private static final double FORMER_SEARCH = 0.4;
    private static final double LATER_SEARCH = 0.6;

    /** What the mix adds: shares by 0.2, between rates that lie 0.3 apart in both periods. */
    static final double MIX = (LATER_SEARCH - FORMER_SEARCH) * 0.3;

    AccountCells of(int accounts) {
      List<Row> rows = new ArrayList<>();
      for (int account = 0; account < accounts; account++) {
        for (Period period : Period.values()) {
          boolean later = period == Period.AFTER;
          double shared = random.nextDouble();
          long[] contacts = new long[CHANNELS.size()];
          long[] converted = new long[CHANNELS.size()];
          for (int contact = 0; contact < 5; contact++) {
            int channel = random.nextDouble() < (later ? LATER_SEARCH : FORMER_SEARCH) ? 0 : 1;
            double rate = (channel == 0 ? 0.5 : 0.2) - (later ? MIX : 0);
            double chance = random.nextDouble() < together ? shared : random.nextDouble();
            contacts[channel]++;
            converted[channel] += chance < rate ? 1 : 0;
          }
          for (int channel = 0; channel < CHANNELS.size(); channel++) {
            rows.add(
                new Row(
                    "account " + account,
                    period,
                    List.of(CHANNELS.get(channel)),
                    new BinomialTally(contacts[channel], converted[channel])));
          }
        }
      }
      return new AccountCells(List.of("channel"), rows);
    }
  }
}
