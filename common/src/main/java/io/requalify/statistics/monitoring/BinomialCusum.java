package io.requalify.statistics.monitoring;

import io.requalify.statistics.BinomialTally;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cumulative sum chart of a weekly rate, such as the share of decisions that sales accepted: {@code
 * S = max(0, S + y ln(p1/p0) + (n - y) ln((1-p1)/(1-p0)))} with {@code y} of {@code n} accepted in
 * the week, and an alarm when it exceeds the limit. Among all tests with as few false alarms it is
 * the quickest to see a lasting change from {@code p0} to {@code p1}. Page 1954, Biometrika 41,
 * 100-115; Moustakides 1986.
 *
 * <p>A rate between the two moves it little, and one at the other side of {@code p0} not at all:
 * for falls and for rises take two charts. Decisions of one account that go together ruin the
 * promise of few false alarms. Count only weeks whose horizon is over; the newest decisions have
 * had no time to be accepted, and the chart would take that for a fall.
 *
 * @param inControl {@code p0}, the rate as it should be, between 0 and 1
 * @param outOfControl {@code p1}, the rate that is to be noticed, between 0 and 1
 * @param limit of the sum, above 0; see {@link #designed}
 */
public record BinomialCusum(double inControl, double outOfControl, double limit) {
  /** The rarest false alarms that can be asked for, in weeks. */
  static final double LONGEST = 100_000;

  private static final int HALVINGS = 40;

  public BinomialCusum {
    if (!(inControl > 0 && inControl < 1)
        || !(outOfControl > 0 && outOfControl < 1)
        || inControl == outOfControl) {
      throw new IllegalArgumentException(
          "The rates are %s as it should be and %s to be noticed; give two that differ, between 0 and 1"
              .formatted(inControl, outOfControl));
    }
    if (!(limit > 0) || !Double.isFinite(limit)) {
      throw new IllegalArgumentException(
          "A sum cannot exceed the limit %s; give one above 0".formatted(limit));
    }
  }

  /**
   * A week.
   *
   * @param start its first day
   * @param decisions those of the week, and how many were accepted; a week without any leaves the
   *     sum as it is
   */
  public record Week(LocalDate start, BinomialTally decisions) {}

  /**
   * An alarm; the sum begins anew at 0 after it.
   *
   * @param week first day of the week in which the limit was exceeded
   * @param changed first day of the week in which the change most likely began: the one after the
   *     sum was last 0
   * @param sum what it came to
   * @param sinceChange decisions from then on, up to and with the week of the alarm
   */
  public record Alarm(LocalDate week, LocalDate changed, double sum, BinomialTally sinceChange) {}

  /**
   * The chart with the lowest limit under which weeks in control run so long, in the mean, before a
   * false alarm.
   *
   * @param weeklyDecisions how many decisions a week has, about; at least 1
   * @param runLength mean number of weeks to a false alarm, such as 104; up to 100,000
   * @throws IllegalArgumentException when alarms are rarer already without a limit
   */
  public static BinomialCusum designed(
      double inControl, double outOfControl, int weeklyDecisions, double runLength) {
    if (!(runLength > 1 && runLength <= LONGEST)) {
      throw new IllegalArgumentException(
          "False alarms each %s weeks; give more than 1 and at most %s"
              .formatted(runLength, LONGEST));
    }
    // The mean run of a chart in control is at least e to the limit (Lorden 1971). The little more
    // is for the rounding of the states.
    double most = Math.log(runLength) + 0.5;
    double least = most / (1L << HALVINGS);
    double rarest =
        new BinomialCusum(inControl, outOfControl, least)
            .averageRunLength(inControl, weeklyDecisions);
    if (rarest > runLength) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Even an alarm at the first sign is false only each %.1f weeks; ask for more than %s",
              rarest,
              runLength));
    }
    for (int halving = 0; halving < HALVINGS; halving++) {
      double middle = (least + most) / 2;
      BinomialCusum tried = new BinomialCusum(inControl, outOfControl, middle);
      if (tried.averageRunLength(inControl, weeklyDecisions) >= runLength) {
        most = middle;
      } else {
        least = middle;
      }
    }
    return new BinomialCusum(inControl, outOfControl, most);
  }

  /**
   * Mean number of weeks from a sum of 0 to an alarm, by a Markov chain over the values of the sum.
   * Brook and Evans 1972, Biometrika 59, 539-549.
   *
   * @param rate true rate, between 0 and 1: that in control for false alarms, another one for how
   *     soon it is noticed
   * @param weeklyDecisions decisions of each week, at least 1
   */
  public double averageRunLength(double rate, int weeklyDecisions) {
    if (!(rate > 0 && rate < 1) || weeklyDecisions < 1) {
      throw new IllegalArgumentException(
          "%d decisions a week at the rate %s have no run length; give at least 1, and a rate between 0 and 1"
              .formatted(weeklyDecisions, rate));
    }
    return new RunLength(this, rate, weeklyDecisions).average();
  }

  /**
   * Alarms of these weeks, in their order.
   *
   * @throws IllegalArgumentException when the weeks do not rise
   */
  public List<Alarm> watch(List<Week> weeks) {
    List<Alarm> alarms = new ArrayList<>();
    double sum = 0;
    int changed = 0;
    for (int place = 0; place < weeks.size(); place++) {
      requireRising(weeks, place);
      sum = Math.max(0, sum + evidence(weeks.get(place).decisions()));
      if (sum > limit) {
        alarms.add(
            new Alarm(
                weeks.get(place).start(),
                weeks.get(changed).start(),
                sum,
                decisions(weeks.subList(changed, place + 1))));
        sum = 0;
      }
      if (sum == 0) {
        changed = place + 1;
      }
    }
    return List.copyOf(alarms);
  }

  /**
   * What the sum comes to at most in these weeks; it begins anew at 0 after an alarm.
   *
   * @throws IllegalArgumentException when the weeks do not rise
   */
  public double highest(List<Week> weeks) {
    double sum = 0;
    double highest = 0;
    for (int place = 0; place < weeks.size(); place++) {
      requireRising(weeks, place);
      sum = Math.max(0, sum + evidence(weeks.get(place).decisions()));
      highest = Math.max(highest, sum);
      sum = sum > limit ? 0 : sum;
    }
    return highest;
  }

  private static void requireRising(List<Week> weeks, int place) {
    if (place > 0 && !weeks.get(place).start().isAfter(weeks.get(place - 1).start())) {
      throw new IllegalArgumentException(
          "The week of %s follows that of %s; give each once, in order"
              .formatted(weeks.get(place).start(), weeks.get(place - 1).start()));
    }
  }

  private static BinomialTally decisions(List<Week> weeks) {
    return new BinomialTally(
        weeks.stream().mapToLong(week -> week.decisions().trials()).sum(),
        weeks.stream().mapToLong(week -> week.decisions().successes()).sum());
  }

  /** Log of how much likelier these are at the rate to be noticed. */
  double evidence(BinomialTally decisions) {
    long failures = decisions.trials() - decisions.successes();
    return decisions.successes() * Math.log(outOfControl / inControl)
        + failures * Math.log((1 - outOfControl) / (1 - inControl));
  }
}
