package io.requalify.trials;

import java.util.SplittableRandom;

/**
 * Chance of one repetition; only {@link StrictMath}, which gives the same bits on every machine.
 */
final class TrialChance {
  private final SplittableRandom random;

  TrialChance(long seed, int repetition) {
    // Neither neighbouring seeds nor neighbouring repetitions may share streams.
    long start = new SplittableRandom(seed).nextLong() ^ repetition;
    this.random = new SplittableRandom(new SplittableRandom(start).nextLong());
  }

  boolean happens(double probability) {
    return uniform() < probability;
  }

  /** In [0, 1). */
  double uniform() {
    return random.nextDouble();
  }

  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /** Standard normal, by Box and Muller. */
  double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
  }
}
