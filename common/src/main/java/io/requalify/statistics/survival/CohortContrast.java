package io.requalify.statistics.survival;

import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialTally;

/**
 * The share with an outcome within the horizon by mature cohorts alone, less the share by all
 * cohorts. Both are of the same contacts in part, so the variance of their difference is not the
 * sum of theirs. Where the cohorts are alike the share by all of them is efficient, hence
 * uncorrelated with the difference, whose variance is that of the first less that of the second:
 * {@code p (1 - p)/m - Var(p)}, with the share {@code p} by all cohorts and {@code m} mature
 * contacts. Hausman 1978.
 *
 * <p>A difference of more than two of its errors says that delays or outcomes drift: young cohorts
 * convert at other rates than old ones did at the same age. It sees no drift after the oldest day
 * that the young cohorts have reached, and one in which they convert both sooner and more rarely
 * may cancel; {@link LogRank} sees that. Contacts of one account that leave together make the error
 * too small.
 *
 * @param difference mature less all, between -1 and 1
 * @param standardError above 0
 */
public record CohortContrast(double difference, double standardError) {
  /** With fewer on either side a share is not normal enough to be judged by its error. */
  public static final long FEWEST = 5;

  /** More errors than this are drift; chance alone gives so many in one of twenty. */
  public static final double DRIFT = 2;

  /** Variances that are equal but for rounding. */
  private static final double ROUNDING = 1e-9;

  /**
   * The contrast; refused where fewer than five mature contacts have the outcome or have not, where
   * the share by all cohorts has no error, and where the young cohorts tell nothing that the mature
   * ones do not.
   *
   * @param mature contacts that were followed to the horizon, and those of them with the outcome
   * @param all incidence at the horizon by all cohorts, the mature ones among them
   */
  public static Answer<CohortContrast> of(BinomialTally mature, AalenJohansen.Step all) {
    long without = mature.trials() - mature.successes();
    if (mature.successes() < FEWEST || without < FEWEST) {
      return Answer.refused(
          "of %d contacts that were followed to the horizon %d have the outcome; %d with it and %d without are needed to compare them with all"
              .formatted(mature.trials(), mature.successes(), FEWEST, FEWEST));
    }
    if (all.standardError().isEmpty()) {
      return Answer.refused("the share by all cohorts has no standard error");
    }
    double share = all.incidence();
    double error = all.standardError().getAsDouble();
    double ofMature = share * (1 - share) / mature.trials();
    double variance = ofMature - error * error;
    if (variance <= ROUNDING * ofMature) {
      return Answer.refused(
          "the cohorts whose horizon is not over tell nothing that the mature ones do not");
    }
    return Answer.of(new CohortContrast(mature.rate() - share, Math.sqrt(variance)));
  }

  /** The difference in its standard errors. */
  public double inErrors() {
    return difference / standardError;
  }

  /** True where the cohorts differ by more than two errors. */
  public boolean drifts() {
    return Math.abs(inErrors()) > DRIFT;
  }
}
