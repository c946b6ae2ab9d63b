package io.requalify.statistics.counterfactual;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The first pass over the units of a version and outcome: what is counted of those whose horizon is
 * over and of all, and for how long the worked ones were followed.
 */
public final class CountedUnits {
  private final int horizonDays;
  private final CellTable due = new CellTable();
  private final CellTable all = new CellTable();
  private final EpochCounts epochs = new EpochCounts();
  private final SortedMap<Integer, SortedMap<Integer, Long>> workedByWeek = new TreeMap<>();
  private final SortedMap<SupportCell, SortedMap<Integer, WorkedSwapIns>> workedByCell =
      new TreeMap<>();

  /**
   * Worked swap-ins of one support cell that were followed for the same number of days.
   *
   * @param worked on a rule or exploration route
   * @param drawnWeights sum over the drawn of one over the logged probability, in millionths
   */
  public record WorkedSwapIns(long worked, long drawnWeights) {
    public WorkedSwapIns {
      if (worked < 0 || drawnWeights < 0) {
        throw new IllegalArgumentException(
            "%d worked, weights of %d millionths".formatted(worked, drawnWeights));
      }
    }

    WorkedSwapIns plus(WorkedSwapIns other) {
      return new WorkedSwapIns(worked + other.worked, drawnWeights + other.drawnWeights);
    }
  }

  /**
   * Nothing is counted yet.
   *
   * @param horizonDays days within which the outcome counts
   */
  public CountedUnits(int horizonDays) {
    this.horizonDays = horizonDays;
  }

  /**
   * Adds what was counted of a cell.
   *
   * @param fold of the accounts, from 0
   * @param ofDue of units whose horizon is over
   * @param ofAll of these and the others
   */
  public void add(int fold, Cell cell, CellCounts ofDue, CellCounts ofAll) {
    if (ofDue.due() > 0) {
      due.add(fold, cell, ofDue);
    }
    all.add(fold, cell, ofAll);
  }

  /**
   * Adds what was counted of the agree-in of a week with the same follow-up.
   *
   * @param week any number that tells weeks of entry apart
   * @param followedDays see {@link FollowUp#days}
   */
  public void addWeek(int week, int followedDays, WeekCounts counts) {
    requireFollowUp(followedDays);
    if (followedDays == horizonDays) {
      due.addWeek(week, counts);
    }
    all.addWeek(week, counts);
    if (counts.worked() > 0) {
      workedByWeek
          .computeIfAbsent(week, missing -> new TreeMap<>())
          .merge(followedDays, counts.worked(), Long::sum);
    }
  }

  /**
   * Adds worked swap-ins of a support cell with the same follow-up.
   *
   * @param followedDays see {@link FollowUp#days}
   */
  public void addWorkedSwapIns(SupportCell cell, int followedDays, WorkedSwapIns worked) {
    requireFollowUp(followedDays);
    workedByCell
        .computeIfAbsent(cell, missing -> new TreeMap<>())
        .merge(followedDays, worked, WorkedSwapIns::plus);
  }

  private void requireFollowUp(int days) {
    if (days < 0 || days > horizonDays) {
      throw new IllegalArgumentException(
          "Followed for %d days; the horizon has %d".formatted(days, horizonDays));
    }
  }

  /** Days within which the outcome counts. */
  int horizonDays() {
    return horizonDays;
  }

  /** The units whose horizon is over. */
  public CellTable due() {
    return due;
  }

  /** All units; what {@link CellCounts} calls due here is all. */
  public CellTable all() {
    return all;
  }

  /** The due units by epoch. */
  public EpochCounts epochs() {
    return epochs;
  }

  /** Worked units of the agree-in, by week and days of follow-up. */
  SortedMap<Integer, SortedMap<Integer, Long>> workedByWeek() {
    return Collections.unmodifiableSortedMap(workedByWeek);
  }

  /** Worked swap-ins, by support cell and days of follow-up. */
  SortedMap<SupportCell, SortedMap<Integer, WorkedSwapIns>> workedByCell() {
    return Collections.unmodifiableSortedMap(workedByCell);
  }
}
