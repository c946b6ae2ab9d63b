package io.requalify.rules;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.StringNode;

/**
 * The rules of another product as the text of a rule version.
 *
 * @param name what people call it
 * @param most limit of the total
 * @param mostOfEach limit of each dimension
 */
record ImportedVersion(
    String name,
    String model,
    Optional<Points> most,
    Optional<Points> mostOfEach,
    List<String> dimensions,
    List<Group> groups,
    List<Rule> rules) {
  private static final Points USUAL_THRESHOLD = Points.of(100);

  /** A threshold has at most seven digits before its point. */
  private static final Points HIGHEST_THRESHOLD = Points.of(9_999_999);

  /** A name that is longer is cut. */
  private static final int LONGEST = 200;

  private static final Set<Integer> HIDDEN =
      Set.of(
          (int) Character.CONTROL,
          (int) Character.FORMAT,
          (int) Character.LINE_SEPARATOR,
          (int) Character.PARAGRAPH_SEPARATOR,
          (int) Character.SURROGATE,
          (int) Character.PRIVATE_USE,
          (int) Character.UNASSIGNED);

  /**
   * A group with limits.
   *
   * @param given what people call it
   */
  record Group(String name, String given, String dimension, Cap cap) {}

  /**
   * A rule whose condition somebody has to write.
   *
   * @param given what the other product calls it; empty for nothing
   * @param path where it stands in the configuration
   */
  record Rule(
      String id,
      String given,
      String path,
      String dimension,
      String group,
      Points points,
      Cap cap) {}

  String yaml() {
    List<String> lines = new ArrayList<>();
    lines.add("# Imported from HubSpot's lead score " + quoted(name) + ".");
    lines.add(
        "# The conditions and the threshold are to be written: each 'false' selects nothing.");
    lines.add("requalify: 1");
    lines.add("model: " + quoted(model));
    lines.add("version: imported");
    lines.add("status: draft");
    lines.add("reason: " + quoted("Imported from HubSpot's lead score " + name));
    lines.add("timezone: UTC");
    lines.add("evaluate: on_event");
    lines.add("");
    lines.add("segments:");
    lines.add("  - {name: everyone, default: true}");
    lines.add("");
    lines.add("dimensions:");
    String limit = mostOfEach.map(max -> "max: " + max).orElse("");
    dimensions.forEach(dimension -> lines.add("  %s: {%s}".formatted(quoted(dimension), limit)));
    lines.add(most.map(max -> "total: {sum: all, max: " + max + "}").orElse("total: sum"));
    lines.add("");
    lines.add("groups:");
    groups.forEach(group -> lines.add(line(group)));
    lines.add("");
    lines.add("rules:");
    rules.forEach(rule -> lines.addAll(lines(rule)));
    lines.add("");
    lines.add("qualify:");
    lines.add("  everyone: {total: \">= " + threshold() + "\"}   # to be written");
    return String.join("\n", lines) + "\n";
  }

  /** The highest score there is, for nothing says from which one on a contact qualifies. */
  private Points threshold() {
    return most.or(() -> mostOfEach.map(this::ofAll)).orElse(USUAL_THRESHOLD);
  }

  private Points ofAll(Points ofOne) {
    Points all = new Points(Math.multiplyExact(ofOne.millionths(), dimensions.size()));
    return all.compareTo(HIGHEST_THRESHOLD) > 0 ? HIGHEST_THRESHOLD : all;
  }

  private static String line(Group group) {
    return "  %s: {dimension: %s%s}   # %s"
        .formatted(
            quoted(group.name()),
            quoted(group.dimension()),
            limits(group.cap()),
            quoted(group.given()));
  }

  private static List<String> lines(Rule rule) {
    // Fit is told by what somebody is, all else by what somebody does.
    boolean fit = rule.dimension().matches("fit(_.*)?");
    String what = rule.given().isEmpty() ? rule.path() : quoted(rule.given()) + ", " + rule.path();
    return List.of(
        "  # " + what,
        "  - {id: %s, dimension: %s, group: %s, %s: \"false\", points: %s%s}"
            .formatted(
                quoted(rule.id()),
                quoted(rule.dimension()),
                quoted(rule.group()),
                fit ? "attribute" : "event",
                rule.points(),
                limits(rule.cap())));
  }

  private static String limits(Cap cap) {
    List<String> limits = new ArrayList<>();
    cap.min().ifPresent(min -> limits.add(", min: " + min));
    cap.max().ifPresent(max -> limits.add(", max: " + max));
    return limits.stream().collect(joining());
  }

  /**
   * In double quotes, which YAML reads as JSON does: a name may look like a number or hold a colon.
   * What cannot be seen is left out, since YAML reads no other signs than those that can be
   * printed.
   */
  private static String quoted(String text) {
    StringBuilder visible = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .filter(sign -> !HIDDEN.contains(Character.getType(sign)))
        .forEach(visible::appendCodePoint);
    return StringNode.valueOf(visible.toString()).toString();
  }
}
