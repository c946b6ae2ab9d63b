package io.requalify.trials;

import io.requalify.simulation.Chance;
import java.util.SplittableRandom;

/** Where the chance of repetitions springs from. */
final class TrialChance {
  private TrialChance() {}

  /** The chance of one repetition. */
  static Chance of(long seed, int repetition) {
    // Neither neighbouring seeds nor neighbouring repetitions may share streams.
    long start = new SplittableRandom(seed).nextLong() ^ repetition;
    return Chance.startingAt(new SplittableRandom(start).nextLong());
  }
}
