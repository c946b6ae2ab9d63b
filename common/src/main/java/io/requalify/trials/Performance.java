package io.requalify.trials;

import io.requalify.statistics.Conclusion;
import io.requalify.statistics.CriticalValue;
import io.requalify.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * What many repetitions showed of an estimator. The first figures are without gates, so that no
 * selection of lucky repetitions flatters it; the last four are of what it says under the gates in
 * force. A figure of nothing is NaN.
 *
 * @param estimated number of estimates without gates
 * @param bias mean of the estimates minus the truth
 * @param biasError Monte Carlo standard error of the bias
 * @param deviation standard deviation of the estimates
 * @param standardError mean standard error that it claims
 * @param coverage share of the intervals that hold the truth; 95% should
 * @param width mean width of the intervals
 * @param wrongSign share of the estimates whose sign is not that of the truth
 * @param refused share of repetitions without an estimate under the gates in force
 * @param trusted share of repetitions in which it is trusted
 * @param printedCoverage share of the intervals under the gates in force that hold the truth
 * @param printedWidth mean width of these
 */
public record Performance(
    int estimated,
    double bias,
    double biasError,
    double deviation,
    double standardError,
    double coverage,
    double width,
    double wrongSign,
    double refused,
    double trusted,
    double printedCoverage,
    double printedWidth) {
  /** Quantile of the normal distribution that 95% intervals reach out by. */
  private static final double REACH = CriticalValue.twoSided(Conclusion.LEVEL);

  /**
   * Sums up conclusions.
   *
   * @param open conclusions without gates
   * @param printed conclusions of the same repetitions under the gates in force
   */
  static Performance of(List<Conclusion> open, List<Conclusion> printed, double truth) {
    double[] estimates =
        open.stream()
            .map(Conclusion::estimate)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .toArray();
    double[] errors =
        open.stream()
            .filter(one -> one.intervalKind() == Conclusion.IntervalKind.CONFIDENCE)
            .mapToDouble(one -> one.interval().orElseThrow().width() / (2 * REACH))
            .toArray();
    List<Interval> intervals = intervals(open);
    List<Interval> printedIntervals = intervals(printed);
    double mean = mean(estimates);
    double deviation = deviation(estimates, mean);
    double[] wrong = new double[estimates.length];
    for (int i = 0; i < estimates.length; i++) {
      wrong[i] = Math.signum(estimates[i]) == Math.signum(truth) ? 0 : 1;
    }
    return new Performance(
        estimates.length,
        mean - truth,
        deviation / Math.sqrt(estimates.length),
        deviation,
        mean(errors),
        held(intervals, truth),
        width(intervals),
        mean(wrong),
        share(printed, one -> one.estimate().isEmpty()),
        share(printed, Conclusion::trusted),
        held(printedIntervals, truth),
        width(printedIntervals));
  }

  /** Monte Carlo standard error of the coverage, were it what it should be. */
  static double coverageError(int repetitions) {
    return Math.sqrt(Conclusion.LEVEL * (1 - Conclusion.LEVEL) / repetitions);
  }

  private static List<Interval> intervals(List<Conclusion> conclusions) {
    List<Interval> intervals = new ArrayList<>();
    conclusions.stream()
        .map(Conclusion::interval)
        .flatMap(Optional::stream)
        .forEach(intervals::add);
    return intervals;
  }

  private static double held(List<Interval> intervals, double truth) {
    return mean(intervals.stream().mapToDouble(one -> one.contains(truth) ? 1 : 0).toArray());
  }

  private static double width(List<Interval> intervals) {
    return mean(intervals.stream().mapToDouble(Interval::width).toArray());
  }

  private static double share(List<Conclusion> conclusions, Predicate<Conclusion> holds) {
    return mean(conclusions.stream().mapToDouble(one -> holds.test(one) ? 1 : 0).toArray());
  }

  /** NaN of nothing. */
  private static double mean(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number;
    }
    return sum / numbers.length;
  }

  /** NaN of fewer than two. */
  private static double deviation(double[] numbers, double mean) {
    if (numbers.length < 2) {
      return Double.NaN;
    }
    double squares = 0;
    for (double number : numbers) {
      squares += (number - mean) * (number - mean);
    }
    return Math.sqrt(squares / (numbers.length - 1));
  }
}
