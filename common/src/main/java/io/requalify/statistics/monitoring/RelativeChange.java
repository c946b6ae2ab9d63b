package io.requalify.statistics.monitoring;

import io.requalify.statistics.Answer;
import io.requalify.statistics.Interval;
import java.util.List;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * How many times the weekly mean of the earlier period the weekly mean of the later is, with the
 * week as the unit of chance: the log ratio of the two means has the variance {@code s1²/(k1 m1²) +
 * s0²/(k0 m0²)} of means {@code m}, standard deviations {@code s} and {@code k} weeks, and the
 * interval takes Student's quantile with Welch and Satterthwaite's degrees of freedom.
 *
 * <p>Weeks that hang together (a campaign of a month, a season) ruin it: the interval is then too
 * short. So does one week with most of the money.
 *
 * @param before weekly mean of the earlier period, above 0
 * @param now weekly mean of the later period, above 0
 * @param interval round the ratio of the two
 */
public record RelativeChange(double before, double now, Interval interval) {
  /** Fewer weeks in a period tell too little of how much weeks differ. */
  public static final int FEWEST_WEEKS = 8;

  /**
   * The change; refused where a period has fewer than 8 weeks or the mean 0, or where the weeks of
   * each period are all alike.
   *
   * @param measure what is measured, for messages, such as "qualified contacts"
   * @param before one figure for each week, 0 or more
   * @param now one figure for each week, 0 or more
   * @param level share of samples whose interval should hold the truth, such as 0.95
   * @throws IllegalArgumentException when a figure is negative or not finite, or the level is not
   *     between 0 and 1
   */
  public static Answer<RelativeChange> ofWeeks(
      String measure, List<Double> before, List<Double> now, double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Not a level of confidence: %s; it lies between 0 and 1, such as 0.95".formatted(level));
    }
    if (before.size() < FEWEST_WEEKS || now.size() < FEWEST_WEEKS) {
      return Answer.refused(
          "of %s there are %d weeks before and %d now; at least %d of each are needed"
              .formatted(measure, before.size(), now.size(), FEWEST_WEEKS));
    }
    Weeks earlier = Weeks.of(measure, before);
    Weeks later = Weeks.of(measure, now);
    if (earlier.mean() == 0 || later.mean() == 0) {
      return Answer.refused(
          "the mean of %s is 0 %s, so no ratio can be told"
              .formatted(measure, earlier.mean() == 0 ? "before" : "now"));
    }
    double variance = earlier.logVariance() + later.logVariance();
    if (variance == 0) {
      return Answer.refused(
          "all weeks have the same %s, so chance cannot be judged".formatted(measure));
    }
    double degreesOfFreedom =
        variance * variance / (earlier.squareOverFreedom() + later.squareOverFreedom());
    double reach =
        Math.sqrt(variance)
            * new TDistribution(degreesOfFreedom).inverseCumulativeProbability((1 + level) / 2);
    double ratio = later.mean() / earlier.mean();
    return Answer.of(
        new RelativeChange(
            earlier.mean(),
            later.mean(),
            new Interval(ratio * Math.exp(-reach), ratio * Math.exp(reach))));
  }

  /** The later mean over the earlier; 1 where nothing has changed. */
  public double ratio() {
    return now / before;
  }

  /** True where the later mean is above the earlier by more than chance. */
  public boolean rose() {
    return interval.lower() > 1;
  }

  /** True where the later mean is below the earlier by more than chance. */
  public boolean fell() {
    return interval.upper() < 1;
  }

  /** Weeks of one period. */
  private record Weeks(int count, double mean, double variance) {
    static Weeks of(String measure, List<Double> figures) {
      double sum = 0;
      for (double figure : figures) {
        if (!(figure >= 0) || !Double.isFinite(figure)) {
          throw new IllegalArgumentException(
              "A week has %s of %s; give 0 or more".formatted(figure, measure));
        }
        sum += figure;
      }
      double mean = sum / figures.size();
      double squares = 0;
      for (double figure : figures) {
        squares += (figure - mean) * (figure - mean);
      }
      return new Weeks(figures.size(), mean, squares / (figures.size() - 1));
    }

    /** Of the logarithm of the mean, to first order. */
    double logVariance() {
      return variance / (count * mean * mean);
    }

    double squareOverFreedom() {
      return logVariance() * logVariance() / (count - 1);
    }
  }
}
