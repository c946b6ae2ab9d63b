package io.requalify.jobs;

import io.requalify.conditions.CheckedRules;
import io.requalify.rules.RuleReading;
import io.requalify.rules.VersionInWords;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks rule files; needs no Spark session. */
@Command(
    name = "check-rules",
    description =
        "Checks rule files and the conditions in them, and tells every fault at once, with file, line and column.",
    mixinStandardHelpOptions = true)
final class CheckRulesCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      arity = "1..*",
      paramLabel = "<file>",
      description =
          "Rule files, or folders of them. A folder's attributes.yaml is checked with them.")
  private List<Path> files;

  @Override
  public Integer call() {
    List<RuleReading> readings = CheckedRules.examine(files);
    for (RuleReading reading : readings) {
      reading
          .version()
          .ifPresent(
              version ->
                  command
                      .commandLine()
                      .getOut()
                      .println(reading.file() + ": " + VersionInWords.line(version)));
    }

    RuleReading.requireSound(readings);

    return ExitCodes.DONE;
  }
}
