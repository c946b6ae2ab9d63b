package io.requalify.scoring;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What each rule of a version does to the score of one contact, and to whether that score fulfils
 * what the version asks, at one instant. Points are millionths; rules are numbered in the order of
 * the version, the booster last.
 *
 * <p>Without a rule means: its points taken out of the score as it stands, up through all limits,
 * rounding and weights. So a rule beyond a limit that others reach as well takes nothing away.
 * Where a running sum stops at its limits, what it was stopped by stays lost. What would have
 * become of the contact had the rule never been is another question, which only a replay answers.
 */
public final class RuleEffects {
  /** Of more rules that contribute at once the orders are not counted. */
  public static final int MOST_PLAYERS = 15;

  /** Shares are told in parts of this. */
  public static final long WHOLE = 1_000_000_000;

  private final String segment;
  private final boolean free;
  private final ScoreTree tree;
  private final ScoreLayout layout;
  private final Gate gate;
  private final long[] contributed;
  private final boolean fulfilled;

  /**
   * Effects as the score stands; they are asked before anything moves it again.
   *
   * @param free whether nothing but the score keeps the contact from qualifying
   */
  RuleEffects(String segment, boolean free, ScoreTree tree, ScoreLayout layout, Gate gate) {
    this.segment = segment;
    this.free = free;
    this.tree = tree;
    this.layout = layout;
    this.gate = gate;
    contributed = new long[layout.rules()];
    for (int rule = 0; rule < contributed.length; rule++) {
      contributed[rule] = layout.handedOver(layout.dimensionOf(rule), tree.reads()[rule]);
    }
    fulfilled = gate.holds(tree.reads(), tree.reads());
  }

  /** Segment of the contact. */
  public String segment() {
    return segment;
  }

  /** Whether nothing but the score keeps the contact from qualifying, and it has not already. */
  public boolean isFree() {
    return free;
  }

  /** Whether the score fulfils what the version asks in that segment. */
  public boolean isFulfilled() {
    return fulfilled;
  }

  /** Number of rules, the booster among them. */
  public int rules() {
    return contributed.length;
  }

  /**
   * What a rule gives to the total: its sum after its own limits, by the weight of its dimension.
   */
  public long contributed(int rule) {
    return contributed[rule];
  }

  /**
   * The total less what the rules give to it: what limits, floors and rounding of groups, of
   * dimensions and of the total itself take away, or add where they are a least.
   */
  public long rest() {
    long rest = tree.reads()[layout.total()];
    for (long each : contributed) {
      rest = Math.subtractExact(rest, each);
    }
    return rest;
  }

  /**
   * Whether without this rule the score would fulfil what it does not, or would not what it does.
   */
  public boolean isDecisive(int rule) {
    return tree.running(rule) != 0 && holds(without -> without == rule) != fulfilled;
  }

  /**
   * How far each rule is to be thanked for the score fulfilling what is asked: were the rules to
   * come in any order, all orders alike, in what share of them is it the rule that makes it so,
   * less in what share the rule that undoes it. Shapley and Shubik 1954, American Political Science
   * Review 48, 787-792. Whole billionths that add up to {@link #WHOLE} but for rounding, and to 0
   * where a score of nothing fulfils it too.
   *
   * @return one for each rule; none where more than {@link #MOST_PLAYERS} contribute
   * @throws IllegalStateException when the score does not fulfil what is asked
   */
  public Optional<long[]> shares() {
    if (!fulfilled) {
      throw new IllegalStateException("Nothing is to be shared where a score fulfils nothing");
    }
    int[] players =
        IntStream.range(0, contributed.length).filter(rule -> tree.running(rule) != 0).toArray();
    if (players.length > MOST_PLAYERS) {
      return Optional.empty();
    }

    BitSet winning = winning(players);
    long[] orders = orders(players.length);
    long[] shares = new long[contributed.length];
    for (int player = 0; player < players.length; player++) {
      long turns = 0;
      for (int set = 0; set < 1 << players.length; set++) {
        if ((set & 1 << player) == 0 && winning.get(set) != winning.get(set | 1 << player)) {
          turns += (winning.get(set) ? -1 : 1) * orders[Integer.bitCount(set)];
        }
      }
      // Both are whole numbers below 2^53, so only the division rounds.
      shares[players[player]] = Math.round((double) turns / factorial(players.length) * WHOLE);
    }
    return Optional.of(shares);
  }

  /** The sets of players, as the bits of a number, whose points alone fulfil what is asked. */
  private BitSet winning(int[] players) {
    BitSet winning = new BitSet(1 << players.length);
    for (int set = 0; set < 1 << players.length; set++) {
      int present = set;
      winning.set(
          set,
          holds(
              rule -> {
                int player = Arrays.binarySearch(players, rule);
                return player >= 0 && (present & 1 << player) == 0;
              }));
    }
    return winning;
  }

  /**
   * In how many orders of all players exactly a given set of each size comes before a given one.
   */
  private static long[] orders(int players) {
    long[] orders = new long[players];
    for (int before = 0; before < players; before++) {
      orders[before] = factorial(before) * factorial(players - 1 - before);
    }
    return orders;
  }

  private static long factorial(int number) {
    long factorial = 1;
    for (int factor = 2; factor <= number; factor++) {
      factorial *= factor;
    }
    return factorial;
  }

  private interface Absent {
    boolean is(int rule);
  }

  private boolean holds(Absent absent) {
    long[] readings = new long[layout.nodes()];
    for (int rule = 0; rule < contributed.length; rule++) {
      readings[rule] = absent.is(rule) ? -tree.running(rule) : 0;
    }
    tree.outlook(readings, false);
    return gate.holds(readings, readings);
  }
}
