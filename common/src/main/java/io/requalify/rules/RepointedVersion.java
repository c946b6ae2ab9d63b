package io.requalify.rules;

import static java.util.Objects.requireNonNull;

import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.Rule.InactivityRule;
import io.requalify.rules.RuleVersion.Status;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A version that differs from another in the points of some rules, and in what a new version has to
 * say of itself: it is a candidate, made from the other, live nowhere, and nobody has agreed to it
 * yet.
 *
 * @param parent version that it is made from
 * @param name name of the new version
 * @param reason why it is made
 * @param points new points by the ids of rules of the parent that have points of their own
 */
public record RepointedVersion(
    RuleVersion parent, String name, String reason, SortedMap<String, Points> points) {
  public RepointedVersion {
    requireNonNull(name, "name");
    requireNonNull(reason, "reason");
    points = Collections.unmodifiableSortedMap(new TreeMap<>(points));
    for (String id : points.keySet()) {
      List<Rule> named = parent.rules().stream().filter(rule -> rule.id().equals(id)).toList();
      if (named.isEmpty() || points(named.get(0)).isEmpty()) {
        throw new IllegalArgumentException(
            "Version %s has no rule '%s' with points of its own".formatted(parent.version(), id));
      }
    }
  }

  /** Points that a rule gives of its own; none where it sets its dimension or takes a share. */
  public static Optional<Points> points(Rule rule) {
    return RuleWords.points(rule);
  }

  /** The new version itself. */
  public RuleVersion version() {
    return new RuleVersion(
        parent.model(),
        name,
        Optional.of(parent.version()),
        Status.CANDIDATE,
        Optional.empty(),
        parent.owner(),
        List.of(),
        Optional.of(reason),
        parent.timezone(),
        parent.evaluation(),
        parent.segments(),
        parent.dimensions(),
        parent.total(),
        parent.groups(),
        parent.rules().stream().map(this::repointed).toList(),
        parent.qualify(),
        parent.cells(),
        parent.fastTracks(),
        parent.suppressions(),
        parent.exit(),
        parent.requalification(),
        parent.account());
  }

  private Rule repointed(Rule rule) {
    Points changed = points.get(rule.id());
    if (changed == null) {
      return rule;
    }
    if (rule instanceof AttributeRule of) {
      return new AttributeRule(
          of.id(),
          of.dimension(),
          of.group(),
          of.condition(),
          of.mode(),
          changed,
          of.fading(),
          of.cap());
    }
    if (rule instanceof EventRule of) {
      return new EventRule(
          of.id(),
          of.dimension(),
          of.group(),
          of.condition(),
          of.during(),
          changed,
          of.counting(),
          of.fading(),
          of.cap());
    }
    InactivityRule of = (InactivityRule) rule;
    return new InactivityRule(
        of.id(),
        of.dimension(),
        of.group(),
        of.activity(),
        changed,
        of.after(),
        of.every(),
        of.cap());
  }
}
