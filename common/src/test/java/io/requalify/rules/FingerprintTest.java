package io.requalify.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FingerprintTest {
  @TempDir private Path folder;

  private RuleVersion version(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("version.yaml"), text, UTF_8);
    return RuleFiles.read(file).get(0);
  }

  private String fingerprint(String text) throws IOException {
    return Fingerprint.of(version(text));
  }

  private RuleVersion versionWith(String from, String to) throws IOException {
    String text = RuleTexts.minimal("one");
    assertThat(text).contains(from);
    return version(text.replace(from, to.replace("\\n", "\n")));
  }

  @Test
  void itIsTheSameOnEveryMachineAndInEveryBuild() throws IOException {
    assertThat(fingerprint(RuleTexts.minimal("one")))
        .isEqualTo("242e473c30b446b3f6ee86985e74cb7b2733514fa45489bc4d9a97415378a917");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '\0',
      value = {
        "model: m | model: other",
        "version: one | version: two",
        "status: draft | status: production",
        "status: draft | status: draft # live since May",
        "status: draft | status: draft\\nowner: us\\nreason: why\\nagreed_with: [a]\\nparent: zero",
        "status: draft | status: draft\\neffective: {from: 2026-01-01T00:00:00Z}",
        "model: m\\nversion: one | version: one\\nmodel: m",
        "{max: 10, cap: clip} | {cap: clip, max: 10.0}",
        "{max: 10, cap: clip} | {max: 10}",
        "{fit: {max: 10, cap: clip}, product: {}} | {product: {}, fit: {max: 10, cap: clip}}",
        "total: sum | total: {sum: all}",
        "\"type = 'x'\" | \"  type   =  'x' \"",
        "\"type = 'x'\" | type = 'x'",
        "\"type = 'x'\", points: 1 | \"type = 'x'\", points: 1.000, count: every",
        "points: 2} | points: 2, mode: state}",
      })
  void whatIsNoMeaningDoesNotChangeItAndIsNoDifference(String from, String to) throws IOException {
    RuleVersion minimal = version(RuleTexts.minimal("one"));
    RuleVersion other = versionWith(from.replace("\\n", "\n"), to);

    assertThat(Fingerprint.of(other)).isEqualTo(Fingerprint.of(minimal));
    assertThat(VersionComparison.of(minimal, other).changes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '\0',
      value = {
        "timezone: UTC | timezone: Europe/Paris",
        "max: 10 | max: 11",
        "product: {} | product: {min: 0}",
        "total: sum | total: {sum: all, min: 0}",
        "max: 5 | max: 6",
        "id: first | id: other",
        "dimension: fit, event | dimension: product, event",
        "dimension: fit, event | dimension: fit, group: content, event",
        "points: 1} | points: 1.000001}",
        "points: 1} | points: 1, max: 3}",
        "points: 1} | points: 1, count: once}",
        "points: 1} | points: 1, count: {at_most: 1, per: day}}",
        "points: 1} | points: 1, count: {at_most: 1, per: 1d}}",
        "points: 1} | points: 1, window: 5d}",
        "points: 1} | points: 1, decay: {half_life: 5d}}",
        "type = 'x' | type = 'X'",
        "type = 'x' | type = ' x'",
        "\">= 1\" | \"> 1\"",
        "{total: \">= 1\"} | {fit: \">= 1\"}",
        "'staff' | 'students'",
        "suppress: [{id: staff, when: \"contact.channel = 'staff'\", effect: block}] | suppress: []",
      })
  void everyChangeOfMeaningChangesItAndIsADifference(String from, String to) throws IOException {
    RuleVersion minimal = version(RuleTexts.minimal("one"));
    RuleVersion other = versionWith(from, to);

    assertThat(Fingerprint.of(other)).isNotEqualTo(Fingerprint.of(minimal));
    assertThat(VersionComparison.of(minimal, other).changes()).isNotEmpty();
  }
}
