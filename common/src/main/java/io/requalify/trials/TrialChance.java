package io.requalify.trials;

import io.requalify.simulation.Chance;
import java.util.SplittableRandom;

/** Where the chance of repetitions springs from. */
final class TrialChance {
  private TrialChance() {}

  /** The chance of one repetition. */
  static Chance of(long seed, int repetition) {
    return Chance.startingAt(new SplittableRandom(start(seed, repetition)).nextLong());
  }

  /** That of the delays of one repetition; it disturbs no other draw. */
  static Chance ofDelays(long seed, int repetition) {
    return Chance.startingAt(new SplittableRandom(~start(seed, repetition)).nextLong());
  }

  private static long start(long seed, int repetition) {
    // Neither neighbouring seeds nor neighbouring repetitions may share streams.
    return new SplittableRandom(seed).nextLong() ^ repetition;
  }
}
