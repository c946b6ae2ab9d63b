package io.requalify.scoring;

import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Floor;
import io.requalify.rules.RuleVersion.Group;
import io.requalify.rules.Share;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tree of running sums from the rules over groups and dimensions to the total. */
final class OracleScore {
  private final Map<String, List<OracleRule>> rulesOfDimensions = new HashMap<>();
  private final Map<String, List<String>> groupsOfDimensions = new HashMap<>();
  private final Map<OracleRule, OracleNode> rules = new HashMap<>();
  private final Map<OracleRule, Long> contributed = new HashMap<>();
  private final Map<String, OracleNode> groups = new HashMap<>();
  private final Map<String, OracleNode> dimensions = new LinkedHashMap<>();
  private final OracleNode total;

  OracleScore(RuleVersion version, List<OracleRule> all) {
    all.forEach(rule -> rules.put(rule, node(rule)));
    version.groups().forEach(group -> groups.put(group.name(), node(group, all)));
    version.dimensions().forEach(each -> dimensions.put(each.name(), node(each, version, all)));
    total =
        new OracleNode(version.total().cap(), false, Share.WHOLE, List.copyOf(dimensions.values()));
    dimensions.keySet().forEach(this::beginDimension);
    total.begin();
  }

  /** What is read of the dimensions in their order, and last of the total. */
  List<Long> measures() {
    List<Long> measures = new ArrayList<>();
    dimensions.values().forEach(dimension -> measures.add(dimension.read()));
    measures.add(total.read());
    return measures;
  }

  long total() {
    return total.read();
  }

  long runningSum(String dimension) {
    return dimensions.get(dimension).running();
  }

  List<OracleRule> rulesOf(String dimension) {
    return rulesOfDimensions.get(dimension);
  }

  /** Moves the sums by what has become of a rule's contributions. */
  void move(OracleRule rule) {
    long now = rule.contribution();
    long change = rules.get(rule).move(now - contributed.put(rule, now));
    if (rule.group().isPresent()) {
      change = groups.get(rule.group().get()).move(change);
    }
    total.move(dimensions.get(rule.dimension()).move(change));
  }

  /** Sets a dimension to what its rules contribute now, as if it had begun with that. */
  void set(String dimension) {
    total.move(beginDimension(dimension));
  }

  /** Raises a negative running sum of a dimension to nothing. */
  void raiseToNothing(String dimension) {
    OracleNode node = dimensions.get(dimension);
    total.move(node.move(Math.max(0, -node.running())));
  }

  /** Begins a dimension afresh; answers by how much what it hands over has changed. */
  private long beginDimension(String dimension) {
    for (OracleRule rule : rulesOfDimensions.get(dimension)) {
      contributed.put(rule, rule.contribution());
      rules.get(rule).beginWith(rule.contribution());
    }
    groupsOfDimensions.get(dimension).forEach(group -> groups.get(group).begin());
    OracleNode node = dimensions.get(dimension);
    long before = node.handedOver();
    node.begin();
    return node.handedOver() - before;
  }

  private static OracleNode node(OracleRule rule) {
    return new OracleNode(rule.cap(), false, Share.WHOLE, List.of());
  }

  private OracleNode node(Group group, List<OracleRule> all) {
    List<OracleNode> children =
        all.stream()
            .filter(rule -> rule.group().equals(Optional.of(group.name())))
            .map(rules::get)
            .toList();
    return new OracleNode(group.cap(), false, Share.WHOLE, children);
  }

  private OracleNode node(Dimension dimension, RuleVersion version, List<OracleRule> all) {
    String name = dimension.name();
    List<OracleRule> own = all.stream().filter(rule -> rule.dimension().equals(name)).toList();
    List<String> ownGroups =
        version.groups().stream()
            .filter(group -> group.dimension().equals(name))
            .map(Group::name)
            .toList();
    rulesOfDimensions.put(name, own);
    groupsOfDimensions.put(name, ownGroups);
    List<OracleNode> children = new ArrayList<>();
    ownGroups.forEach(group -> children.add(groups.get(group)));
    own.stream().filter(rule -> rule.group().isEmpty()).map(rules::get).forEach(children::add);
    return new OracleNode(
        dimension.cap(), dimension.floor() == Floor.ZERO, version.total().weight(name), children);
  }
}
