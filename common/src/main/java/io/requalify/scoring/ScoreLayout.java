package io.requalify.scoring;

import io.requalify.rules.Cap;
import io.requalify.rules.Points;
import io.requalify.rules.Requalification;
import io.requalify.rules.Requirement.Comparison;
import io.requalify.rules.Rule;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Floor;
import io.requalify.rules.RuleVersion.Group;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * How the sums of a version stand above each other: rules (the booster, if there is one, last of
 * them), then groups, dimensions, and last the total, each numbered after all that it sums. Every
 * one has its limits. Points are millionths.
 */
final class ScoreLayout implements Serializable {
  private static final int NO_PARENT = -1;
  private static final long POINT = 1_000_000;
  private static final long WHOLE = 1_000_000;

  private final int rules;
  private final int firstDimension;
  private final int[] parents;
  private final long[] mins;
  private final long[] maxes;
  private final boolean[] saturates;
  private final boolean[] rounds;
  private final Floor[] floors;
  private final long[] weights;
  private final Map<String, Integer> dimensions = new HashMap<>();

  private ScoreLayout(RuleVersion version) {
    rules = version.rules().size() + (version.requalification().booster().isPresent() ? 1 : 0);
    firstDimension = rules + version.groups().size();
    int nodes = firstDimension + version.dimensions().size() + 1;
    parents = new int[nodes];
    mins = new long[nodes];
    maxes = new long[nodes];
    saturates = new boolean[nodes];
    rounds = new boolean[nodes];
    floors = new Floor[nodes];
    weights = new long[nodes];
  }

  /**
   * Layout of a version.
   *
   * @throws IllegalArgumentException when a rule names a group or a dimension that is not there
   */
  static ScoreLayout of(RuleVersion version) {
    ScoreLayout layout = new ScoreLayout(version);
    int node = layout.firstDimension;
    for (Dimension dimension : version.dimensions()) {
      layout.dimensions.put(dimension.name(), node);
      layout.place(node, layout.total(), dimension.cap());
      layout.floors[node] = dimension.floor();
      layout.weights[node++] = version.total().weight(dimension.name()).millionths();
    }
    layout.place(layout.total(), NO_PARENT, version.total().cap());

    Map<String, Integer> groups = new HashMap<>();
    node = layout.rules;
    for (Group group : version.groups()) {
      groups.put(group.name(), node);
      layout.place(node++, layout.measure(group.dimension()), group.cap());
    }

    layout.placeRules(version, groups);
    return layout;
  }

  private void placeRules(RuleVersion version, Map<String, Integer> groups) {
    int node = 0;
    for (Rule rule : version.rules()) {
      int parent =
          rule.group().isPresent() ? known(groups, rule.group().get()) : measure(rule.dimension());
      place(node++, parent, rule.cap());
    }
    if (version.requalification().booster().isPresent()) {
      Requalification.Booster booster = version.requalification().booster().get();
      place(node, measure(booster.dimension()), Cap.NONE);
    }
  }

  /** Number of rules, the booster among them. */
  int rules() {
    return rules;
  }

  int nodes() {
    return parents.length;
  }

  int firstDimension() {
    return firstDimension;
  }

  int total() {
    return parents.length - 1;
  }

  /** Node above, or a negative number above the total. */
  int parent(int node) {
    return parents[node];
  }

  /** Node of the dimension that a rule or group lies in. */
  int dimensionOf(int node) {
    int dimension = node;
    while (dimension < firstDimension) {
      dimension = parents[dimension];
    }
    return dimension;
  }

  /** What kind of sum a node is. */
  Breakdown.Level level(int node) {
    if (node == total()) {
      return Breakdown.Level.TOTAL;
    }
    if (isMeasure(node)) {
      return Breakdown.Level.DIMENSION;
    }

    return node < rules ? Breakdown.Level.RULE : Breakdown.Level.GROUP;
  }

  /** Whether requirements can see the node: a dimension or the total. */
  boolean isMeasure(int node) {
    return node >= firstDimension;
  }

  /** Node of a dimension, or of {@value Comparison#TOTAL}. */
  int measure(String name) {
    return name.equals(Comparison.TOTAL) ? total() : known(dimensions, name);
  }

  /** What becomes of a node whose running sum falls below zero. */
  Floor floor(int node) {
    return floors[node];
  }

  /** What a running sum becomes by a limit that stops it. */
  long settled(int node, long running) {
    long stopped = saturates[node] ? Math.min(maxes[node], Math.max(mins[node], running)) : running;
    return floors[node] == Floor.ZERO ? Math.max(0, stopped) : stopped;
  }

  /** Whether a limit stops the running sum, so that it depends on what was there before. */
  boolean isStopped(int node) {
    return saturates[node] || floors[node] != Floor.NONE;
  }

  /** Whether the running sum stops at the node's limits. */
  boolean saturates(int node) {
    return saturates[node];
  }

  /** Whether points given to rules raise no node by more than they are. */
  boolean isEven() {
    for (int node = 0; node < parents.length; node++) {
      if (rounds[node] || weights[node] != WHOLE) {
        return false;
      }
    }
    return true;
  }

  /** What is read of a running sum. */
  long read(int node, long running) {
    long whole = rounds[node] ? Math.floorDiv(running + POINT / 2, POINT) * POINT : running;
    return Math.min(maxes[node], Math.max(mins[node], whole));
  }

  /** What a node gives to the one above, of what is read of it. */
  long handedOver(int node, long read) {
    return Shares.of(read, weights[node]);
  }

  private void place(int node, int parent, Cap cap) {
    parents[node] = parent;
    mins[node] = cap.min().map(Points::millionths).orElse(Long.MIN_VALUE);
    maxes[node] = cap.max().map(Points::millionths).orElse(Long.MAX_VALUE);
    saturates[node] = cap.saturates();
    rounds[node] = cap.rounded();
    floors[node] = Floor.NONE;
    weights[node] = WHOLE;
  }

  private static int known(Map<String, Integer> nodes, String name) {
    Integer node = nodes.get(name);
    if (node == null) {
      throw new IllegalArgumentException("The version has no dimension or group " + name);
    }

    return node;
  }
}
