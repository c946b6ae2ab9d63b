package io.requalify.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a faulty plan before any data is read. */
final class TargetOptionsTest {
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void faultyPlanIsRefusedWithThePlacesOfItsFaults() throws IOException {
    Path plan = folder.resolve("targets.yaml");
    Files.writeString(plan, "requalify: 1\ncurrency: EUR\nrevenue: {2026-13: 5}\n", UTF_8);

    assertThat(channels("--production", "live", "--targets", plan.toString()))
        .isEqualTo(ExitCodes.REFUSED);
    assertThat(err.toString())
        .contains("targets.yaml:3:11: '2026-13' is no good name here")
        .contains("a month such as 2026-10 or a quarter such as 2026-Q4");
    assertThat(folder.resolve("warehouse")).doesNotExist();
  }

  @Test
  void planNeedsAVersionByWhichLeadsQualify() throws IOException {
    Path plan = folder.resolve("targets.yaml");
    Files.writeString(plan, "requalify: 1\ncurrency: EUR\nrevenue: {2026-12: 5}\n", UTF_8);

    assertThat(channels("--targets", plan.toString())).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("--targets needs --production, by which leads become MQLs");
  }

  private int channels(String... further) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "channels",
                "--warehouse",
                folder.resolve("warehouse").toString(),
                "--from",
                "2026-01-01T00:00:00Z",
                "--to",
                "2026-07-01T00:00:00Z"));
    arguments.addAll(List.of(further));
    return Main.run(
        new PrintWriter(new StringWriter(), true),
        new PrintWriter(err, true),
        arguments.toArray(String[]::new));
  }
}
