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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those who sign get to read. */
final class DecideCommandTest {
  private static final Path RULES =
      Path.of(System.getProperty("requalify.root"), "examples", "rules", "demo");
  private static final Pattern REVIEW = Pattern.compile("Review (\\d{4}-\\d{2}-\\d{2}-\\w+):");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void aReviewIsRunAndSignedAndTheRecordGrowsByEveryDecision() throws IOException {
    Path world = folder.resolve("world");
    assertThat(run("simulate", "--output", world + "", "--contacts", "1500")).isZero();
    assertThat(inWarehouse("ingest", "--source", "canonical", "--input", world + ""))
        .as(err.toString())
        .isZero();
    assertThat(
            inWarehouse(
                "run",
                "--rules",
                RULES + "",
                "--from",
                "2026-01-01T00:00:00Z",
                "--to",
                "2026-07-01T00:00:00Z",
                "--as-of",
                "2026-09-01T00:00:00Z",
                "--production",
                "2026-02-production",
                "--candidates",
                "2026-06-content-first",
                "--promotion-rule",
                rule() + ""))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .contains("decisions_proposed")
        .contains("exploration_plans")
        .contains("Proposed: hold.")
        .contains("What would tell: ");
    Matcher review = REVIEW.matcher(out.toString());
    assertThat(review.find()).isTrue();
    String name = review.group(1);

    assertThat(decide(name, "promote")).isEqualTo(ExitCodes.REFUSED);
    assertThat(err.toString())
        .contains("To promote 2026-06-content-first is against the proposal")
        .contains("--note");
    assertThat(decide(name, "hold", "--at", "2026-10-01T09:00:00Z")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("decisions").contains("1 rows").doesNotContain("unchanged");
    assertThat(decide(name, "hold", "--at", "2026-10-01T09:00:00Z")).isZero();
    assertThat(out.toString()).contains("(unchanged)");
    assertThat(decide(name, "promote", "--note", "agreed with sales")).isZero();
  }

  @Test
  void aReviewThatNobodyRanIsRefused() {
    assertThat(decide("2026-01-01-000000000000", "hold")).isEqualTo(ExitCodes.REFUSED);
    assertThat(err.toString()).contains("Nothing was proposed in a review 2026-01-01-000000000000");
  }

  @Test
  void whatIsNoDecisionAndWhoeverHasNoNameAreRefusedAsUsage() {
    assertThat(decide("r", "postpone")).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("--decision").contains("postpone");
    assertThat(
            run(
                "decide",
                "--warehouse",
                "w",
                "--review",
                "r",
                "--version",
                "v",
                "--decision",
                "hold",
                "--by",
                " "))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("Nobody signs; give a name");
  }

  private Path rule() throws IOException {
    return Files.writeString(
        folder.resolve("promotion.yaml"), "requalify: 1\nmost_volume_change: 0.5\n", UTF_8);
  }

  private int decide(String review, String decision, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--review",
                review,
                "--version",
                "2026-06-content-first",
                "--decision",
                decision,
                "--by",
                "Ada"));
    arguments.addAll(List.of(more));
    return inWarehouse("decide", arguments.toArray(String[]::new));
  }

  private int inWarehouse(String command, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of(command, "--warehouse", folder.resolve("warehouse") + ""));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }
}
