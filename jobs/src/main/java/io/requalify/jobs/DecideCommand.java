package io.requalify.jobs;

import io.requalify.decisions.Decide;
import io.requalify.decisions.Decision;
import io.requalify.statistics.proposals.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Adds who decided what of a candidate to the signed record. */
@Command(
    name = "decide",
    description =
        "Adds who decided what of a candidate to the signed record, beside what had been proposed.")
final class DecideCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private SessionOptions session;

  @SuppressWarnings("UnusedVariable") // Picocli looks at it.
  @Mixin
  private HelpOption help;

  @Option(
      names = "--review",
      required = true,
      paramLabel = "<review>",
      description = "Name of the review, such as 2026-07-01-0123456789ab.")
  private String review;

  @Option(
      names = "--version",
      required = true,
      paramLabel = "<version>",
      description = "The candidate that is decided on.")
  private String version;

  @Option(
      names = "--decision",
      required = true,
      paramLabel = "<decision>",
      description = "promote, hold or reject.")
  private Verdict decision;

  @Option(names = "--by", required = true, paramLabel = "<name>", description = "Who signs.")
  private String by;

  @Option(
      names = "--note",
      paramLabel = "<text>",
      description = "Why. Needed where the decision is against the proposal.")
  private String note;

  @Option(
      names = "--at",
      paramLabel = "<instant>",
      description =
          "When it was decided, such as 2026-07-02T09:30:00Z. Default: now. Repeated with the same"
              + " --at, nothing is added.")
  private Instant at;

  @Override
  public Integer call() throws Exception {
    Decision decided = decided();
    session.run(
        "decide",
        tables ->
            ReviewSteps.print(
                List.of(new Decide(tables).run(decided)), command.commandLine().getOut()));
    return ExitCodes.DONE;
  }

  private Decision decided() {
    try {
      // The one place where the clock belongs: a signature has a time.
      return new Decision(
          review,
          version,
          decision,
          by,
          Optional.ofNullable(note),
          at == null ? Instant.now() : at);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
