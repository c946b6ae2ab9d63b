package io.requalify.delays;

import io.requalify.statistics.Answer;
import io.requalify.statistics.survival.ChainLadder;
import io.requalify.statistics.survival.DevelopmentTriangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What each cohort will have brought in the end. A cohort whose last horizon is over is closed and
 * has brought what it will. The others are developed by {@link ChainLadder}, from the first lag on
 * at which every cohort that tells a step had brought some money: what grows from nothing has
 * neither a factor nor an error.
 *
 * @param cohorts for each cohort the expectation, or why there is none
 * @param standardError of the money still to come of all cohorts with an expectation; none where
 *     the triangle does not tell it
 * @param doubts why the expectations of cohorts that are open are not to be trusted
 */
record RevenueOutlook(
    List<Answer<Expected>> cohorts, OptionalDouble standardError, List<String> doubts) {
  RevenueOutlook {
    cohorts = List.copyOf(cohorts);
    doubts = List.copyOf(doubts);
  }

  /**
   * Money of a cohort in the end.
   *
   * @param open whether some of it is still to come
   * @param standardError of what is still to come; 0 where nothing is
   */
  record Expected(double money, OptionalDouble standardError, boolean open) {}

  /**
   * The outlook of cohorts.
   *
   * @param cohorts in order of their months
   * @param lastLag months after that of the entry in which money can come, by the horizon
   */
  static RevenueOutlook of(List<RevenueCohort> cohorts, int lastLag) {
    int first = firstLag(cohorts);
    Answer<ChainLadder> ladder = ladder(cohorts, first);
    List<Answer<Expected>> expected = new ArrayList<>();
    for (RevenueCohort cohort : cohorts) {
      expected.add(expected(cohort, first, lastLag, ladder));
    }
    boolean open =
        expected.stream().flatMap(answer -> answer.value().stream()).anyMatch(Expected::open);
    OptionalDouble error =
        open ? ladder.value().orElseThrow().standardError() : OptionalDouble.of(0);
    return new RevenueOutlook(expected, error, open ? doubts(cohorts, lastLag, ladder) : List.of());
  }

  private static int firstLag(List<RevenueCohort> cohorts) {
    int first = 0;
    while (someHaveNothingAt(cohorts, first)) {
      first++;
    }
    return first;
  }

  private static boolean someHaveNothingAt(List<RevenueCohort> cohorts, int lag) {
    return cohorts.stream()
        .filter(cohort -> cohort.lastLag() > lag && cohort.paid().signum() > 0)
        .anyMatch(cohort -> cohort.cumulative().get(lag).signum() <= 0);
  }

  private static Answer<ChainLadder> ladder(List<RevenueCohort> cohorts, int first) {
    List<DevelopmentTriangle.Cohort> developed = new ArrayList<>();
    for (RevenueCohort cohort : cohorts) {
      if (cohort.lastLag() < first || cohort.paid().signum() <= 0) {
        continue;
      }
      List<Double> money =
          cohort.cumulative().stream().skip(first).map(sum -> sum.doubleValue()).toList();
      if (money.stream().anyMatch(sum -> sum < 0)) {
        return Answer.refused(
            "cohort '%s' had brought less than nothing at one time, so no factor leads on from there: correct the amounts"
                .formatted(cohort.month()));
      }
      developed.add(new DevelopmentTriangle.Cohort(cohort.month().toString(), money));
    }
    return developed.isEmpty()
        ? Answer.refused("no cohort has brought any money in a month that is over")
        : ChainLadder.develop(new DevelopmentTriangle(developed));
  }

  private static Answer<Expected> expected(
      RevenueCohort cohort, int first, int lastLag, Answer<ChainLadder> ladder) {
    if (cohort.lastLag() >= lastLag) {
      return Answer.of(new Expected(cohort.paid().doubleValue(), OptionalDouble.of(0), false));
    }
    if (cohort.lastLag() < 0) {
      return Answer.refused("its month is not over, so nothing of it is counted yet");
    }
    if (cohort.paid().signum() <= 0) {
      return Answer.refused(
          "it has brought nothing yet, and nothing stays nothing however it is multiplied");
    }
    if (cohort.lastLag() < first) {
      return Answer.refused(
          "it was seen to lag %d, where not every older cohort had brought money; they develop from lag %d on"
              .formatted(cohort.lastLag(), first));
    }
    Optional<ChainLadder.Developed> developed =
        ladder.value().stream()
            .flatMap(whole -> whole.cohorts().stream())
            .filter(one -> one.cohort().equals(cohort.month().toString()))
            .findFirst();
    return developed
        .map(one -> Answer.of(new Expected(one.ultimate(), one.standardError(), true)))
        .orElseGet(() -> Answer.refused(ladder.reason()));
  }

  private static List<String> doubts(
      List<RevenueCohort> cohorts, int lastLag, Answer<ChainLadder> ladder) {
    List<String> doubts = new ArrayList<>();
    String withoutError = ladder.value().orElseThrow().withoutError();
    if (!withoutError.isEmpty()) {
      doubts.add("it has no standard error: " + withoutError);
    }
    int furthest = cohorts.stream().mapToInt(RevenueCohort::lastLag).max().orElseThrow();
    if (furthest < lastLag) {
      doubts.add(
          "no cohort was seen for more than %d months after that of the entry, and money may come for %d; what comes later is not counted"
              .formatted(furthest, lastLag));
    }
    return doubts;
  }
}
