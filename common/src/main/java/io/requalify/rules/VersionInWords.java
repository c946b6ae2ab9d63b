package io.requalify.rules;

import static java.util.stream.Collectors.joining;

import io.requalify.documents.Constants;
import io.requalify.documents.TextTable;
import io.requalify.rules.Rule.InactivityRule;
import io.requalify.rules.Rule.PeriodicRule;
import io.requalify.rules.RuleVersion.Dimension;
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
            words.cells(),
            words.thresholds(),
            words.endings(),
            words.suppressions(),
            words.account(),
            "Fingerprint " + Fingerprint.of(version));
    return parts.stream().filter(part -> !part.isEmpty()).collect(joining("\n\n"));
  }

  /** The version in one line: name, status, size and fingerprint. */
  public static String line(RuleVersion version) {
    return "%s %s (%s): %s, %s, %s; fingerprint %s"
        .formatted(
            version.model(),
            version.version(),
            Constants.word(version.status()),
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
                Constants.word(version.status()),
                version.parent().map(parent -> ", made from " + parent).orElse("")));
    version.reason().ifPresent(reason -> lines.add("  Why: " + reason));
    version.owner().ifPresent(owner -> lines.add("  Owner: " + owner));
    if (!version.agreedWith().isEmpty()) {
      lines.add("  Agreed with: " + String.join(", ", version.agreedWith()));
    }
    version.effectiveFrom().ifPresent(from -> lines.add("  Live from: " + from));
    lines.add("  Days, weeks and months: as in " + version.timezone().getId());
    lines.add("  Evaluated: " + VersionWords.of(version.evaluation()));
    return String.join("\n", lines);
  }

  private String rules() {
    TextTable table = new TextTable("Rule", "Dimension", "Points", "For", "Counts", "Fades");
    version.rules().forEach(rule -> table.add(row(rule)));
    return table.toString();
  }

  private static List<String> row(Rule rule) {
    String dimension = rule.dimension() + rule.group().map(group -> " / " + group).orElse("");
    String gives = RuleWords.points(rule).map(VersionInWords::signed).orElse(RuleWords.gives(rule));
    return List.of(
        rule.id(),
        dimension,
        gives + RuleWords.of(rule.cap()).map(cap -> ", " + cap).orElse(""),
        RuleWords.selection(rule)
            + rule.during().map(facts -> ", while " + facts.normalised()).orElse(""),
        counts(rule),
        fades(rule.fading()));
  }

  private static String counts(Rule rule) {
    if (rule instanceof InactivityRule silence) {
      return "for "
          + DurationText.inWords(silence.after())
          + silence
              .every()
              .map(every -> ", then each " + DurationText.inWords(every))
              .orElse(", once");
    }

    return rule instanceof PeriodicRule periodic
        ? "each " + DurationText.inWords(periodic.every())
        : RuleWords.counting(rule).orElse("while it holds");
  }

  private static String signed(Points points) {
    return (points.millionths() > 0 ? "+" : "") + points;
  }

  private static String fades(Fading fading) {
    List<String> parts = new ArrayList<>();
    fading.decay().ifPresent(decay -> parts.add(RuleWords.of(decay)));
    fading.window().ifPresent(window -> parts.add("gone after " + DurationText.inWords(window)));
    return parts.isEmpty() ? "no" : String.join(", ", parts);
  }

  private String limits() {
    List<String> lines = new ArrayList<>();
    for (Dimension dimension : version.dimensions()) {
      List<String> parts = new ArrayList<>();
      RuleWords.of(dimension.cap()).ifPresent(parts::add);
      VersionWords.of(dimension.floor()).ifPresent(parts::add);
      if (!parts.isEmpty()) {
        lines.add(dimension.name() + ": " + String.join(", ", parts));
      }
    }
    for (Group group : version.groups()) {
      RuleWords.of(group.cap())
          .ifPresent(cap -> lines.add(group.dimension() + " / " + group.name() + ": " + cap));
    }
    total().ifPresent(total -> lines.add("total: " + total));
    return titled("Limits", lines);
  }

  private Optional<String> total() {
    List<String> parts = new ArrayList<>();
    if (!version.total().weights().isEmpty()) {
      parts.add(
          version.total().weights().entrySet().stream()
              .map(weight -> weight.getValue() + " \u00d7 " + weight.getKey())
              .collect(joining(" + ")));
    }
    RuleWords.of(version.total().cap()).ifPresent(parts::add);
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
  }

  private String cells() {
    return titled(
        "Cells",
        version.cells().stream()
            .map(axis -> axis.dimension() + ": " + VersionWords.of(axis))
            .toList());
  }

  private String endings() {
    List<String> lines = new ArrayList<>();
    if (!version.fastTracks().isEmpty()) {
      lines.add("at once with: " + String.join(", ", version.fastTracks()));
    }
    version
        .exit()
        .ifPresent(exit -> lines.add("an episode ends with: " + VersionWords.of(exit, "total")));
    Requalification requalification = version.requalification();
    if (!requalification.equals(Requalification.FREE)) {
      lines.add("again after: " + VersionWords.after(requalification));
      VersionWords.cooldown(requalification).ifPresent(words -> lines.add("not before: " + words));
      if (!requalification.reset().isEmpty()) {
        lines.add("an end sets to 0: " + String.join(", ", VersionWords.reset(version)));
      }
      requalification
          .booster()
          .ifPresent(booster -> lines.add("events after an end: " + VersionWords.of(booster)));
    }
    return titled("Episodes", lines);
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
      lines.add(
          "%s: while %s: %s"
              .formatted(
                  suppression.id(),
                  suppression.when().normalised(),
                  VersionWords.of(suppression.effect())));
    }
    return titled("Suppressions", lines);
  }

  private String account() {
    List<String> lines = new ArrayList<>();
    version
        .account()
        .ifPresent(
            account -> {
              lines.add("score: " + VersionWords.score(account));
              account
                  .roles()
                  .forEach(
                      (role, weight) -> lines.add("role %s: \u00d7 %s".formatted(role, weight)));
              lines.add(
                  "qualifies with: "
                      + account.qualify()
                      + account
                          .breadth()
                          .map(breadth -> " and " + VersionWords.of(breadth))
                          .orElse(""));
              account
                  .exit()
                  .ifPresent(
                      exit ->
                          lines.add("its episode ends with: " + VersionWords.of(exit, "score")));
              lines.add("qualifies with it: " + VersionWords.of(account.rollDown()));
            });
    return titled("Accounts", lines);
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
