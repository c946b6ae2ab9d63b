package io.requalify.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimulateCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void printsWhatItWroteAndTheTruthOfProduction() {
    int exit = run("--output", folder.resolve("world").toString(), "--contacts", "500");

    assertThat(exit).isEqualTo(ExitCodes.DONE);
    assertThat(out.toString())
        .containsPattern("(?m)^ +500  contacts.csv$")
        .containsPattern("(?m)^ +500  truth.csv$")
        .containsPattern(
            "True conversion of 2026-02-production: \\d\\d\\.\\d\\d% of the \\d+ contacts");
    assertThat(folder.resolve("world/events.csv")).isNotEmptyFile();
  }

  @Test
  void aWorldOfNobodyQualifiedHasNoConversion() {
    // The first contact of this seed never qualifies.
    int exit = run("--output", folder.resolve("world").toString(), "--contacts", "1");

    assertThat(exit).isEqualTo(ExitCodes.DONE);
    assertThat(out.toString()).contains("2026-02-production qualifies none of these contacts.");
  }

  @Test
  void aFolderWithOtherFilesIsRefused() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "precious", UTF_8);

    assertThat(run("--output", folder.toString())).isEqualTo(ExitCodes.REFUSED);
    assertThat(err.toString()).contains("no simulated world").contains(folder.toString());
  }

  @Test
  void aWorldWithoutContactsIsAWrongCommandLine() {
    assertThat(run("--output", folder.toString(), "--contacts", "0")).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("--contacts").contains("not 0");
  }

  @Test
  void theOutputHasToBeNamed() {
    assertThat(run()).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("--output");
  }

  private int run(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "simulate";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
