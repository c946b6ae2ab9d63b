package io.requalify.scoring;

import io.requalify.rules.Counting;
import io.requalify.rules.Counting.Between;
import io.requalify.scoring.RulePlan.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells of one contact whether it can have qualified under one version at all, by a score that is
 * never below the true one and costs a fraction of it. Where it cannot, nothing has to be replayed:
 * most contacts never qualify.
 *
 * <p>The ceiling of a rule is the sum of the points above zero that its hits gave: those with a
 * half-life fade, all others stay as they were given. Points below zero, windows, other decays,
 * suppressions and what resets a dimension are left aside, since they only lower it. Between the
 * rules and the total everything is the same as in a score, and nowhere does a score fall where a
 * part of it rises; {@link #isBounded} keeps away the versions of which that is not true. A
 * requirement that no ceiling fulfils is fulfilled by no score.
 *
 * <p>Doing little is most of it: the sums fade only after a while ({@link #patience}), and what is
 * read of them is only worked out after as many points as the requirement was short of.
 */
final class ScoreCeiling {
  private static final int[] NO_RULES = {};
  private static final int NO_CLOCK = -1;

  /** More than the share by which the last bits of sums and powers may miss. */
  private static final double SLACK = 1 + 1e-9;

  /** Millionths by which the rounding of a rule's sum may raise it, and one for a cut-off rest. */
  private static final long ROUNDING = 2;

  /** The part of the shortest half-life for which sums may stand unfaded. */
  private static final int PATIENCE = 64;

  /**
   * By how much points are taken for more when they are given, since they will fade from when the
   * sums faded last, which was earlier. 1%.
   */
  private static final double AHEAD = StrictMath.pow(2, 1.0 / PATIENCE);

  /** Millionths of a rule with which reckoning in longs is safe; beyond them all is replayed. */
  private static final double MOST = 1e14;

  private final ScoreLayout layout;
  private final Gate[] gates;
  private final boolean isEven;
  private final long[] given;
  private final double[] points;
  private final boolean[] replaces;
  private final int[] clockOfRule;
  private final double[] halvingsPerMicro;
  private final long patience;
  private final int[][] rulesOfStream;
  private final long missingOfNothing;

  private final double[] sums;
  private final double[] left;
  private final long[] nodes;
  private long fadedAt;

  private ScoreCeiling(Scorecard card, CountedHits hits) {
    layout = card.layout();
    gates = card.guards().gates().toArray(Gate[]::new);
    isEven = layout.isEven();
    List<RulePlan> plans = card.rules();
    given = plans.stream().mapToLong(RulePlan::points).toArray();
    points =
        plans.stream()
            .mapToDouble(plan -> plan.hasHalfLife() ? AHEAD * plan.points() : plan.points())
            .toArray();
    replaces = new boolean[plans.size()];
    long[] distinct =
        plans.stream()
            .filter(RulePlan::hasHalfLife)
            .mapToLong(RulePlan::halfLife)
            .distinct()
            .sorted()
            .toArray();
    halvingsPerMicro = Arrays.stream(distinct).mapToDouble(halfLife -> 1.0 / halfLife).toArray();
    patience = distinct.length == 0 ? Long.MAX_VALUE : distinct[0] / PATIENCE;
    clockOfRule = new int[plans.size()];
    for (int rule = 0; rule < plans.size(); rule++) {
      RulePlan plan = plans.get(rule);
      replaces[rule] = plan.kind() == Kind.STATE || plan.kind() == Kind.SETTING;
      clockOfRule[rule] =
          plan.hasHalfLife() ? Arrays.binarySearch(distinct, plan.halfLife()) : NO_CLOCK;
    }
    rulesOfStream = rulesOfStream(card, hits);
    sums = new double[plans.size()];
    left = new double[distinct.length];
    nodes = new long[layout.nodes()];
    missingOfNothing = missing();
  }

  /**
   * Ceiling of a version.
   *
   * @param hits gets to know which hits it asks for
   * @return none where a score may rise by other things than hits, or where a limit that stops a
   *     sum keeps something of what is left aside here
   */
  static Optional<ScoreCeiling> of(Scorecard card, CountedHits hits) {
    return isBounded(card) ? Optional.of(new ScoreCeiling(card, hits)) : Optional.empty();
  }

  /**
   * Whether hits alone raise the score, and what is left aside only lowers it. A sum that a limit
   * or a floor stops depends on what was there before: it may swallow points that are lost, and
   * then rise by the same points when they are given again. A floor swallows nothing where there
   * are no points below zero; a limit that saturates does where any points are taken back.
   */
  private static boolean isBounded(Scorecard card) {
    ScoreLayout layout = card.layout();
    boolean isStopped = false;
    boolean saturates = false;
    boolean startsAtNothing = true;
    for (int node = 0; node < layout.nodes(); node++) {
      isStopped |= layout.isStopped(node);
      saturates |= layout.saturates(node);
      startsAtNothing &= layout.read(node, 0) == 0;
    }
    boolean isBelowZero = false;
    boolean takesBack = false;
    for (int rule = 0; rule < card.rules().size(); rule++) {
      RulePlan plan = card.rules().get(rule);
      boolean risesWithoutHit =
          plan.kind() == Kind.PERIOD || (plan.kind() == Kind.SILENCE && plan.points() > 0);
      if (risesWithoutHit || card.isFastTrack(rule)) {
        return false;
      }
      isBelowZero |= plan.points() < 0;
      takesBack |= plan.kind() == Kind.STATE || plan.stairs() != null;
    }
    boolean isPlain = startsAtNothing && !isBelowZero && !(saturates && takesBack);
    return !isStopped || isPlain;
  }

  private static int[][] rulesOfStream(Scorecard card, CountedHits hits) {
    Map<Integer, List<Integer>> moved = new TreeMap<>();
    int[] events = card.events().numbers();
    int[][] eventRules = card.events().rules();
    for (int place = 0; place < events.length; place++) {
      join(moved, card, hits, TimelineCode.event(events[place]), eventRules[place]);
    }
    int[] facts = card.facts().numbers();
    int[][] factRules = card.facts().rules();
    for (int place = 0; place < facts.length; place++) {
      join(moved, card, hits, TimelineCode.begins(facts[place]), factRules[place]);
    }
    int[][] rulesOfStream = new int[hits.streams()][];
    Arrays.setAll(
        rulesOfStream,
        stream ->
            moved.getOrDefault(stream, List.of()).stream().mapToInt(Integer::intValue).toArray());
    return rulesOfStream;
  }

  /** Lets the rules with points above zero follow the hits by entries with a code. */
  private static void join(
      Map<Integer, List<Integer>> moved, Scorecard card, CountedHits hits, int code, int[] rules) {
    for (int rule : rules) {
      if (card.rules().get(rule).points() > 0) {
        int stream = hits.stream(code, counting(card, rule, code), card.zone());
        moved.computeIfAbsent(stream, key -> new ArrayList<>()).add(rule);
      }
    }
  }

  /** How hits are counted; all of them where something else decides, too, what is a hit. */
  private static Counting counting(Scorecard card, int rule, int code) {
    Counting counting = card.rules().get(rule).counting();
    boolean hasWhile =
        TimelineCode.kind(code) == TimelineCode.EVENT && card.factOf(rule) != Scorecard.NO_FACT;
    boolean isLeftAside =
        hasWhile || card.guards().freezing().length > 0 || counting instanceof Between;
    return isLeftAside ? new Counting.Every() : counting;
  }

  /**
   * Whether the ceiling fulfils a requirement of the version at any instant.
   *
   * @param createdAt creation of the contact, before which nothing is felt; microseconds UTC
   * @param hits those of the contact
   */
  boolean isReached(CountedHits hits, long createdAt) {
    Arrays.fill(sums, 0);
    fadedAt = createdAt;
    long missing = missingOfNothing;
    for (int hit = 0; missing > 0 && hit < hits.size(); hit++) {
      int stream = hits.stream(hit);
      // Streams that came later are those of other versions.
      int[] rules = stream < rulesOfStream.length ? rulesOfStream[stream] : NO_RULES;
      if (hits.instant(hit) - fadedAt > patience) {
        fade(hits.instant(hit));
      }
      for (int rule : rules) {
        sums[rule] = replaces[rule] ? points[rule] : sums[rule] + points[rule];
        missing -= given[rule];
      }
      if (missing <= 0) {
        missing = missing();
      }
    }
    return missing <= 0;
  }

  private void fade(long instant) {
    double age = instant - fadedAt;
    for (int clock = 0; clock < left.length; clock++) {
      left[clock] = PowersOfHalf.ceiling(age * halvingsPerMicro[clock]);
    }
    for (int rule = 0; rule < sums.length; rule++) {
      if (clockOfRule[rule] != NO_CLOCK) {
        sums[rule] *= left[clockOfRule[rule]];
      }
    }
    fadedAt = instant;
  }

  /**
   * Millionths of points that must be given, at least, before a requirement can be fulfilled; none
   * where it is.
   */
  private long missing() {
    Arrays.fill(nodes, sums.length, nodes.length, 0);
    for (int rule = 0; rule < sums.length; rule++) {
      if (sums[rule] > MOST) {
        return 0;
      }
      nodes[rule] = sums[rule] == 0 ? 0 : (long) (sums[rule] * SLACK) + ROUNDING;
    }
    for (int node = 0; node < nodes.length; node++) {
      nodes[node] = layout.read(node, nodes[node]);
      if (node < layout.total()) {
        nodes[layout.parent(node)] += isEven ? nodes[node] : layout.handedOver(node, nodes[node]);
      }
    }
    long missing = Long.MAX_VALUE;
    for (Gate gate : gates) {
      missing = Math.min(missing, gate.missing(nodes));
    }
    return isEven ? missing : Math.min(1, missing);
  }
}
