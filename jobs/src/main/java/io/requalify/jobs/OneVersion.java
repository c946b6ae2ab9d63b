package io.requalify.jobs;

import io.requalify.conditions.CheckedRules;
import io.requalify.rules.InvalidRulesException;
import io.requalify.rules.ManualVersion;
import io.requalify.rules.RuleReading;
import io.requalify.rules.RuleVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The version of a file that a command line names. */
final class OneVersion {
  private OneVersion() {}

  /**
   * Reads the version and checks it with its conditions.
   *
   * @throws ParameterException when the path is a folder or declares attributes, or names no file
   *     but {@link ManualVersion}
   * @throws InvalidRulesException with every fault of the file
   */
  static RuleVersion of(Path file, CommandSpec command) {
    if (Files.isDirectory(file)) {
      throw new ParameterException(
          command.commandLine(),
          "%s is a folder: %s takes rule files".formatted(file, command.name()));
    }

    if (file.equals(Path.of(ManualVersion.NAME)) && !Files.exists(file)) {
      throw new ParameterException(
          command.commandLine(),
          "'manual' is the version of those whom people qualify by hand: it has no rules, so there is nothing to show or to compare; %s takes rule files"
              .formatted(command.name()));
    }

    List<RuleReading> readings = CheckedRules.examine(List.of(file));
    RuleReading.requireSound(readings);

    return readings
        .get(0)
        .version()
        .orElseThrow(
            () ->
                new ParameterException(
                    command.commandLine(), file + " declares attributes, it is no rule file"));
  }
}
