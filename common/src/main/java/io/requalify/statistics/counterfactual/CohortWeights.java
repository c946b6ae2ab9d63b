package io.requalify.statistics.counterfactual;

import io.requalify.statistics.counterfactual.CountedUnits.WorkedSwapIns;
import io.requalify.statistics.survival.CensoringWeights;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the units of all cohorts weigh, those whose horizon is not over among them: one over the
 * probability of having been worked, as {@link Propensities} has it over all units, times one over
 * the probability that it is known by now what came of the unit.
 *
 * <p>The latter is the share of units that were followed for as long as that took. It is taken over
 * the worked units of the same grade, each by its weight, so that it is that of the units which
 * these stand for: a draw that began late was followed for less long than the agree-in, and what
 * former rules worked for longer. A grade of whom fewer than the smallest propensity were followed
 * to the horizon gives no support here.
 */
public final class CohortWeights {
  private final Propensities propensities;
  private final Map<Grade, long[]> knownWeights;

  private CohortWeights(Propensities propensities, Map<Grade, long[]> knownWeights) {
    this.propensities = propensities;
    this.knownWeights = knownWeights;
  }

  /**
   * The weights that follow from these counts.
   *
   * @param smallest a smaller probability of being worked, or of being known, is no support; in (0,
   *     1]
   * @param propensities those over all units
   */
  static CohortWeights of(CountedUnits counted, double smallest, Propensities propensities) {
    Map<Grade, SortedMap<Integer, Long>> followed = new EnumMap<>(Grade.class);
    counted
        .workedByWeek()
        .forEach(
            (week, byDays) -> {
              Long weight = propensities.weekWeights().get(week);
              if (weight != null) {
                byDays.forEach(
                    (days, worked) -> add(followed, Grade.OBSERVED, days, worked * weight));
              }
            });
    counted
        .workedByCell()
        .forEach(
            (cell, byDays) ->
                byDays.forEach((days, worked) -> add(followed, propensities, cell, days, worked)));
    Map<Grade, long[]> known = new EnumMap<>(Grade.class);
    // Shares of weights are asked for, so a millionth counts as a contact; a refusal is no support.
    followed.forEach(
        (grade, byDays) ->
            CensoringWeights.of(byDays, counted.horizonDays())
                .value()
                .filter(weights -> weights.shareFollowed(weights.horizon()) >= smallest)
                .ifPresent(weights -> known.put(grade, byDay(weights))));
    return new CohortWeights(propensities, known);
  }

  private static void add(
      Map<Grade, SortedMap<Integer, Long>> followed,
      Propensities propensities,
      SupportCell cell,
      int days,
      WorkedSwapIns swapIns) {
    Grade grade = propensities.supportCells().get(cell);
    if (grade == Grade.EXPLORED) {
      add(followed, grade, days, swapIns.drawnWeights());
    } else if (grade == Grade.HISTORY) {
      add(followed, grade, days, swapIns.worked() * propensities.historyWeights().get(cell));
    }
  }

  private static void add(
      Map<Grade, SortedMap<Integer, Long>> followed, Grade grade, int days, long weight) {
    followed.computeIfAbsent(grade, missing -> new TreeMap<>()).merge(days, weight, Math::addExact);
  }

  private static long[] byDay(CensoringWeights weights) {
    long[] byDay = new long[weights.horizon() + 1];
    for (int day = 0; day < byDay.length; day++) {
      byDay[day] = Millionths.of(1 / weights.shareFollowed(day));
    }
    return byDay;
  }

  /**
   * The grade of a unit, due or not.
   *
   * @param week of its entry
   * @param nearThreshold true when it stands close below the threshold of production
   */
  public Grade grade(Cell cell, int week, boolean nearThreshold) {
    Grade grade = propensities.grade(cell, week, nearThreshold);
    if (!grade.supported() || knownWeights.containsKey(grade)) {
      return grade;
    }
    return nearThreshold && grade != Grade.OBSERVED ? Grade.NEAR_THRESHOLD : Grade.NONE;
  }

  /** The grade of a support cell of the swap-ins; none where it has no support. */
  public Optional<Grade> supportGrade(SupportCell cell) {
    return Optional.ofNullable(propensities.supportCells().get(cell))
        .filter(knownWeights::containsKey);
  }

  /** One over the share of the agree-in that was worked, by week, in millionths. */
  public SortedMap<Integer, Long> weekWeights() {
    return knownWeights.containsKey(Grade.OBSERVED)
        ? propensities.weekWeights()
        : Collections.emptySortedMap();
  }

  /** One over the share that was worked of a support cell of grade B, in millionths. */
  public SortedMap<SupportCell, Long> historyWeights() {
    return propensities.historyWeights();
  }

  /**
   * One over the share of a grade's units that were followed for so many days, in millionths, by
   * days from 0 to the horizon; none where the grade gives no support.
   */
  public Optional<long[]> knownWeights(Grade grade) {
    return Optional.ofNullable(knownWeights.get(grade)).map(long[]::clone);
  }

  /** {@link Propensities#weight} over the units of all cohorts. */
  long worked(Grade grade, Cell cell, DecisionUnit unit, double smallest) {
    return propensities.weight(grade, cell, unit, smallest);
  }

  /**
   * The whole weight of a unit with evidence, in millionths.
   *
   * @param worked one over the probability of being worked, in millionths
   * @param knownOn see {@link FollowUp#knownOn}
   */
  long weight(Grade grade, long worked, int knownOn) {
    return Millionths.product(worked, knownWeights.get(grade)[knownOn]);
  }
}
