package io.requalify.statistics.decomposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Interval;
import io.requalify.statistics.decomposition.AccountCells.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Faults of known kind, and worlds without one: does the diagnosis name the kind? */
final class MovedPartsTest {
  private static final int WORLDS = 100;
  private static final int ACCOUNTS = 120;
  private static final int CONTACTS = 5;

  @Test
  void partsAreHeldAgainstChanceTogether() {
    // Each half is 0.0196 wide, so one part alone is beyond chance at 0.02; of two it is not.
    Map<String, Interval> parts = new LinkedHashMap<>();
    parts.put("channel", new Interval(-0.0396, -0.0004));
    parts.put("rate", new Interval(0.04, 0.06));

    MovedParts moved =
        MovedParts.of(new DecompositionIntervals(new Interval(0.01, 0.05), parts), 0.95);

    assertThat(moved.lowered()).isEmpty();
    assertThat(moved.raised()).containsExactly("rate");
    assertThat(moved.inWords()).isEqualTo("raised by rate");
  }

  @Test
  void wordsNameBothDirections() {
    assertThat(new MovedParts(List.of("rate"), List.of("channel", "segment")).inWords())
        .isEqualTo("raised by rate; lowered by channel and segment");
    assertThat(new MovedParts(List.of(), List.of()).inWords()).isEqualTo("nothing beyond chance");
  }

  @Test
  void channelGoneBadIsDiagnosedAsRate() {
    Map<String, Integer> found = diagnoses(1, new World(0.5, 0.5, 0.5, 0.25));

    assertThat(found.get("lowered by rate")).isGreaterThanOrEqualTo(WORLDS * 9 / 10);
  }

  @Test
  void shiftToAPoorChannelIsDiagnosedAsMix() {
    Map<String, Integer> found = diagnoses(2, new World(0.6, 0.3, 0.5, 0.5));

    assertThat(found.get("lowered by channel")).isGreaterThanOrEqualTo(WORLDS * 9 / 10);
  }

  @Test
  void whereNothingMovedNothingIsDiagnosed() {
    Map<String, Integer> found = diagnoses(3, new World(0.5, 0.5, 0.5, 0.5));

    // One in twenty would be 5 of 100; 11 or fewer in 99 of 100 such tests.
    assertThat(WORLDS - found.get(MovedParts.NOTHING)).isLessThanOrEqualTo(11);
  }

  /** How often each diagnosis was made. */
  private static Map<String, Integer> diagnoses(long seed, World world) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Integer> found = new LinkedHashMap<>();
    for (int draw = 0; draw < WORLDS; draw++) {
      AccountCells cells = world.cells(random);
      DecompositionIntervals intervals =
          DecompositionIntervals.of(cells.accounts(), cells::decompose, 0.95).value().orElseThrow();
      found.merge(MovedParts.of(intervals, 0.95).inWords(), 1, Integer::sum);
    }
    return found;
  }

  /**
   * Accounts of five contacts in each period, half of which convert together. Social converts at a
   * fifth in both periods.
   *
   * @param searchBefore share of search in the earlier period
   * @param searchAfter in the later
   * @param rateBefore conversion of search in the earlier period
   * @param rateAfter in the later
   */
  private record World(
      double searchBefore, double searchAfter, double rateBefore, double rateAfter) {
    AccountCells cells(SplittableRandom random) {
      List<Row> rows = new ArrayList<>();
      for (int account = 0; account < ACCOUNTS; account++) {
        for (Period period : Period.values()) {
          boolean later = period == Period.AFTER;
          double shared = random.nextDouble();
          long[] contacts = new long[2];
          long[] converted = new long[2];
          for (int contact = 0; contact < CONTACTS; contact++) {
            int channel = random.nextDouble() < (later ? searchAfter : searchBefore) ? 0 : 1;
            double rate = channel == 1 ? 0.2 : later ? rateAfter : rateBefore;
            double chance = random.nextDouble() < 0.5 ? shared : random.nextDouble();
            contacts[channel]++;
            converted[channel] += chance < rate ? 1 : 0;
          }
          for (int channel = 0; channel < contacts.length; channel++) {
            rows.add(
                new Row(
                    "account " + account,
                    period,
                    List.of(channel == 0 ? "search" : "social"),
                    new BinomialTally(contacts[channel], converted[channel])));
          }
        }
      }
      return new AccountCells(List.of("channel"), rows);
    }
  }
}
