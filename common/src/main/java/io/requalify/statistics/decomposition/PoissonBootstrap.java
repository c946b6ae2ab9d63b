package io.requalify.statistics.decomposition;

import static java.util.Objects.requireNonNull;

import io.requalify.statistics.Interval;
import io.requalify.statistics.decomposition.Decomposition.Part;
import io.requalify.statistics.survival.Answer;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Intervals of the parts of a decomposition, with accounts as the clusters: in each draw every
 * account counts as often as a Poisson number of mean 1 says, all its contacts alike and in both
 * periods alike, and the ends are percentiles of what the draws give.
 *
 * <p>The number springs from a hash of the account, the draw and the seed, so neither the order of
 * the accounts nor how they are split up changes it. Right for many accounts of which none holds
 * much of the whole; percentile intervals of few accounts are too short. Hanley and MacGibbon 2006;
 * Chamandy and others 2012.
 *
 * @param seed start of the draws
 * @param draws how many, at least 100
 */
public record PoissonBootstrap(long seed, int draws) {
  /** With fewer accounts in all the percentiles say nothing. */
  public static final int FEWEST_ACCOUNTS = 10;

  /** Name of the interval of the whole difference among those of the parts. */
  public static final String TOTAL = "total";

  private static final int FEWEST_DRAWS = 100;
  private static final long USUAL_SEED = 20_250_331;
  private static final int USUAL_DRAWS = 400;

  /** Start and prime of the FNV-1a hash of 64 bits. */
  private static final long HASH_START = 0xcbf29ce484222325L;

  private static final long HASH_PRIME = 0x100000001b3L;

  public PoissonBootstrap {
    if (draws < FEWEST_DRAWS) {
      throw new IllegalArgumentException(
          "%d draws have no percentiles; give %d or more".formatted(draws, FEWEST_DRAWS));
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
    long ofDraw = new SplittableRandom(seed + draw).nextLong();
    double uniform = new SplittableRandom(hash(account) ^ ofDraw).nextDouble();
    double probability = StrictMath.exp(-1);
    double upTo = probability;
    int count = 0;
    // Ends at 18 where the sum rounds to less than the uniform number and grows no more.
    while (uniform >= upTo && upTo + probability / (count + 1) > upTo) {
      count++;
      probability /= count;
      upTo += probability;
    }
    return count;
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
   * The interval of each part, under its name, and of the whole difference under {@code total};
   * refused with fewer than ten accounts, and where a draw leaves no decomposition, since then too
   * few accounts stand behind it.
   *
   * @param accounts how many there are in both periods together
   * @param decompose the decomposition when every account counts so often; {@code
   *     AccountCells::decompose} is one. It must not depend on anything else
   * @param level such as 0.95
   */
  public Answer<Map<String, Interval>> intervals(
      int accounts,
      Function<ToIntFunction<String>, Answer<Decomposition>> decompose,
      double level) {
    requireNonNull(decompose, "decompose");
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("Not a level of confidence: " + level);
    }
    if (accounts < FEWEST_ACCOUNTS) {
      return Answer.refused(
          "%d accounts are too few to judge chance between them; %d are needed"
              .formatted(accounts, FEWEST_ACCOUNTS));
    }
    Map<String, double[]> drawn = new LinkedHashMap<>();
    for (int draw = 0; draw < draws; draw++) {
      int current = draw;
      Answer<Decomposition> answer = decompose.apply(account -> weight(account, current));
      if (answer.value().isEmpty()) {
        return Answer.refused(
            "without some accounts there is nothing left to decompose: " + answer.reason());
      }
      Decomposition decomposition = answer.value().orElseThrow();
      put(drawn, TOTAL, draw, decomposition.total());
      for (Part part : decomposition.parts()) {
        put(drawn, part.factor(), draw, part.difference());
      }
    }
    Map<String, Interval> intervals = new LinkedHashMap<>();
    drawn.forEach((name, values) -> intervals.put(name, percentiles(values, level)));
    return Answer.of(Collections.unmodifiableMap(intervals));
  }

  private void put(Map<String, double[]> drawn, String name, int draw, BigDecimal value) {
    drawn.computeIfAbsent(name, key -> new double[draws])[draw] = value.doubleValue();
  }

  /** The ends leave out the same number of draws on both sides. */
  private static Interval percentiles(double[] values, double level) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    // Floating point puts 10 draws at 9.99...; one part in a billion of a draw more mends that.
    int outside = (int) Math.floor((1 - level) / 2 * sorted.length + 1e-9);
    return new Interval(sorted[outside], sorted[sorted.length - 1 - outside]);
  }
}
