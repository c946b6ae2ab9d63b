package io.requalify.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.requalify.rules.HubspotImport;
import io.requalify.rules.RuleImport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a rule version of what another product exports; needs no Spark session. */
@Command(
    name = "import-rules",
    description =
        "Makes a rule version of the lead score of another product, and lists what it could not carry over.",
    mixinStandardHelpOptions = true)
final class ImportRulesCommand implements Callable<Integer> {
  /** Products whose lead scores can be read. */
  enum Product {
    HUBSPOT
  }

  @Spec private CommandSpec command;

  @Parameters(
      index = "0",
      paramLabel = "<product>",
      description = "Whose lead score it is: ${COMPLETION-CANDIDATES}, in any case.")
  private Product product;

  @Parameters(
      index = "1",
      paramLabel = "<file>",
      description = "The configuration of the lead score as JSON.")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "<file>",
      description = "Write the rule version to this new file, not to standard output.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    RuleImport imported =
        switch (product) {
          case HUBSPOT -> HubspotImport.read(file);
        };
    PrintWriter err = command.commandLine().getErr();
    imported.losses().forEach(loss -> err.println(file + ": " + loss));
    if (imported.yaml().isEmpty()) {
      return ExitCodes.REFUSED;
    }

    write(imported.yaml().get());
    return ExitCodes.DONE;
  }

  private void write(String yaml) throws IOException {
    if (out == null) {
      command.commandLine().getOut().print(yaml);
      command.commandLine().getOut().flush();
      return;
    }

    try {
      Files.writeString(out, yaml, UTF_8, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new ParameterException(
          command.commandLine(), out + " is there already: name a new file", e);
    }
  }
}
