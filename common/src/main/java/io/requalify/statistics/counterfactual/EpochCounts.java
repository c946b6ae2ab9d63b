package io.requalify.statistics.counterfactual;

import io.requalify.statistics.BinomialTally;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is counted of the due units of a version and outcome by epoch: which share of the swap-ins
 * the rules of that time worked, and what came of the contacts that both versions qualify. An epoch
 * is four weeks of entry. Which version was live is not logged with every decision; a month in
 * which rules changed counts by the share that it worked.
 */
public final class EpochCounts {
  /** Weeks of an epoch. */
  public static final int WEEKS = 4;

  private final SortedMap<SupportCell, SortedMap<Integer, WeekCounts>> swapIns = new TreeMap<>();
  private final SortedMap<Stratum, SortedMap<Integer, BinomialTally>> agreed = new TreeMap<>();

  /** The epoch of a week of entry. */
  public static int epoch(int week) {
    return Math.floorDiv(week, WEEKS);
  }

  /** Adds due swap-ins of a support cell. */
  public void addSwapIns(SupportCell cell, int epoch, WeekCounts counts) {
    swapIns
        .computeIfAbsent(cell, missing -> new TreeMap<>())
        .merge(epoch, counts, WeekCounts::plus);
  }

  /**
   * Adds due contacts that both versions qualify and that were worked.
   *
   * @param worked them, and those of them that converted
   */
  public void addAgreed(Stratum stratum, int epoch, BinomialTally worked) {
    agreed
        .computeIfAbsent(stratum, missing -> new TreeMap<>())
        .merge(epoch, worked, BinomialTally::plus);
  }

  /** The due swap-ins by support cell and epoch. */
  SortedMap<SupportCell, SortedMap<Integer, WeekCounts>> swapIns() {
    return Collections.unmodifiableSortedMap(swapIns);
  }

  /** The worked and due that both versions qualify, by stratum and epoch. */
  SortedMap<Stratum, SortedMap<Integer, BinomialTally>> agreed() {
    return Collections.unmodifiableSortedMap(agreed);
  }
}
