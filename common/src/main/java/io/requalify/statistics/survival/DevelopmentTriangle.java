package io.requalify.statistics.survival;

import java.util.ArrayList;
import java.util.List;

/**
 * What cohorts of decisions have brought up to each lag, as far as it was seen: the older a cohort,
 * the more lags. Several cohorts may have been seen equally far, and the oldest to a lag after
 * which nothing is counted any more.
 *
 * @param cohorts the oldest first, at least one
 */
public record DevelopmentTriangle(List<Cohort> cohorts) {
  /**
   * One cohort.
   *
   * @param name for messages and results
   * @param cumulative money up to each lag, that of the lags before included, in the units of the
   *     table; the first lag first, at least one, none missing in between. A refund may make it
   *     fall
   */
  public record Cohort(String name, List<Double> cumulative) {
    /**
     * A cohort.
     *
     * @throws IllegalArgumentException when there is no lag, one is missing, or what it brought is
     *     negative or not finite
     */
    public Cohort {
      // A copy that may hold nulls, so that the message can say where they are.
      cumulative = new ArrayList<>(cumulative);
      if (cumulative.isEmpty()) {
        throw new IllegalArgumentException(
            "Cohort '%s' was seen to no lag: leave it out".formatted(name));
      }
      for (int lag = 0; lag < cumulative.size(); lag++) {
        Double money = cumulative.get(lag);
        if (money == null || money.isNaN()) {
          throw new IllegalArgumentException(
              "Cohort '%s' has a hole at lag %d: a lag in which nothing came repeats the sum before it"
                  .formatted(name, lag));
        }
        if (money < 0 || money.isInfinite()) {
          throw new IllegalArgumentException(
              "Cohort '%s' has brought %s up to lag %d; a sum of money must be 0 or more"
                  .formatted(name, money, lag));
        }
      }
      cumulative = List.copyOf(cumulative);
    }

    int lags() {
      return cumulative.size();
    }

    double seen() {
      return cumulative.get(cumulative.size() - 1);
    }

    double at(int lag) {
      return cumulative.get(lag);
    }
  }

  /**
   * A triangle.
   *
   * @throws IllegalArgumentException when there is no cohort, a name is there twice, or a cohort
   *     was seen further than an older one
   */
  public DevelopmentTriangle {
    cohorts = List.copyOf(cohorts);
    if (cohorts.isEmpty()) {
      throw new IllegalArgumentException("A triangle has one cohort or more");
    }
    if (cohorts.stream().map(Cohort::name).distinct().count() < cohorts.size()) {
      throw new IllegalArgumentException(
          "Two cohorts have one name: %s".formatted(cohorts.stream().map(Cohort::name).toList()));
    }
    for (int place = 1; place < cohorts.size(); place++) {
      Cohort older = cohorts.get(place - 1);
      Cohort younger = cohorts.get(place);
      if (younger.lags() > older.lags()) {
        throw new IllegalArgumentException(
            "Cohort '%s' was seen to lag %d and '%s', which is older, only to lag %d: the later lags of the older one are a hole, or the order is wrong"
                .formatted(younger.name(), younger.lags() - 1, older.name(), older.lags() - 1));
      }
    }
  }

  /** Number of lags to which the oldest cohort was seen. */
  int lags() {
    return cohorts.get(0).lags();
  }

  /** Cohorts that were seen at the lag after this one, so that their step from it is known. */
  List<Cohort> developedFrom(int lag) {
    return cohorts.stream().filter(cohort -> cohort.lags() > lag + 1).toList();
  }

  /** Money of these cohorts at this lag. */
  double developedSum(int lag) {
    return developedFrom(lag).stream().mapToDouble(cohort -> cohort.at(lag)).sum();
  }
}
