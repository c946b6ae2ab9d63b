package io.requalify.simulation;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * The chance of one entity for one purpose. It springs from a hash of seed, purpose and entity, so
 * neither the size of the world nor the order in which entities are made changes what they are.
 *
 * <p>Only {@link StrictMath} is used: it gives the same bits on every machine.
 */
public final class Chance {
  /** What is drawn; one more draw for one purpose disturbs no other. */
  enum Purpose {
    ACCOUNT(1),
    PERSON(2),
    FACTS(3),
    ACTIVITY(4),
    ROUTING(5),
    OUTCOME(6);

    /** Part of the hash, so it never changes. */
    private final int stream;

    Purpose(int stream) {
      this.stream = stream;
    }
  }

  private final SplittableRandom random;

  private Chance(long start) {
    this.random = new SplittableRandom(start);
  }

  static Chance of(long seed, Purpose purpose, int entity) {
    return new Chance(mixed(mixed(mixed(seed) + purpose.stream) + entity));
  }

  /** The chance that springs from a number, whatever it is for. */
  public static Chance startingAt(long start) {
    return new Chance(start);
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014), after a step by its golden gamma. */
  private static long mixed(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** True with a probability. */
  public boolean happens(double probability) {
    return uniform() < probability;
  }

  /** In [0, 1). */
  public double uniform() {
    return random.nextDouble();
  }

  double uniform(double from, double to) {
    return from + (to - from) * uniform();
  }

  /** A whole number, each as likely. */
  public int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /** Standard normal, by Box and Muller. */
  public double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
  }

  double exponential(double mean) {
    return -mean * StrictMath.log(1 - uniform());
  }

  double weibull(double shape, double scale) {
    return weibullQuantile(shape, scale, uniform());
  }

  /** Weibull, given that it is at most {@code longest}. */
  public double weibullWithin(double shape, double scale, double longest) {
    double share = 1 - StrictMath.exp(-StrictMath.pow(longest / scale, shape));
    return weibullQuantile(shape, scale, share * uniform());
  }

  private static double weibullQuantile(double shape, double scale, double probability) {
    return scale * StrictMath.pow(-StrictMath.log(1 - probability), 1 / shape);
  }

  /** Poisson, by multiplying uniforms (Knuth); for small means. */
  int poisson(double mean) {
    double limit = StrictMath.exp(-mean);
    double product = uniform();
    int count = 0;
    while (product > limit) {
      product *= uniform();
      count++;
    }
    return count;
  }

  /** One of these, in proportion to its share. */
  <T> T oneOf(List<T> options, ToDoubleFunction<T> share) {
    double total = 0;
    for (T option : options) {
      total += share.applyAsDouble(option);
    }
    double left = uniform() * total;
    for (T option : options) {
      left -= share.applyAsDouble(option);
      if (left < 0) {
        return option;
      }
    }
    return options.get(options.size() - 1);
  }

  /** One of these, each as likely. */
  <T> T oneOf(List<T> options) {
    return options.get(random.nextInt(options.size()));
  }
}
