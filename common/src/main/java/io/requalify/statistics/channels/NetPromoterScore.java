package io.requalify.statistics.channels;

import io.requalify.statistics.Answer;
import io.requalify.statistics.CriticalValue;
import io.requalify.statistics.Interval;

/**
 * The share of promoters less that of detractors, {@code 100 (p - d)}, in points from -100 to 100,
 * of answers on a scale from 0 to 10: 9 and 10 promote, 0 to 6 detract. The interval is normal with
 * the variance of a multinomial, {@code 100² (p + d - (p - d)²) / n}.
 *
 * <p>It speaks of who answered. Where the satisfied answer more readily, it is too high, and no
 * interval tells. Reichheld 2003; Rocks 2016 for the interval.
 *
 * @param points the score
 * @param interval cut off at -100 and 100
 */
public record NetPromoterScore(double points, Interval interval) {
  /** Fewer answers say nothing. */
  public static final long FEWEST_ANSWERS = 30;

  private static final int LEAST_OF_PROMOTER = 9;
  private static final int MOST_OF_DETRACTOR = 6;
  private static final double POINTS = 100;

  /** The least answer of a promoter. */
  public static int leastOfPromoter() {
    return LEAST_OF_PROMOTER;
  }

  /** The highest answer of a detractor. */
  public static int mostOfDetractor() {
    return MOST_OF_DETRACTOR;
  }

  /**
   * The score; refused below {@link #FEWEST_ANSWERS}, and where all answers are alike, because
   * chance cannot be judged then.
   *
   * @param answers all of them, those between promoters and detractors too
   * @param level such as 0.95
   */
  public static Answer<NetPromoterScore> of(
      long answers, long promoters, long detractors, double level) {
    if (promoters < 0 || detractors < 0 || promoters + detractors > answers) {
      throw new IllegalArgumentException(
          "%d promoters and %d detractors among %d answers"
              .formatted(promoters, detractors, answers));
    }
    if (answers < FEWEST_ANSWERS) {
      return Answer.refused(
          "insufficient: %d answers, at least %d are needed".formatted(answers, FEWEST_ANSWERS));
    }
    double p = (double) promoters / answers;
    double d = (double) detractors / answers;
    double variance = (p + d - (p - d) * (p - d)) / answers;
    if (!(variance > 0)) {
      return Answer.refused(
          "all %d answers are alike, so chance cannot be judged".formatted(answers));
    }
    double reach = POINTS * CriticalValue.twoSided(level) * Math.sqrt(variance);
    double points = POINTS * (p - d);
    return Answer.of(
        new NetPromoterScore(
            points,
            new Interval(Math.max(-POINTS, points - reach), Math.min(POINTS, points + reach))));
  }
}
