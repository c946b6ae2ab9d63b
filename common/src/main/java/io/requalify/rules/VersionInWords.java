package io.requalify.rules;

import static java.util.stream.Collectors.joining;

import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.RuleVersion.Group;
import io.requalify.rules.RuleVersion.Segment;
import io.requalify.rules.RuleVersion.Suppression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A rule version in the words of those who agree on it, as plain text. */
public final class VersionInWords {
  private final RuleVersion version;

  private VersionInWords(RuleVersion version) {
    this.version = version;
  }

  /** The whole version: who it belongs to, rules, limits, thresholds and suppressions. */
  public static String text(RuleVersion version) {
    VersionInWords words = new VersionInWords(version);
    List<String> parts =
        List.of(
            words.heading(),
            words.rules(),
            words.limits(),
            words.thresholds(),
            words.suppressions(),
            "Fingerprint " + Fingerprint.of(version));
    return parts.stream().filter(part -> !part.isEmpty()).collect(joining("\n\n"));
  }

  /** The version in one line: name, status, size and fingerprint. */
  public static String line(RuleVersion version) {
    return "%s %s (%s): %s, %s, %s; fingerprint %s"
        .formatted(
            version.model(),
            version.version(),
            RuleWords.lower(version.status()),
            count(version.rules().size(), "rule"),
            count(version.dimensions().size(), "dimension"),
            count(version.segments().size(), "segment"),
            Fingerprint.of(version));
  }

  private String heading() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s %s, %s%s"
            .formatted(
                version.model(),
                version.version(),
                RuleWords.lower(version.status()),
                version.parent().map(parent -> ", made from " + parent).orElse("")));
    version.reason().ifPresent(reason -> lines.add("  Why: " + reason));
    version.owner().ifPresent(owner -> lines.add("  Owner: " + owner));
    if (!version.agreedWith().isEmpty()) {
      lines.add("  Agreed with: " + String.join(", ", version.agreedWith()));
    }
    version.effectiveFrom().ifPresent(from -> lines.add("  Live from: " + from));
    lines.add("  Days, weeks and months: as in " + version.timezone().getId());
    return String.join("\n", lines);
  }

  private String rules() {
    TextTable table = new TextTable("Rule", "Dimension", "Points", "For", "Counts", "Fades");
    version.rules().forEach(rule -> table.add(row(rule)));
    return table.toString();
  }

  private static List<String> row(Rule rule) {
    String dimension = rule.dimension() + rule.group().map(group -> " / " + group).orElse("");
    String points =
        signed(RuleWords.points(rule)) + limits(rule.cap()).map(cap -> ", " + cap).orElse("");
    if (rule instanceof EventRule event) {
      return List.of(
          rule.id(),
          dimension,
          points,
          RuleWords.selection(rule),
          RuleWords.of(event.counting()),
          fades(event.fading()));
    }

    return List.of(rule.id(), dimension, points, RuleWords.selection(rule), "while it holds", "no");
  }

  private static String signed(Points points) {
    return (points.millionths() > 0 ? "+" : "") + points;
  }

  private static String fades(Fading fading) {
    List<String> parts = new ArrayList<>();
    fading
        .decay()
        .map(decay -> (Decay.HalfLife) decay)
        .ifPresent(half -> parts.add("half after " + DurationText.inWords(half.halfLife())));
    fading.window().ifPresent(window -> parts.add("gone after " + DurationText.inWords(window)));
    return parts.isEmpty() ? "no" : String.join(", ", parts);
  }

  private String limits() {
    List<String> lines = new ArrayList<>();
    version
        .dimensions()
        .forEach(
            dimension ->
                limits(dimension.cap()).ifPresent(cap -> lines.add(dimension.name() + ": " + cap)));
    for (Group group : version.groups()) {
      limits(group.cap())
          .ifPresent(cap -> lines.add(group.dimension() + " / " + group.name() + ": " + cap));
    }
    limits(version.total().cap()).ifPresent(cap -> lines.add("total: " + cap));
    return titled("Limits", lines);
  }

  private static Optional<String> limits(Cap cap) {
    List<String> parts = new ArrayList<>();
    cap.min().ifPresent(min -> parts.add("at least " + min));
    cap.max().ifPresent(max -> parts.add("at most " + max));
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
  }

  private String thresholds() {
    TextTable table = new TextTable("Segment", "Who", "Qualifies with");
    for (Segment segment : version.segments()) {
      table.add(
          List.of(
              segment.name(),
              segment.when().map(ConditionText::normalised).orElse(RuleWords.EVERYONE_ELSE),
              RuleWords.of(version.qualify().get(segment.name()))));
    }
    return table.toString();
  }

  private String suppressions() {
    List<String> lines = new ArrayList<>();
    for (Suppression suppression : version.suppressions()) {
      lines.add(suppression.id() + ": while " + suppression.when().normalised());
    }
    return titled("Cannot qualify", lines);
  }

  private static String titled(String title, List<String> lines) {
    return lines.isEmpty()
        ? ""
        : lines.stream().map(line -> "  " + line).collect(joining("\n", title + "\n", ""));
  }

  private static String count(int number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
