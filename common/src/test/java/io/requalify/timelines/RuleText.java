package io.requalify.timelines;

import io.requalify.conditions.ConditionSet;
import io.requalify.rules.AttributeCatalogue;
import io.requalify.rules.AttributeCatalogue.Type;
import io.requalify.rules.RuleFiles;
import io.requalify.rules.RuleVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rule versions of tests, as small as a file may be. */
public final class RuleText {
  /** The attributes that tests read. */
  public static final AttributeCatalogue CATALOGUE =
      AttributeCatalogue.of(
          Map.of(
              "contact.seniority", Type.TEXT,
              "contact.visits", Type.NUMBER,
              "contact.customer", Type.BOOLEAN,
              "contact.renewal", Type.INSTANT,
              "account.employees", Type.NUMBER));

  private RuleText() {}

  /** A version that qualifies at some points of one dimension, {@code score}. */
  public static RuleVersion version(Path folder, String name, int threshold, String... rules) {
    List<String> lines = new ArrayList<>();
    lines.add("requalify: 1");
    lines.add("model: test");
    lines.add("version: " + name);
    lines.add("status: candidate");
    lines.add("timezone: UTC");
    lines.add("evaluate: on_event");
    lines.add("segments:\n  - {name: all, default: true}");
    lines.add("dimensions:\n  score: {}");
    lines.add("total: sum");
    lines.add("rules:");
    for (String rule : rules) {
      lines.add("  - {dimension: score, %s}".formatted(rule));
    }
    lines.add("qualify:\n  all: {total: \">= %d\"}".formatted(threshold));
    try {
      Path file = folder.resolve(name + ".yaml");
      Files.write(file, lines);
      return RuleFiles.read(file).get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The conditions of one version whose rules are these. */
  static ConditionSet conditions(Path folder, String... rules) {
    return ConditionSet.of(List.of(version(folder, "conditions", 1, rules)), CATALOGUE);
  }
}
