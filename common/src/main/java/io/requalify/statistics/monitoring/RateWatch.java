package io.requalify.statistics.monitoring;

import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.monitoring.BinomialCusum.Alarm;
import io.requalify.statistics.monitoring.BinomialCusum.Week;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Weeks held against the rate of the time before them, by a {@link BinomialCusum} whose limit
 * leaves one false alarm in twenty reviews of as many weeks and charts, were the earlier rate
 * known.
 *
 * <p>A chart in control alarms within {@code w} weeks with a probability of at most about {@code w}
 * over its mean run, so that is made {@code 20 w} times the charts that are read together. The rate
 * in control is not known but taken from the earlier weeks, which adds false alarms: measured in
 * simulated reviews of two charts, 9% alarmed where nothing had changed. With few earlier weeks
 * there would be more, so it is refused then.
 *
 * @param chart with its limit
 * @param before decisions of the earlier weeks
 * @param now decisions of the watched weeks
 * @param highest what the sum came to at most
 * @param alarms in their order
 */
public record RateWatch(
    BinomialCusum chart,
    BinomialTally before,
    BinomialTally now,
    double highest,
    List<Alarm> alarms) {
  /** With fewer decisions before or now nothing is said. */
  public static final long FEWEST = 200;

  /** With fewer to be expected of either kind in the watched weeks nothing is said. */
  public static final double FEWEST_EXPECTED = 5;

  /** The change to be noticed soonest: the odds become so many times higher or lower. */
  public static final double ODDS_RATIO = 1.5;

  private static final double REVIEWS_TO_A_FALSE_ALARM = 20;

  /** Which change is watched for. */
  public enum Direction {
    FALL,
    RISE
  }

  public RateWatch {
    alarms = List.copyOf(alarms);
  }

  /**
   * Watches weeks.
   *
   * @param before earlier weeks, from which the rate in control is taken
   * @param watched weeks that are held against it, each once, in order
   * @param charts how many are read together, this one among them
   */
  public static Answer<RateWatch> of(
      List<Week> before, List<Week> watched, Direction direction, int charts) {
    BinomialTally earlier = total(before);
    BinomialTally later = total(watched);
    if (earlier.trials() < FEWEST || later.trials() < FEWEST) {
      return Answer.refused(
          "there are %d decisions in the earlier weeks and %d in the later ones; at least %d of each are needed"
              .formatted(earlier.trials(), later.trials(), FEWEST));
    }
    double rate = earlier.rate();
    if (Math.min(rate, 1 - rate) * later.trials() < FEWEST_EXPECTED) {
      return Answer.refused(
          String.format(
              Locale.ROOT,
              "at the earlier rate of %.2f%% fewer than %.0f of the %d later decisions would be of one kind",
              100 * rate,
              FEWEST_EXPECTED,
              later.trials()));
    }
    int weekly = (int) Math.max(1, Math.round((double) later.trials() / watched.size()));
    double run =
        Math.min(BinomialCusum.LONGEST, REVIEWS_TO_A_FALSE_ALARM * watched.size() * charts);
    BinomialCusum chart = BinomialCusum.designed(rate, changed(rate, direction), weekly, run);
    return Answer.of(
        new RateWatch(chart, earlier, later, chart.highest(watched), chart.watch(watched)));
  }

  private static double changed(double rate, Direction direction) {
    double odds = rate / (1 - rate);
    double noticed = direction == Direction.FALL ? odds / ODDS_RATIO : odds * ODDS_RATIO;
    return noticed / (1 + noticed);
  }

  private static BinomialTally total(List<Week> weeks) {
    return weeks.stream().map(Week::decisions).reduce(BinomialTally.NONE, BinomialTally::plus);
  }

  /** The first alarm: none where nothing was noticed. */
  public Optional<Alarm> first() {
    return alarms.stream().findFirst();
  }
}
