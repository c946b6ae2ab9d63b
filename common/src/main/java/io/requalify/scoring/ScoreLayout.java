package io.requalify.scoring;

import io.requalify.rules.Cap;
import io.requalify.rules.Points;
import io.requalify.rules.Requirement.Comparison;
import io.requalify.rules.Rule;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Group;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * How the sums of a version stand above each other: rules, then groups, dimensions, and last the
 * total, each numbered after all that it sums. Every one has its limits. Points are millionths.
 */
final class ScoreLayout implements Serializable {
  private static final int NO_PARENT = -1;

  private final int rules;
  private final int firstDimension;
  private final int[] parents;
  private final long[] mins;
  private final long[] maxes;
  private final Map<String, Integer> dimensions = new HashMap<>();

  private ScoreLayout(RuleVersion version) {
    rules = version.rules().size();
    firstDimension = rules + version.groups().size();
    int nodes = firstDimension + version.dimensions().size() + 1;
    parents = new int[nodes];
    mins = new long[nodes];
    maxes = new long[nodes];
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
      layout.place(node++, layout.total(), dimension.cap());
    }
    layout.place(layout.total(), NO_PARENT, version.total().cap());

    Map<String, Integer> groups = new HashMap<>();
    node = layout.rules;
    for (Group group : version.groups()) {
      groups.put(group.name(), node);
      layout.place(node++, layout.measure(group.dimension()), group.cap());
    }

    node = 0;
    for (Rule rule : version.rules()) {
      int parent =
          rule.group().isPresent()
              ? known(groups, rule.group().get())
              : layout.measure(rule.dimension());
      layout.place(node++, parent, rule.cap());
    }
    return layout;
  }

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

  /** Whether requirements can see the node: a dimension or the total. */
  boolean isMeasure(int node) {
    return node >= firstDimension;
  }

  /** Node of a dimension, or of {@value Comparison#TOTAL}. */
  int measure(String name) {
    return name.equals(Comparison.TOTAL) ? total() : known(dimensions, name);
  }

  /** What is read of a sum. */
  long clip(int node, long sum) {
    return Math.min(maxes[node], Math.max(mins[node], sum));
  }

  /**
   * Sums up and clips every node in place.
   *
   * @param sums sums of the rules; zero for the other nodes
   */
  void read(long[] sums) {
    for (int node = 0; node < parents.length; node++) {
      sums[node] = clip(node, sums[node]);
      if (parents[node] != NO_PARENT) {
        sums[parents[node]] = Math.addExact(sums[parents[node]], sums[node]);
      }
    }
  }

  private void place(int node, int parent, Cap cap) {
    parents[node] = parent;
    mins[node] = cap.min().map(Points::millionths).orElse(Long.MIN_VALUE);
    maxes[node] = cap.max().map(Points::millionths).orElse(Long.MAX_VALUE);
  }

  private static int known(Map<String, Integer> nodes, String name) {
    Integer node = nodes.get(name);
    if (node == null) {
      throw new IllegalArgumentException("The version has no dimension or group " + name);
    }
    return node;
  }
}
