package io.requalify.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.RuleVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ExampleRulesTest {
  private static final Path EXAMPLES = Path.of(System.getProperty("requalify.root"), "examples");

  /** Every folder with an attributes.yaml is a folder of rule versions. */
  static List<Path> folders() {
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      return files
          .filter(file -> file.endsWith("attributes.yaml"))
          .map(Path::getParent)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void thereAreExamples() {
    assertThat(folders())
        .contains(EXAMPLES.resolve(Path.of("rules", "b2b-leads")))
        .hasSizeGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("folders")
  void everyExampleIsFreeOfFaults(Path folder) {
    CheckedRules rules = CheckedRules.read(folder);

    ConditionSet conditions = ConditionSet.of(rules.versions(), rules.catalogue());

    assertThat(rules.versions()).isNotEmpty();
    assertThat(conditions.conditions()).isNotEmpty();
    for (RuleVersion version : rules.versions()) {
      version.conditions().forEach(text -> assertThat(conditions.number(text)).isNotNegative());
    }
  }
}
