package io.requalify.scoring;

import java.util.List;
import java.util.stream.IntStream;

/** When the periodic rules of one version act on one contact: whole periods after its creation. */
final class Periods {
  private final int[] rules;
  private final long[] every;
  private final long[] shares;
  private final Contributions contributions;
  private long creation;

  Periods(List<RulePlan> plans, Contributions contributions) {
    this.contributions = contributions;
    rules =
        IntStream.range(0, plans.size())
            .filter(rule -> plans.get(rule).kind() == RulePlan.Kind.PERIOD)
            .toArray();
    every = IntStream.of(rules).mapToLong(rule -> plans.get(rule).every()).toArray();
    shares = IntStream.of(rules).mapToLong(rule -> plans.get(rule).points()).toArray();
  }

  void clear(long instant) {
    creation = instant;
  }

  int size() {
    return rules.length;
  }

  int rule(int place) {
    return rules[place];
  }

  /**
   * The next instant after one at which a rule changes anything, if nothing but fading happens
   * until then, or {@link Long#MAX_VALUE}.
   *
   * @param all whether also those matter at which nothing changes
   */
  long nextAfter(long instant, boolean all) {
    long next = Long.MAX_VALUE;
    for (int place = 0; place < rules.length; place++) {
      if (all || change(place) != 0 || contributions.isFading()) {
        long period = Math.floorDiv(instant - creation, every[place]) + 1;
        next = Math.min(next, creation + period * every[place]);
      }
    }
    return next;
  }

  boolean isDue(int place, long instant) {
    return instant > creation && (instant - creation) % every[place] == 0;
  }

  /** Millionths by which a rule changes its dimension now: its share, rounded half up. */
  long change(int place) {
    return Shares.of(contributions.runningDimension(rules[place]), shares[place]);
  }
}
