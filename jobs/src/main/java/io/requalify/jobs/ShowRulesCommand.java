package io.requalify.jobs;

import io.requalify.rules.CanonicalForm;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.VersionInWords;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints one rule version for its readers; needs no Spark session. */
@Command(
    name = "show-rules",
    description = "Shows a rule version in words: rules, limits, thresholds, suppressions.",
    mixinStandardHelpOptions = true)
final class ShowRulesCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(paramLabel = "<file>", description = "A rule file.")
  private Path file;

  @Option(
      names = "--json",
      description = "Print the canonical form instead, which the fingerprint is made of.")
  private boolean json;

  @Override
  public Integer call() {
    RuleVersion version = OneVersion.of(file, command);
    PrintWriter out = command.commandLine().getOut();
    out.println(json ? CanonicalForm.json(version) : VersionInWords.text(version));
    return ExitCodes.DONE;
  }
}
