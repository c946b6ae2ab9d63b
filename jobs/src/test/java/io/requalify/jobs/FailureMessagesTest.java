package io.requalify.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.documents.Fault;
import io.requalify.rules.InvalidRulesException;
import io.requalify.tables.ConcurrentRunException;
import io.requalify.tables.ContractViolationException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

final class FailureMessagesTest {
  private final StringWriter err = new StringWriter();

  @Test
  void refusedDataIsSaidInOneLineWithTheNameOfTheCommand() {
    assertThat(codeOf(new ContractViolationException("no such column")))
        .isEqualTo(ExitCodes.REFUSED);
    assertThat(err.toString()).isEqualToNormalizingNewlines("ingest: no such column\n");
  }

  @Test
  void refusedRulesStartWithTheirPlaceSoThatAnEditorCanJumpThere() {
    Fault fault = new Fault("rules/a.yaml", 3, 5, "unknown key 'pts'", "use points");

    assertThat(codeOf(new InvalidRulesException(List.of(fault)))).isEqualTo(ExitCodes.REFUSED);
    assertThat(err.toString()).startsWith("rules/a.yaml:3:5: unknown key 'pts'");
  }

  @Test
  void aRunThatMetAnotherIsToBeTriedAgain() {
    ConcurrentRunException met =
        new ConcurrentRunException("try again", new IllegalStateException());

    assertThat(codeOf(met)).isEqualTo(ExitCodes.TRY_AGAIN);
    assertThat(err.toString()).isEqualToNormalizingNewlines("ingest: try again\n");
  }

  @Test
  void anythingElseIsAFaultOfOursAndIsToldWhole() {
    IllegalStateException bug = new IllegalStateException("one hit too many");

    assertThat(codeOf(bug)).isEqualTo(ExitCodes.BUG);
    assertThat(err.toString())
        .contains("at " + FailureMessagesTest.class.getName())
        .endsWith("ingest failed: java.lang.IllegalStateException: one hit too many%n".formatted());
  }

  private int codeOf(Exception failure) {
    CommandLine command = new CommandLine(CommandSpec.create().name("ingest"));
    command.setErr(new PrintWriter(err, true));
    return new FailureMessages().handleExecutionException(failure, command, null);
  }
}
