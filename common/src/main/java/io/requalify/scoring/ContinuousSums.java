package io.requalify.scoring;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sums of the rules whose points fade at every instant, by half-lives or evenly. Places number
 * these rules in the order of the version. Points are millionths, instants microseconds UTC.
 */
final class ContinuousSums {
  private static final int NONE = -1;

  private final int[] rules;
  private final int[] placeOfRule;
  private final int[] halfLifePlaces;
  private final LinearSum[] linear;
  private final HalfLifeSums halfLives;
  private final DueChanges linearEnds = new DueChanges();
  private long lookedAt;

  ContinuousSums(List<RulePlan> plans) {
    rules =
        IntStream.range(0, plans.size()).filter(rule -> plans.get(rule).isContinuous()).toArray();
    placeOfRule = new int[plans.size()];
    Arrays.fill(placeOfRule, NONE);
    halfLifePlaces = new int[rules.length];
    linear = new LinearSum[rules.length];
    int fading = 0;
    for (int place = 0; place < rules.length; place++) {
      RulePlan plan = plans.get(rules[place]);
      placeOfRule[rules[place]] = place;
      halfLifePlaces[place] = plan.hasHalfLife() ? fading++ : NONE;
      linear[place] = plan.hasHalfLife() ? null : plan.linear().sum();
    }
    halfLives =
        new HalfLifeSums(
            Arrays.stream(rules)
                .mapToObj(plans::get)
                .filter(RulePlan::hasHalfLife)
                .mapToLong(RulePlan::halfLife)
                .toArray());
  }

  void clear(long instant) {
    lookedAt = instant;
    halfLives.clear(instant);
    linearEnds.clear();
    for (LinearSum sum : linear) {
      if (sum != null) {
        sum.clear(instant);
      }
    }
  }

  int places() {
    return rules.length;
  }

  int rule(int place) {
    return rules[place];
  }

  int place(int rule) {
    return placeOfRule[rule];
  }

  /** Sets the clocks to an instant not before that of anything added. */
  void lookAt(long instant) {
    lookedAt = instant;
    halfLives.lookAt(instant);
  }

  /** What is left of a rule's sum at the instant looked at: millionths, rounded half up. */
  long millionths(int place) {
    return linear[place] == null
        ? halfLives.millionths(halfLifePlaces[place])
        : linear[place].millionths(lookedAt);
  }

  /**
   * Adds a hit.
   *
   * @param window age at which it will be taken away, or {@link RulePlan#NONE}
   * @return whether anything of it is left at the instant looked at
   */
  boolean add(int place, long points, long occurredAt, long window) {
    LinearSum sum = linear[place];
    if (sum == null) {
      halfLives.add(halfLifePlaces[place], points, lookedAt - occurredAt);
      return true;
    }
    if (lookedAt - occurredAt >= sum.end()) {
      return false;
    }

    sum.add(occurredAt);
    if (window == RulePlan.NONE || sum.end() <= window) {
      linearEnds.add(Math.addExact(occurredAt, sum.end()), rules[place], occurredAt);
    }
    return true;
  }

  /** Whether a window takes the hits away before nothing of them is left. */
  boolean isCutOffBy(int place, long window) {
    return linear[place] == null || window < linear[place].end();
  }

  /** Takes a hit away whose window ends. */
  void remove(int place, long points, long occurredAt) {
    if (linear[place] == null) {
      halfLives.add(halfLifePlaces[place], -points, lookedAt - occurredAt);
    } else {
      linear[place].remove(occurredAt);
    }
  }

  /** Makes a sum exactly nothing. */
  void empty(int place) {
    if (linear[place] == null) {
      halfLives.empty(halfLifePlaces[place]);
    } else {
      linear[place].empty();
    }
  }

  /** Forgets when hits of some rules would end. */
  void forgetEnds(boolean[] rulesForgotten) {
    linearEnds.removeAllOf(rulesForgotten);
  }

  /** The next instant at which nothing is left of a hit that fades evenly, or the end of time. */
  long nextEnd() {
    return linearEnds.nextInstant();
  }

  /** Takes away the hits of which nothing is left at an instant. */
  void endAt(long instant) {
    while (linearEnds.nextInstant() == instant) {
      linear[placeOfRule[linearEnds.nextRule()]].remove(linearEnds.nextOccurredAt());
      linearEnds.remove();
    }
  }
}
