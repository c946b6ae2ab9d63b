package io.requalify.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.documents.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.groups.Tuple;

/** A small version as text, for tests to bend. */
final class RuleTexts {
  private RuleTexts() {}

  static String minimal(String version) {
    return """
        requalify: 1
        model: m
        version: %s
        status: draft
        timezone: UTC
        evaluate: on_event
        segments: [{name: everyone, default: true}]
        dimensions: {fit: {max: 10, cap: clip}, product: {}}
        total: sum
        groups: {content: {dimension: fit, max: 5}}
        rules:
          - {id: first, dimension: fit, event: "type = 'x'", points: 1}
          - {id: second, dimension: fit, attribute: "contact.channel = 'ads'", points: 2}
        qualify: {everyone: {total: ">= 1"}}
        suppress: [{id: staff, when: "contact.channel = 'staff'", effect: block}]
        """
        .formatted(version);
  }

  /** The small version with texts in it replaced: each first by the second, and so on. */
  static String minimalWith(String... replacements) {
    String text = minimal("one");
    for (int i = 0; i < replacements.length; i += 2) {
      assertThat(text).contains(replacements[i]);
      text = text.replace(replacements[i], replacements[i + 1].replace("\\n", "\n"));
    }
    return text;
  }

  static List<Fault> faults(Path folder, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("version.yaml"), text, UTF_8);
    return RuleFiles.examine(List.of(file)).get(0).faults();
  }

  /** Faults as line, column, problem and remedy. */
  static AbstractListAssert<?, ?, Tuple, ObjectAssert<Tuple>> assertFaults(List<Fault> faults) {
    return assertThat(faults).extracting(Fault::line, Fault::column, Fault::problem, Fault::remedy);
  }

  static RuleVersion version(Path folder, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("version.yaml"), text, UTF_8);
    return RuleFiles.read(file).get(0);
  }
}
