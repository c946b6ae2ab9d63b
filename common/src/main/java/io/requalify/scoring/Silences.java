package io.requalify.scoring;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** When the silence of one contact falls due under the inactivity rules of one version. */
final class Silences {
  /** Activity of a rule that takes whatever any rule counts. */
  static final int WHATEVER_COUNTS = -1;

  private static final long NEVER = Long.MAX_VALUE;

  private final int[] rules;
  private final int[] activities;
  private final long[] after;
  private final long[] every;
  private final long[] lastActivity;
  private final boolean[] active;
  private final long[] due;
  private long next;

  /**
   * Silences of a version.
   *
   * @param activities for each rule the place of the events that break its silence, or {@link
   *     #WHATEVER_COUNTS}
   */
  Silences(List<RulePlan> plans, int[] activities) {
    rules =
        IntStream.range(0, plans.size())
            .filter(rule -> plans.get(rule).kind() == RulePlan.Kind.SILENCE)
            .toArray();
    this.activities = Arrays.stream(rules).map(rule -> activities[rule]).toArray();
    after = Arrays.stream(rules).mapToLong(rule -> plans.get(rule).first()).toArray();
    every = Arrays.stream(rules).mapToLong(rule -> plans.get(rule).every()).toArray();
    lastActivity = new long[rules.length];
    active = new boolean[rules.length];
    due = new long[rules.length];
  }

  void clear(long creation) {
    Arrays.fill(lastActivity, creation);
    Arrays.fill(active, false);
    for (int place = 0; place < rules.length; place++) {
      due[place] = creation + after[place];
    }
    next = earliest();
  }

  int size() {
    return rules.length;
  }

  int rule(int place) {
    return rules[place];
  }

  /** The next instant at which silence falls due, or {@link Long#MAX_VALUE}. */
  long next() {
    return next;
  }

  boolean isDue(int place, long instant) {
    return due[place] == instant;
  }

  /** Moves on from a silence that fell due. */
  void passed(int place) {
    due[place] = every[place] == RulePlan.NONE ? NEVER : due[place] + every[place];
    next = earliest();
  }

  /** Takes in an activity that is felt at an instant, of events at a place or of a rule's hits. */
  void activity(int events, long instant, long occurredAt) {
    for (int place = 0; place < rules.length; place++) {
      if (activities[place] == events && (!active[place] || occurredAt > lastActivity[place])) {
        active[place] = true;
        lastActivity[place] = occurredAt;
        due[place] = dueAfter(place, instant);
        next = earliest();
      }
    }
  }

  private long dueAfter(int place, long instant) {
    long first = lastActivity[place] + after[place];
    if (first > instant) {
      return first;
    }
    if (every[place] == RulePlan.NONE) {
      return NEVER;
    }

    return first + (Math.floorDiv(instant - first, every[place]) + 1) * every[place];
  }

  private long earliest() {
    long earliest = NEVER;
    for (long each : due) {
      earliest = Math.min(earliest, each);
    }
    return earliest;
  }
}
