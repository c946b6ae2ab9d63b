package io.requalify.rules;

import static java.util.stream.Collectors.joining;

import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Group;
import io.requalify.rules.RuleVersion.Segment;
import io.requalify.rules.RuleVersion.Suppression;
import io.requalify.rules.VersionChange.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a version means, taken apart: for each of its parts the traits, each in words. Versions
 * with one fingerprint have the same traits. The order of rules is not among them: it is told for
 * the rules that both versions have.
 */
final class VersionTraits {
  private static final String POINTS = "points";
  private static final String CONDITION = "condition";
  private static final String COUNTING = "counting";

  /** Traits that say what they are by themselves. */
  static final List<String> SELF_EVIDENT = List.of(POINTS, CONDITION, COUNTING);

  private static final String MINIMUM = "minimum";
  private static final String MAXIMUM = "maximum";

  private final Map<NamedPart, Map<String, String>> parts = new LinkedHashMap<>();

  /** Names a part. */
  record NamedPart(Part part, String name) {}

  private VersionTraits() {}

  /** Traits by part, in the order in which the version has them. */
  static Map<NamedPart, Map<String, String>> of(RuleVersion version) {
    VersionTraits traits = new VersionTraits();
    traits.version(version);
    version
        .segments()
        .forEach(segment -> traits.segment(segment, version.qualify().get(segment.name())));
    version.dimensions().forEach(traits::dimension);
    version.groups().forEach(traits::group);
    version.rules().forEach(traits::rule);
    version.suppressions().forEach(traits::suppression);
    return traits.parts;
  }

  private Map<String, String> part(Part part, String name) {
    return parts.computeIfAbsent(new NamedPart(part, name), key -> new LinkedHashMap<>());
  }

  private void version(RuleVersion version) {
    Map<String, String> traits = part(Part.VERSION, "");
    traits.put("time zone", version.timezone().getId());
    cap(traits, "total ", version.total().cap());
    // The first segment that holds is that of a contact, so a new one takes from those after it.
    traits.put(
        "order of segments", version.segments().stream().map(Segment::name).collect(joining(", ")));
  }

  private void segment(Segment segment, Requirement requirement) {
    Map<String, String> traits = part(Part.SEGMENT, segment.name());
    traits.put(
        "who", segment.when().map(ConditionText::normalised).orElse(RuleWords.EVERYONE_ELSE));
    traits.put("qualifies with", RuleWords.of(requirement));
  }

  private void dimension(Dimension dimension) {
    cap(part(Part.DIMENSION, dimension.name()), "", dimension.cap());
  }

  private void group(Group group) {
    Map<String, String> traits = part(Part.GROUP, group.name());
    traits.put("dimension", group.dimension());
    cap(traits, "", group.cap());
  }

  private void rule(Rule rule) {
    Map<String, String> traits = part(Part.RULE, rule.id());
    traits.put(POINTS, RuleWords.of(RuleWords.points(rule)));
    traits.put("dimension", rule.dimension());
    rule.group().ifPresent(group -> traits.put("group", group));
    traits.put(CONDITION, RuleWords.selection(rule));
    if (rule instanceof EventRule event) {
      traits.put(COUNTING, RuleWords.of(event.counting()));
      event
          .fading()
          .window()
          .ifPresent(window -> traits.put("window", DurationText.inWords(window)));
      event
          .fading()
          .decay()
          .map(decay -> (Decay.HalfLife) decay)
          .ifPresent(half -> traits.put("half-life", DurationText.inWords(half.halfLife())));
    }
    cap(traits, "", rule.cap());
  }

  private void suppression(Suppression suppression) {
    part(Part.SUPPRESSION, suppression.id())
        .put(CONDITION, "while " + suppression.when().normalised());
  }

  private static void cap(Map<String, String> traits, String of, Cap cap) {
    cap.min().ifPresent(min -> traits.put(of + MINIMUM, min.toString()));
    cap.max().ifPresent(max -> traits.put(of + MAXIMUM, max.toString()));
  }
}
