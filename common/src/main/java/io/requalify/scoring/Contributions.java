package io.requalify.scoring;

import io.requalify.rules.Counting.Between;
import io.requalify.scoring.Breakdown.Part;
import io.requalify.scoring.RulePlan.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the rules of one version give one contact: counts the hits, sums and fades their points and
 * keeps the tree of sums up to date. Methods that move a rule answer whether a dimension or the
 * total reads differently afterwards. Points are millionths, instants microseconds UTC.
 */
final class Contributions {
  private final ScoreLayout layout;
  private final RulePlan[] plans;
  private final Counter[] counters;
  private final long[] sums;
  private final boolean[] takenOn;

  /** Whether a rule forgot points whose condition has held ever since. */
  private final boolean[] forgot;

  private final int[] open;
  private final DueChanges dueChanges = new DueChanges();
  private final ContinuousSums continuous;
  private final ScoreTree tree;

  Contributions(ScoreLayout layout, List<RulePlan> rules, ZoneCalendar calendar) {
    this.layout = layout;
    plans = rules.toArray(RulePlan[]::new);
    counters =
        rules.stream().map(rule -> Counter.of(rule.counting(), calendar)).toArray(Counter[]::new);
    sums = new long[plans.length];
    takenOn = new boolean[plans.length];
    forgot = new boolean[plans.length];
    open = new int[plans.length];
    continuous = new ContinuousSums(rules);
    tree = new ScoreTree(layout);
  }

