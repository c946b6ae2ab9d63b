package io.requalify.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class CoverageBenchCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printsATableForEachWorldAndOneOfEqualVersions() {
    assertThat(run("--repetitions", "2", "--families", "1")).isZero();

    assertThat(out.toString())
        .contains("**S1: exploration of 5%.**", "**S6: no exploration.**", "**S8: a former rule")
        .contains("**20 equal versions.** 1 families");
    assertThat(out.toString().lines().filter(line -> line.startsWith("| doubly robust |")))
        .hasSize(8)
        .allMatch(line -> line.chars().filter(sign -> sign == '|').count() == 13);
    assertThat(err.toString()).contains("S3, 2 repetitions");
  }

  @Test
  void oneRepetitionIsRefused() {
    assertThat(run("--repetitions", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("--repetitions: at least 2");
  }

  private int run(String... arguments) {
    return new CommandLine(new CoverageBenchCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
