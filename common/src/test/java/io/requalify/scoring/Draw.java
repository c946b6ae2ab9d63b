package io.requalify.scoring;

import java.util.List;
import java.util.SplittableRandom;

/** Seeded draws. */
final class Draw {
  private final SplittableRandom random;

  Draw(long seed) {
    random = new SplittableRandom(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Like {@link #below}, low numbers more often. */
  int low(int bound) {
    return Math.min(below(bound), below(bound));
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  <T> T from(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
