package io.requalify.rules;

import io.requalify.rules.Requirement.All;
import io.requalify.rules.Requirement.Any;
import io.requalify.rules.Requirement.Comparison;
import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Group;
import io.requalify.rules.RuleVersion.Segment;
import io.requalify.rules.RuleVersion.Suppression;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The meaning of a version as JSON, always written the same way: what a replay depends on, and
 * nothing else. Names of the version and its parent, status, owner, reasons and dates are not part
 * of it; names of rules, segments and dimensions are, for results carry them. The order of rules
 * and of segments counts, the order of dimensions, groups and suppressions does not.
 */
public final class CanonicalForm {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int FORMAT = 1;

  private CanonicalForm() {}

  /** Compact JSON of the meaning. */
  public static String json(RuleVersion version) {
    ObjectNode json = JSON.objectNode();
    json.put("requalify", FORMAT);
    json.put("timezone", version.timezone().getId());
    json.put("evaluate", "on_event");
    ArrayNode segments = json.putArray("segments");
    version.segments().forEach(segment -> segments.add(segment(segment)));
    ObjectNode dimensions = json.putObject("dimensions");
    version.dimensions().stream()
        .sorted(Comparator.comparing(Dimension::name))
        .forEach(dimension -> dimensions.set(dimension.name(), capped(dimension.cap())));
    json.set("total", capped(version.total().cap()));
    ObjectNode groups = json.putObject("groups");
    version.groups().stream()
        .sorted(Comparator.comparing(Group::name))
        .forEach(
            group ->
                groups.set(group.name(), capped(group.cap()).put("dimension", group.dimension())));
    ArrayNode rules = json.putArray("rules");
    version.rules().forEach(rule -> rules.add(rule(rule)));
    ObjectNode qualify = json.putObject("qualify");
    version.segments().stream()
        .map(Segment::name)
        .sorted()
        .forEach(name -> qualify.set(name, requirement(version.qualify().get(name))));
    ArrayNode suppressions = json.putArray("suppress");
    version.suppressions().stream()
        .sorted(Comparator.comparing(Suppression::id))
        .forEach(suppression -> suppressions.add(suppression(suppression)));
    return json.toString();
  }

  private static ObjectNode segment(Segment segment) {
    ObjectNode json = JSON.objectNode().put("name", segment.name());
    segment.when().ifPresent(when -> json.put("when", when.normalised()));
    return json;
  }

  private static ObjectNode suppression(Suppression suppression) {
    return JSON.objectNode()
        .put("id", suppression.id())
        .put("when", suppression.when().normalised())
        .put("effect", "block");
  }

  private static ObjectNode capped(Cap cap) {
    ObjectNode json = JSON.objectNode();
    putPoints(json, "min", cap.min());
    putPoints(json, "max", cap.max());
    return json;
  }

  private static void putPoints(ObjectNode json, String key, Optional<Points> points) {
    points.ifPresent(some -> json.put(key, some.decimal()));
  }

  private static ObjectNode rule(Rule rule) {
    ObjectNode json = capped(rule.cap());
    json.put("id", rule.id());
    json.put("dimension", rule.dimension());
    rule.group().ifPresent(group -> json.put("group", group));

    if (rule instanceof EventRule event) {
      json.put("points", event.points().decimal());
      json.put("event", event.condition().normalised());
      json.set("count", counting(event.counting()));
      event.fading().window().ifPresent(window -> json.put("window", window.toString()));
      event.fading().decay().ifPresent(decay -> json.put("decay", decay.toString()));
    } else if (rule instanceof AttributeRule attribute) {
      json.put("points", attribute.points().decimal());
      json.put("attribute", attribute.condition().normalised());
      json.put("mode", "state");
    }

    return json;
  }

  private static ObjectNode counting(Counting counting) {
    ObjectNode json = JSON.objectNode();
    if (counting instanceof Counting.AtMostWithin within) {
      return json.put("at_most", within.times()).put("per", within.per().toString());
    }
    if (counting instanceof Counting.AtMostPerPeriod period) {
      return json.put("at_most", period.times()).put("per", period.per().name());
    }

    return json.put("each", counting instanceof Counting.Once ? "once" : "every");
  }

  private static ObjectNode requirement(Requirement requirement) {
    ObjectNode json = JSON.objectNode();
    if (requirement instanceof Comparison comparison) {
      return json.put(
          comparison.measure(), comparison.operator().symbol() + " " + comparison.threshold());
    }
    boolean all = requirement instanceof All;
    List<Requirement> parts = all ? ((All) requirement).parts() : ((Any) requirement).parts();
    ArrayNode array = json.putArray(all ? "all" : "any");
    parts.forEach(part -> array.add(requirement(part)));
    return json;
  }
}
