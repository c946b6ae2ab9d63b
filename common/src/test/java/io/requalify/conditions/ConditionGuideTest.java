package io.requalify.conditions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ConditionGuideTest {
  private static final Path ROOT = Path.of(System.getProperty("requalify.root"));

  @Test
  void theGuideSaysWhatTheCheckerAllows() throws IOException {
    Path fresh = ROOT.resolve(Path.of("common", "target", "conditions.md"));
    Files.writeString(fresh, ConditionGuide.markdown(), UTF_8);

    assertThat(Files.readString(ROOT.resolve(Path.of("docs", "conditions.md")), UTF_8))
        .as("docs/conditions.md is stale: copy common/target/conditions.md over it")
        .isEqualTo(ConditionGuide.markdown());
  }
}
