package io.requalify.statistics.calibration;

import io.requalify.statistics.BinomialTally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;

/**
 * Where the reliability curve would lie if every promise were kept, and how much miscalibration
 * chance alone would make: the same contacts with the same promises, their events drawn anew a
 * thousand times from the promised probabilities, each time with the curve of its own.
 *
 * <p>The band holds at each probability by itself; that a whole curve lies within it is less likely
 * than the level. Contacts of one account that go together ruin it: it is then too narrow, and the
 * probability too small. The draws are the same in every run and depend on nothing but the table.
 * Bröcker and Smith 2007, Weather and Forecasting 22, 651-661; Dimitriadis, Gneiting and Jordan
 * 2021, who draw the promises anew, too.
 *
 * @param points the lowest promise first
 * @param level share of draws in which a point of the curve lies in the band, such as 0.9
 * @param miscalibration of the Brier score, as observed
 * @param miscalibrationByChance its mean over the draws: what is to be taken for nothing
 * @param probability that chance makes as much miscalibration as was observed; above 0, since the
 *     observed counts as a draw
 */
public record ConsistencyBand(
    List<Point> points,
    double level,
    double miscalibration,
    double miscalibrationByChance,
    double probability) {
  private static final int DRAWS = 1_000;

  /** The start of the draws. Part of every result, so it never changes. */
  private static final long SEED = 20_260_105;

  public ConsistencyBand {
    points = List.copyOf(points);
  }

  /**
   * One promised probability.
   *
   * @param lower lower end of the band
   * @param upper upper end of the band
   * @param recalibrated where the curve really lies
   */
  public record Point(double expected, double lower, double upper, double recalibrated) {
    /** True where the curve lies within the band. */
    public boolean consistent() {
      return lower <= recalibrated && recalibrated <= upper;
    }
  }

  /**
   * The band round the promises of a table.
   *
   * @param level such as 0.9
   * @throws IllegalArgumentException when the level is not between 0 and 1, or more than
   *     2,147,483,647 contacts were promised the same
   */
  public static ConsistencyBand of(ScoreTable table, double level) {
    return of(table, level, SEED);
  }

  /** The band from other draws, for what is to hold under any of them. */
  static ConsistencyBand of(ScoreTable table, double level, long seed) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Not a level of a band: %s; it lies between 0 and 1, such as 0.9".formatted(level));
    }
    List<PromisedRate> promised = table.byExpected();
    ReliabilityCurve observed = ReliabilityCurve.of(promised);
    double miscalibration = miscalibration(observed);
    double[][] rates = new double[promised.size()][DRAWS];
    double sum = 0;
    int atLeast = 1;
    RandomGenerator random = new Well19937c(seed);
    List<CountDraws> chances = promised.stream().map(ConsistencyBand::chance).toList();
    for (int draw = 0; draw < DRAWS; draw++) {
      ReliabilityCurve drawn = ReliabilityCurve.of(drawn(promised, chances, random));
      for (int place = 0; place < rates.length; place++) {
        rates[place][draw] = drawn.points().get(place).recalibrated();
      }
      double made = miscalibration(drawn);
      sum += made;
      atLeast += made >= miscalibration ? 1 : 0;
    }
    return new ConsistencyBand(
        points(observed, rates, level),
        level,
        miscalibration,
        sum / DRAWS,
        atLeast / (DRAWS + 1.0));
  }

  private static CountDraws chance(PromisedRate promised) {
    long contacts = promised.tally().trials();
    if (contacts > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%d contacts with the expected probability %s are more than can be drawn, %d; judge them in parts"
              .formatted(contacts, promised.expected(), Integer.MAX_VALUE));
    }
    return new CountDraws(new BinomialDistribution((int) contacts, promised.expected()));
  }

  private static List<PromisedRate> drawn(
      List<PromisedRate> promised, List<CountDraws> chances, RandomGenerator random) {
    List<PromisedRate> drawn = new ArrayList<>();
    for (int place = 0; place < chances.size(); place++) {
      PromisedRate each = promised.get(place);
      int events = chances.get(place).draw(random.nextDouble());
      drawn.add(
          new PromisedRate(each.expected(), new BinomialTally(each.tally().trials(), events)));
    }
    return drawn;
  }

  private static double miscalibration(ReliabilityCurve curve) {
    // The Brier score of probabilities is never infinite, so it is never refused.
    return curve.decompose(new ProperScore.Brier()).value().orElseThrow().miscalibration();
  }

  private static List<Point> points(ReliabilityCurve observed, double[][] rates, double level) {
    // However low the level, the two in the midst remain.
    int outside = Math.min(DRAWS / 2 - 1, (int) Math.round((1 - level) / 2 * DRAWS));
    List<Point> points = new ArrayList<>();
    for (int place = 0; place < rates.length; place++) {
      double[] rising = rates[place].clone();
      Arrays.sort(rising);
      ReliabilityCurve.Point at = observed.points().get(place);
      points.add(
          new Point(
              at.promised().expected(),
              rising[outside],
              rising[DRAWS - 1 - outside],
              at.recalibrated()));
    }
    return points;
  }
}
