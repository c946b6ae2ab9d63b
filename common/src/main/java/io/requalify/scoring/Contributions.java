package io.requalify.scoring;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the rules of one version give one contact: counts the events, sums and fades their points
 * and keeps the clipped sums up to date. Methods that change a rule answer whether a dimension or
 * the total reads differently afterwards. Points are millionths, instants microseconds UTC.
 */
final class Contributions {
  private final ScoreLayout layout;
  private final RulePlan[] plans;
  private final Counter[] counters;
  private final long[] sums;
  private final int[] windowsOpen;
  private final WindowEnds windowEnds = new WindowEnds();
  private final int[] fadingRules;
  private final int[] fadingPlaces;
  private final HalfLifeSums halfLives;
  private final ScoreTree tree;

  Contributions(ScoreLayout layout, List<RulePlan> rules, ZoneCalendar calendar) {
    this.layout = layout;
    plans = rules.toArray(RulePlan[]::new);
    counters =
        rules.stream().map(rule -> Counter.of(rule.counting(), calendar)).toArray(Counter[]::new);
    sums = new long[plans.length];
    windowsOpen = new int[plans.length];
    fadingRules =
        IntStream.range(0, plans.length).filter(rule -> plans[rule].hasHalfLife()).toArray();
    fadingPlaces = new int[plans.length];
    for (int place = 0; place < fadingRules.length; place++) {
      fadingPlaces[fadingRules[place]] = place;
    }
    halfLives =
        new HalfLifeSums(
            Arrays.stream(fadingRules).mapToLong(rule -> plans[rule].halfLife()).toArray());
    tree = new ScoreTree(layout);
  }

  /** Forgets the contact. */
  void clear(long instant) {
    for (Counter counter : counters) {
      counter.clear();
    }
    Arrays.fill(sums, 0);
    Arrays.fill(windowsOpen, 0);
    windowEnds.clear();
    halfLives.clear(instant);
    tree.clear();
  }

  /** What is read of every node of the layout; the array is kept up to date. */
  long[] reads() {
    return tree.reads();
  }

  /** What is read of the dimensions in the order of the version, and last of the total. */
  long[] measures() {
    return tree.measures();
  }

  /** Takes in an event that the condition of the rule selects, at the instant looked at. */
  boolean event(int rule, long instant, long occurredAt) {
    if (!counters[rule].counts(occurredAt)) {
      return false;
    }
    RulePlan plan = plans[rule];
    long age = instant - occurredAt;
    if (plan.hasWindow()) {
      if (age >= plan.window()) {
        return false;
      }
      windowEnds.add(Math.addExact(occurredAt, plan.window()), rule);
      windowsOpen[rule]++;
    }
    return add(rule, plan.points(), age);
  }

  /** Takes in that the condition of the rule begins or ceases to hold. */
  boolean fact(int rule, boolean holds) {
    sums[rule] = holds ? plans[rule].points() : 0;
    return tree.set(rule, sums[rule]);
  }

  /** When the next window ends, or {@link Long#MAX_VALUE}. */
  long nextWindowEnd() {
    return windowEnds.nextInstant();
  }

  /** Rule whose window ends next; there must be one. */
  int nextWindowRule() {
    return windowEnds.nextRule();
  }

  /** Ends all windows of the rule that end at the instant, which is looked at and the next end. */
  boolean endWindows(int rule, long instant) {
    int ended = 0;
    while (windowEnds.nextInstant() == instant && windowEnds.nextRule() == rule) {
      windowEnds.remove();
      ended++;
    }
    windowsOpen[rule] -= ended;
    RulePlan plan = plans[rule];
    if (plan.hasHalfLife() && windowsOpen[rule] == 0) {
      // What rounding left behind of the sums and differences must not outlive them.
      halfLives.empty(fadingPlaces[rule]);
      return tree.set(rule, 0);
    }
    return add(rule, -ended * plan.points(), plan.window());
  }

  /** Number of rules that fade, in places from 0 in the order of the version. */
  int fadingRules() {
    return fadingRules.length;
  }

  int fadingRule(int place) {
    return fadingRules[place];
  }

  /** Whether there is anything left to fade. */
  boolean isFading() {
    for (int rule : fadingRules) {
      if (tree.sum(rule) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Sets the clocks to the instant at which {@link #fade} and the other changes happen next. */
  void lookAt(long instant) {
    halfLives.lookAt(instant);
  }

  /** Lets one rule fade until the instant looked at. */
  boolean fade(int place) {
    return tree.set(fadingRules[place], halfLives.millionths(place));
  }

  /** Marks the nodes that fading moves up, or down. */
  void markFading(boolean[] rising, boolean[] falling) {
    for (int rule : fadingRules) {
      boolean[] marks = plans[rule].points() < 0 ? rising : falling;
      for (int node = rule; node >= 0; node = layout.parent(node)) {
        marks[node] = true;
      }
    }
  }

  /**
   * Bounds of what is read of every node between two instants, both included, if nothing but fading
   * happens until then. For one instant they are what is read then, exactly. Moves the clocks.
   */
  void outlook(long from, long to, long[] lower, long[] upper) {
    Arrays.fill(lower, 0);
    for (int rule = 0; rule < plans.length; rule++) {
      lower[rule] = tree.sum(rule);
    }
    System.arraycopy(lower, 0, upper, 0, lower.length);
    halfLives.lookAt(from);
    for (int place = 0; place < fadingRules.length; place++) {
      lower[fadingRules[place]] = halfLives.millionths(place);
      upper[fadingRules[place]] = halfLives.millionths(place);
    }
    if (from != to) {
      halfLives.lookAt(to);
      for (int place = 0; place < fadingRules.length; place++) {
        int rule = fadingRules[place];
        long then = halfLives.millionths(place);
        // A sum fades steadily but for the last bit of its power, so a millionth more is safe.
        lower[rule] = Math.min(lower[rule], then) - 1;
        upper[rule] = Math.max(upper[rule], then) + 1;
      }
    }
    layout.read(lower);
    layout.read(upper);
  }

  private boolean add(int rule, long points, long age) {
    if (plans[rule].hasHalfLife()) {
      halfLives.add(fadingPlaces[rule], points, age);
      return fade(fadingPlaces[rule]);
    }
    sums[rule] = Math.addExact(sums[rule], points);
    return tree.set(rule, sums[rule]);
  }
}