  /** Forgets the contact. */
  void clear(long instant) {
    for (Counter counter : counters) {
      counter.clear();
    }
    Arrays.fill(sums, 0);
    Arrays.fill(takenOn, false);
    Arrays.fill(forgot, false);
    Arrays.fill(open, 0);
    dueChanges.clear();
    continuous.clear(instant);
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

  /** What every node is made of, from the rules up. */
  List<Part> parts(List<String> names) {
    long[] below = new long[layout.nodes()];
    System.arraycopy(sums, 0, below, 0, sums.length);
    List<Part> parts = new ArrayList<>();
    for (int node = 0; node < layout.nodes(); node++) {
      boolean isTotal = node == layout.total();
      long read = tree.reads()[node];
      long given = isTotal ? read : layout.handedOver(node, read);
      String above = isTotal ? "" : names.get(layout.parent(node));
      parts.add(new Part(layout.level(node), names.get(node), above, below[node], read, given));
      if (!isTotal) {
        below[layout.parent(node)] += given;
      }
    }
    return parts;
  }

  /** What each rule does to the score as it stands, and to whether a gate holds by it. */
  RuleEffects effects(String segment, boolean free, Gate gate) {
    return new RuleEffects(segment, free, tree, layout, gate);
  }

  /** What a rule contributes, before any limit. */
  long contribution(int rule) {
    return sums[rule];
  }

  /** Whether a hit counts; if so, it is remembered, and {@link #take} has to follow. */
  boolean counts(int rule, long occurredAt, int value) {
    return counters[rule].counts(occurredAt, value);
  }

  /** Takes in a hit that counts, at the instant looked at. */
  boolean take(int rule, long instant, long occurredAt) {
    RulePlan plan = plans[rule];
    if (plan.isContinuous()) {
      return takeFading(rule, plan, instant, occurredAt);
    }
    if (plan.kind() == Kind.SETTING) {
      forget(layout.dimensionOf(rule));
      sums[rule] = plan.points();
      tree.restart(layout.dimensionOf(rule), rule, plan.points());
      return true;
    }
    if (plan.stairs() == null) {
      return give(rule, plan.points());
    }

    long age = instant - occurredAt;
    long change = plan.stairs().nextChange(age);
    if (change == Staircase.NEVER) {
      return false;
    }

    dueChanges.add(Math.addExact(occurredAt, change), rule, occurredAt);
    return giveOfStairs(rule, plan, plan.stairs().pointsAt(age));
  }

  private boolean takeFading(int rule, RulePlan plan, long instant, long occurredAt) {
    if (plan.hasWindow() && instant - occurredAt >= plan.window()) {
      return false;
    }

    int place = continuous.place(rule);
    if (!continuous.add(place, plan.points(), occurredAt, plan.window())) {
      return false;
    }
    if (plan.hasWindow() && continuous.isCutOffBy(place, plan.window())) {
      dueChanges.add(Math.addExact(occurredAt, plan.window()), rule, occurredAt);
      open[rule]++;
    }
    return fade(place);
  }

  /** Takes on whether the condition of a rule holds that gives points while it does. */
  boolean takeOn(int rule, boolean holds) {
    if (takenOn[rule] == holds) {
      return false;
    }

    takenOn[rule] = holds;
    forgot[rule] = false;
    return give(rule, (holds ? plans[rule].points() : 0) - sums[rule]);
  }

  /**
   * Notes that a condition ceases to hold while the score stands still: a rule that forgot its
   * points may give them when it holds again, even if that is before the score moves again.
   */
  void ceaseWhileFrozen(int rule) {
    if (forgot[rule]) {
      forgot[rule] = false;
      takenOn[rule] = false;
    }
  }

  /** Lets a rule, that gives nothing, take what holds now for taken on; in a freeze it was not. */
  void forgetAsItStands(int rule, boolean holds) {
    takenOn[rule] = holds;
    forgot[rule] = holds;
  }

  /** Adds points to what a rule contributes, for good. */
  boolean give(int rule, long points) {
    sums[rule] = Math.addExact(sums[rule], points);
    return tree.move(rule, points);
  }

  /** Running sum of the dimension that a rule lies in. */
  long runningDimension(int rule) {
    return tree.running(layout.dimensionOf(rule));
  }

  /** Whether a dimension's running sum lies below zero. */
  boolean isBelowZero(int dimension) {
    return tree.running(dimension) < 0;
  }

  boolean floorAtNight(int dimension) {
    return tree.floorAtNight(dimension);
  }

  /** Lets all rules of a dimension forget what they contribute; what counted stays counted. */
  void restart(int dimension) {
    forget(dimension);
    tree.restart(dimension, dimension, 0);
  }

  private void forget(int dimension) {
    boolean[] forgotten = new boolean[plans.length];
    for (int rule = 0; rule < plans.length; rule++) {
      if (layout.dimensionOf(rule) == dimension) {
        forgotten[rule] = true;
        sums[rule] = 0;
        forgot[rule] = takenOn[rule];
        open[rule] = 0;
        if (plans[rule].isContinuous()) {
          continuous.empty(continuous.place(rule));
        }
      }
    }
    dueChanges.removeAllOf(forgotten);
    continuous.forgetEnds(forgotten);
  }

  /** When the next hit changes what it gives at a definite age, or {@link Long#MAX_VALUE}. */
  long nextChange() {
    return dueChanges.nextInstant();
  }

  /** Rule of the next such change; there must be one. */
  int nextRule() {
    return dueChanges.nextRule();
  }

  /** When nothing is left next of a hit that fades evenly, or {@link Long#MAX_VALUE}. */
  long nextEnd() {
    return continuous.nextEnd();
  }

  /** Changes what all hits of a rule give that change at the instant, which is looked at. */
  boolean change(int rule, long instant) {
    RulePlan plan = plans[rule];
    if (plan.isContinuous()) {
      return closeWindows(rule, plan, instant);
    }

    long change = 0;
    while (dueChanges.isDue(instant, rule)) {
      long occurredAt = dueChanges.nextOccurredAt();
      long age = instant - occurredAt;
      dueChanges.remove();
      change += plan.stairs().pointsAt(age) - plan.stairs().pointsAt(age - 1);
      long next = plan.stairs().nextChange(age);
      if (next != Staircase.NEVER) {
        dueChanges.add(occurredAt + next, rule, occurredAt);
      }
    }
    return giveOfStairs(rule, plan, change);
  }

  private boolean closeWindows(int rule, RulePlan plan, long instant) {
    int place = continuous.place(rule);
    while (dueChanges.isDue(instant, rule)) {
      continuous.remove(place, plan.points(), dueChanges.nextOccurredAt());
      dueChanges.remove();
      open[rule]--;
    }
    if (open[rule] == 0) {
      // What rounding left behind of the sums and differences must not outlive them.
      continuous.empty(place);
    }
    return fade(place);
  }

  /** A change by hits, or where they are counted between limits, of their number. */
  private boolean giveOfStairs(int rule, RulePlan plan, long change) {
    if (plan.counting() instanceof Between between) {
      open[rule] += (int) change;
      long counted = open[rule] < between.min() ? 0 : Math.min(open[rule], between.max());
      return give(rule, Math.multiplyExact(counted, plan.points()) - sums[rule]);
    }

    return give(rule, change);
  }

  /** Number of rules that fade continuously, in places from 0 in the order of the version. */
  int fadingRules() {
    return continuous.places();
  }

  int fadingRule(int place) {
    return continuous.rule(place);
  }

  /** Whether there is anything left to fade. */
  boolean isFading() {
    for (int place = 0; place < continuous.places(); place++) {
      if (sums[continuous.rule(place)] != 0) {
        return true;
      }
    }
    return false;
  }

  /** Sets the clocks to the instant at which {@link #fade} and the other changes happen next. */
  void lookAt(long instant) {
    continuous.lookAt(instant);
  }

  /** Takes away the hits of which nothing is left at the instant, which is looked at. */
  void endAt(long instant) {
    continuous.endAt(instant);
  }

  /** Lets one rule fade until the instant looked at. */
  boolean fade(int place) {
    int rule = continuous.rule(place);
    return give(rule, continuous.millionths(place) - sums[rule]);
  }

  /** Marks the nodes that fading moves up, or down. */
  void markFading(boolean[] rising, boolean[] falling) {
    for (int place = 0; place < continuous.places(); place++) {
      int rule = continuous.rule(place);
      boolean[] marks = plans[rule].points() < 0 ? rising : falling;
      for (int node = rule; node >= 0; node = layout.parent(node)) {
        marks[node] = true;
      }
    }
  }

  /**
   * Bounds of what is read of every node between two instants, both included, if nothing but fading
   * happens until then. For one instant they are what is read then, exactly. Moves the clocks.
   *
   * @param atMidnights whether the instants are midnights, at which nightly floors act
   */
  void outlook(long from, long to, boolean atMidnights, long[] lower, long[] upper) {
    Arrays.fill(lower, 0, layout.rules(), 0);
    Arrays.fill(upper, 0, layout.rules(), 0);
    continuous.lookAt(from);
    for (int place = 0; place < continuous.places(); place++) {
      int rule = continuous.rule(place);
      lower[rule] = continuous.millionths(place) - sums[rule];
      upper[rule] = lower[rule];
    }
    if (from != to) {
      continuous.lookAt(to);
      for (int place = 0; place < continuous.places(); place++) {
        int rule = continuous.rule(place);
        long then = continuous.millionths(place) - sums[rule];
        // A sum fades steadily but for the last bit of its power, so a millionth more is safe.
        lower[rule] = Math.min(lower[rule], then) - 1;
        upper[rule] = Math.max(upper[rule], then) + 1;
      }
    }
    tree.outlook(lower, atMidnights);
    tree.outlook(upper, atMidnights);
  }
}
