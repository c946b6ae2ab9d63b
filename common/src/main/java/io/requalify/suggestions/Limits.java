package io.requalify.suggestions;

import io.requalify.rules.Cap;
import io.requalify.rules.Points;
import io.requalify.rules.Rule;
import io.requalify.rules.RuleVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The limits that a gain of a single hit lies beyond: the fit knows nothing of them. A loss below a
 * minimum is none of them, for it takes from what others gave.
 */
final class Limits {
  private Limits() {}

  /** The first limit on the way from a rule to the total that cuts these points short, in words. */
  static Optional<String> cutting(RuleVersion version, String id, Points points) {
    return version.rules().stream()
        .filter(rule -> rule.id().equals(id))
        .flatMap(rule -> caps(version, rule).entrySet().stream())
        .filter(cap -> cap.getValue().max().filter(max -> points.compareTo(max) > 0).isPresent())
        .map(
            cap ->
                "more than the limit of %s, %s, lets through"
                    .formatted(cap.getKey(), cap.getValue().max().orElseThrow()))
        .findFirst();
  }

  private static Map<String, Cap> caps(RuleVersion version, Rule rule) {
    Map<String, Cap> caps = new LinkedHashMap<>();
    caps.put("the rule", rule.cap());
    version.groups().stream()
        .filter(group -> rule.group().filter(group.name()::equals).isPresent())
        .forEach(group -> caps.put("group " + group.name(), group.cap()));
    version.dimensions().stream()
        .filter(dimension -> dimension.name().equals(rule.dimension()))
        .forEach(dimension -> caps.put("dimension " + dimension.name(), dimension.cap()));
    return caps;
  }
}
