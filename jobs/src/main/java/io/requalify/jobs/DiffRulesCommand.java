package io.requalify.jobs;

import io.requalify.rules.VersionComparison;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what differs in meaning between two rule versions; needs no Spark session. */
@Command(
    name = "diff-rules",
    description = "Says what differs in meaning between two rule versions, in words.",
    mixinStandardHelpOptions = true)
final class DiffRulesCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(index = "0", paramLabel = "<before>", description = "A rule file.")
  private Path before;

  @Parameters(index = "1", paramLabel = "<after>", description = "Another rule file.")
  private Path after;

  @Option(
      names = "--json",
      description = "Print JSON instead: each change with its part, name, trait, before and after.")
  private boolean json;

  @Override
  public Integer call() {
    VersionComparison comparison =
        VersionComparison.of(OneVersion.of(before, command), OneVersion.of(after, command));
    PrintWriter out = command.commandLine().getOut();
    out.println(json ? comparison.json() : comparison.text());
    return ExitCodes.DONE;
  }
}
