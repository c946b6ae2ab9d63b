package io.requalify.jobs;

import io.requalify.conditions.CheckedRules;
import io.requalify.documents.Fault;
import io.requalify.rules.CanonicalForm;
import io.requalify.rules.InvalidRulesException;
import io.requalify.rules.RuleReading;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.VersionInWords;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
    if (Files.isDirectory(file)) {
      throw new ParameterException(
          command.commandLine(), file + " is a folder: show-rules takes one rule file");
    }

    List<RuleReading> readings = CheckedRules.examine(List.of(file));
    List<Fault> faults = readings.stream().flatMap(reading -> reading.faults().stream()).toList();
    if (!faults.isEmpty()) {
      throw new InvalidRulesException(faults);
    }

    RuleVersion version =
        readings
            .get(0)
            .version()
            .orElseThrow(
                () ->
                    new ParameterException(
                        command.commandLine(), file + " declares attributes, it is no rule file"));
    PrintWriter out = command.commandLine().getOut();
    out.println(json ? CanonicalForm.json(version) : VersionInWords.text(version));
    return ExitCodes.DONE;
  }
}
