package io.requalify.statistics;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * Intervals of figures that no formula gives an error for, with accounts as the clusters: in each
 * draw every account counts as often as a Poisson number of mean 1 says, all its contacts alike,
 * and the figures are taken anew. With a figure {@code t} and the mean {@code m} and the standard
 * deviation {@code s} of its draws the interval is {@code 2t - m ± z s}: the draws tell how large
 * chance is, and by how much it moves the figure to one side, as it does with whatever is never
 * below 0. An end may so lie where the figure itself cannot.
 *
 * <p>The number springs from a hash of the account, the draw and the seed, so neither the order of
 * the accounts nor how they are split up changes it. Right for many accounts of which none holds
 * much of the whole. Davison and Hinkley 1997, Bootstrap Methods and their Application, equation
 * 5.5; Hanley and MacGibbon 2006; Chamandy and others 2012.
 *
 * @param seed start of the draws
 * @param draws how many, at least 100
 */
public record PoissonBootstrap(long seed, int draws) {
  /** With fewer accounts in all the draws say nothing. */
  public static final int FEWEST_ACCOUNTS = 10;

  private static final int FEWEST_DRAWS = 100;
  private static final long USUAL_SEED = 20_250_331;
  private static final int USUAL_DRAWS = 400;

  /** Probability of so many or fewer, up to where the sum rounds to what it was. */
  private static final double[] UP_TO = upTo();

  /** Start and prime of the FNV-1a hash of 64 bits. */
  private static final long HASH_START = 0xcbf29ce484222325L;

  private static final long HASH_PRIME = 0x100000001b3L;

  public PoissonBootstrap {
    if (draws < FEWEST_DRAWS) {
      throw new IllegalArgumentException(
          "%d draws do not tell how large chance is; give %d or more"
              .formatted(draws, FEWEST_DRAWS));
    }
  }

  /** 400 draws that are the same in every run. */
  public static PoissonBootstrap usual() {
    return new PoissonBootstrap(USUAL_SEED, USUAL_DRAWS);
  }

  /**
   * How often an account counts in a draw: Poisson with the mean 1, by inversion.
   *
   * @param account its id
   * @param draw 0 to {@code draws - 1}
   */
  public int weight(String account, int draw) {
    return weight(hash(account), draw);
  }

  /**
   * How often an account counts in a draw: Poisson with the mean 1, by inversion.
   *
   * @param account a hash of its id, the same in every run
   * @param draw 0 to {@code draws - 1}
   */
  public int weight(long account, int draw) {
    long ofDraw = new SplittableRandom(seed + draw).nextLong();
    double uniform = new SplittableRandom(account ^ ofDraw).nextDouble();
    int count = 0;
    while (count < UP_TO.length - 1 && uniform >= UP_TO[count]) {
      count++;
    }
    return count;
  }

  private static double[] upTo() {
    List<Double> sums = new ArrayList<>();
    // StrictMath gives the same bits on every machine.
    double probability = StrictMath.exp(-1);
    double sum = 0;
    while (sum + probability > sum) {
      sum += probability;
      sums.add(sum);
      probability /= sums.size();
    }
    return sums.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** FNV-1a over the bytes of the characters. */
  private static long hash(String text) {
    long hash = HASH_START;
    for (int place = 0; place < text.length(); place++) {
      char character = text.charAt(place);
      hash = (hash ^ (character & 0xff)) * HASH_PRIME;
      hash = (hash ^ (character >>> 8)) * HASH_PRIME;
    }
    return hash;
  }

  /**
   * The interval of each figure, in their order; refused where the figures are, with fewer than ten
   * accounts, and where a draw leaves no figures, since then too few accounts stand behind them.
   *
   * @param accounts how many there are
   * @param observed the figures when every account counts once
   * @param drawn the figures of a draw, as many, when every account counts by its {@link #weight};
   *     they must not depend on anything else
   * @param level such as 0.95
   * @throws IllegalArgumentException when the level is not between 0 and 1
   */
  public Answer<List<Interval>> intervals(
      int accounts,
      Answer<List<Double>> observed,
      IntFunction<Answer<List<Double>>> drawn,
      double level) {
    requireNonNull(drawn, "drawn");
    double reach = CriticalValue.twoSided(level);
    if (observed.value().isEmpty()) {
      return Answer.refused(observed.reason());
    }
    if (accounts < FEWEST_ACCOUNTS) {
      return Answer.refused(
          "%d accounts are too few to judge chance between them; %d are needed"
              .formatted(accounts, FEWEST_ACCOUNTS));
    }
    List<Double> figures = observed.value().orElseThrow();
    double[][] values = new double[figures.size()][draws];
    for (int draw = 0; draw < draws; draw++) {
      Answer<List<Double>> ofDraw = drawn.apply(draw);
      if (ofDraw.value().isEmpty()) {
        return Answer.refused("without some accounts it cannot be told: " + ofDraw.reason());
      }
      fill(values, draw, ofDraw.value().orElseThrow());
    }
    List<Interval> intervals = new ArrayList<>();
    for (int figure = 0; figure < values.length; figure++) {
      intervals.add(interval(figures.get(figure), values[figure], reach));
    }
    return Answer.of(List.copyOf(intervals));
  }

  private static void fill(double[][] values, int draw, List<Double> figures) {
    if (figures.size() != values.length) {
      throw new IllegalArgumentException(
          "Draw %d has %d figures where %d were observed; give the same ones in the same order"
              .formatted(draw, figures.size(), values.length));
    }
    for (int figure = 0; figure < values.length; figure++) {
      values[figure][draw] = figures.get(figure);
    }
  }

  private static Interval interval(double observed, double[] drawn, double reach) {
    double moved = 0;
    for (double value : drawn) {
      moved += (value - observed) / drawn.length;
    }
    double squares = 0;
    for (double value : drawn) {
      squares += (value - observed - moved) * (value - observed - moved);
    }
    double error = Math.sqrt(squares / (drawn.length - 1));
    return new Interval(observed - moved - reach * error, observed - moved + reach * error);
  }
}
