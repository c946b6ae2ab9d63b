package io.requalify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleFilesTest {
  @Test
  void theExamplesHaveNoFault() {
    Path examples = Path.of(System.getProperty("requalify.root"), "examples", "rules", "b2b-leads");

    List<RuleVersion> versions = RuleFiles.readAll(examples);

    assertThat(versions).extracting(RuleVersion::version).containsExactly("2026-08-b", "2026-11-a");
  }
}
