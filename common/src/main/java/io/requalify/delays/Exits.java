package io.requalify.delays;

import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.survival.RiskTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How the contacts of a slice left what is followed, day by day, in each half of the window. */
final class Exits {
  private final OutcomeFamily family;

  /** By day: how many left by each outcome, and last how many were followed no further. */
  private final SortedMap<Integer, long[]> older = new TreeMap<>();

  private final SortedMap<Integer, long[]> newer = new TreeMap<>();
  private final long[] matureLeft;
  private final long[] afterAnother;
  private long mature;
  private long unobserved;

  Exits(OutcomeFamily family) {
    this.family = family;
    this.matureLeft = new long[family.outcomes().size()];
    this.afterAnother = new long[family.outcomes().size()];
  }

  void add(Exit exit) {
    if (!exit.worked()) {
      unobserved += exit.contacts();
      return;
    }
    int outcomes = family.outcomes().size();
    boolean open = exit.cause() == Exit.STILL_OPEN;
    long[] counts =
        (exit.newer() ? newer : older).computeIfAbsent(exit.day(), day -> new long[outcomes + 1]);
    counts[open ? outcomes : exit.cause()] += exit.contacts();
    if (exit.mature()) {
      mature += exit.contacts();
      if (!open) {
        matureLeft[exit.cause()] += exit.contacts();
      }
    }
    for (int outcome = 0; outcome < outcomes; outcome++) {
      afterAnother[outcome] += exit.afterAnother().get(outcome);
    }
  }

  OutcomeFamily family() {
    return family;
  }

  /** Contacts of whom nobody knows what would have become. */
  long unobserved() {
    return unobserved;
  }

  /** Contacts that were followed to the horizon, and those with the outcome first. */
  BinomialTally mature(int outcome) {
    return new BinomialTally(mature, matureLeft[outcome]);
  }

  /** Contacts that were followed to the horizon. */
  long mature() {
    return mature;
  }

  /** Contacts with the outcome, but after another one. */
  long afterAnother(int outcome) {
    return afterAnother[outcome];
  }

  /** All worked contacts; none where there are none. */
  Optional<RiskTable> all() {
    SortedMap<Integer, long[]> all = new TreeMap<>();
    for (SortedMap<Integer, long[]> half : List.of(older, newer)) {
      half.forEach(
          (day, counts) -> {
            long[] sums = all.computeIfAbsent(day, key -> new long[counts.length]);
            Arrays.setAll(sums, place -> sums[place] + counts[place]);
          });
    }
    return table(all);
  }

  /** Worked contacts of the older half of the window; none where there are none. */
  Optional<RiskTable> older() {
    return table(older);
  }

  /** Worked contacts of the newer half of the window; none where there are none. */
  Optional<RiskTable> newer() {
    return table(newer);
  }

  private Optional<RiskTable> table(SortedMap<Integer, long[]> days) {
    if (days.isEmpty()) {
      return Optional.empty();
    }
    int outcomes = family.outcomes().size();
    long atRisk = days.values().stream().mapToLong(counts -> Arrays.stream(counts).sum()).sum();
    List<RiskTable.Row> rows = new ArrayList<>();
    for (Map.Entry<Integer, long[]> day : days.entrySet()) {
      long[] counts = day.getValue();
      List<Long> left = Arrays.stream(counts).limit(outcomes).boxed().toList();
      rows.add(new RiskTable.Row(day.getKey(), atRisk, left, counts[outcomes]));
      atRisk -= Arrays.stream(counts).sum();
    }
    return Optional.of(new RiskTable(family.outcomes(), rows));
  }
}
