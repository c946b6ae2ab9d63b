package io.requalify.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code requalify bench}. */
@Command(
    name = "requalify bench",
    description = "Measures Requalify beside what else could be used.",
    subcommands = {
      CommandLine.HelpCommand.class,
      RescoreBenchCommand.class,
      CoverageBenchCommand.class
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  /** A fault of Requalify, or answers that differ. */
  private static final int BUG = 1;

  private Main() {}

  /** Measures and leaves with 0, with 1 where answers differ, or with 2 on wrong usage. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Main())
            .setOut(new PrintWriter(System.out, true, UTF_8))
            .setErr(new PrintWriter(System.err, true, UTF_8))
            .setExecutionExceptionHandler(
                (exception, command, result) -> {
                  exception.printStackTrace(command.getErr());
                  return BUG;
                })
            .execute(arguments));
  }
}
