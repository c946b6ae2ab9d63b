package io.requalify.statistics.survival;

import io.requalify.statistics.Answer;
import io.requalify.statistics.survival.DevelopmentTriangle.Cohort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Mack's standard error of prediction of chain ladder reserves, without a distribution: the money
 * {@code C} of a cohort at the next lag has a variance of {@code s² C}, where {@code s² = Sum C (F
 * - f)² / (cohorts - 1)} over the cohorts whose factor {@code F} is known. The square of the error
 * of a cohort is {@code U² Sum s²/f² (1/C + 1/Sum C)} over the lags before it, with its ultimate
 * {@code U}; of all cohorts together the sum of these, and twice what each two share, since they
 * are multiplied by the same estimated factors. Mack 1993, theorem 3 and its corollary.
 *
 * <p>A last factor that a single cohort tells has no spread of its own; its {@code s²} is the least
 * of the two before it and of {@code s⁴ / s²} of these, which continues their fall. Mack 1993.
 *
 * @param cohorts of the reserve of each cohort, in their order
 * @param total of the reserve of all cohorts together
 */
record MackError(List<Double> cohorts, double total) {
  MackError {
    cohorts = List.copyOf(cohorts);
  }

  /** The errors; refused where the triangle does not tell the variance at each lag. */
  static Answer<MackError> of(DevelopmentTriangle triangle, List<Double> factors) {
    Optional<String> fault = fault(triangle, factors.size());
    if (fault.isPresent()) {
      return Answer.refused(fault.get());
    }
    double[] variances = variances(triangle, factors);
    List<Double> errors = new ArrayList<>();
    double total = 0;
    double ultimatesOfYounger = 0;
    for (int place = triangle.cohorts().size() - 1; place >= 0; place--) {
      Cohort cohort = triangle.cohorts().get(place);
      double ultimate = cohort.seen() * ChainLadder.completionFactor(cohort, factors);
      double own = 0;
      double shared = 0;
      double expected = cohort.seen();
      for (int lag = cohort.lags() - 1; lag < factors.size(); lag++) {
        double relative = variances[lag] / (factors.get(lag) * factors.get(lag));
        double estimation = relative / triangle.developedSum(lag);
        own += relative / expected + estimation;
        shared += estimation;
        expected *= factors.get(lag);
      }
      errors.add(0, ultimate * Math.sqrt(own));
      total += ultimate * ultimate * own + 2 * ultimate * ultimatesOfYounger * shared;
      ultimatesOfYounger += ultimate;
    }
    return Answer.of(new MackError(errors, Math.sqrt(total)));
  }

  private static Optional<String> fault(DevelopmentTriangle triangle, int steps) {
    for (int lag = 0; lag < steps; lag++) {
      List<Cohort> known = triangle.developedFrom(lag);
      int at = lag;
      Optional<Cohort> empty = known.stream().filter(cohort -> cohort.at(at) == 0).findFirst();
      if (empty.isPresent()) {
        return Optional.of(
            "cohort '%s' had brought nothing up to lag %d, and what grows from nothing has no variance: take longer lags or cohorts"
                .formatted(empty.get().name(), lag));
      }
      boolean continues = lag == steps - 1 && steps >= 3;
      if (known.size() == 1 && !continues) {
        return Optional.of(
            "only cohort '%s' tells the factor from lag %d to the next, so its spread is not known: take shorter cohorts or longer lags"
                .formatted(known.get(0).name(), lag));
      }
    }
    return Optional.empty();
  }

  private static double[] variances(DevelopmentTriangle triangle, List<Double> factors) {
    double[] variances = new double[factors.size()];
    for (int lag = 0; lag < variances.length; lag++) {
      List<Cohort> known = triangle.developedFrom(lag);
      if (known.size() == 1) {
        variances[lag] = continued(variances[lag - 2], variances[lag - 1]);
        continue;
      }
      double sum = 0;
      for (Cohort cohort : known) {
        double deviation = cohort.at(lag + 1) / cohort.at(lag) - factors.get(lag);
        sum += cohort.at(lag) * deviation * deviation;
      }
      variances[lag] = sum / (known.size() - 1);
    }
    return variances;
  }

  private static double continued(double first, double second) {
    double least = Math.min(first, second);
    // Where the first is nought so is the least, and there is no quotient.
    return least == 0 ? 0 : Math.min(least, second * second / first);
  }
}
