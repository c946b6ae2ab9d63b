package io.requalify.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of every command, under java and under spark-submit. */
@Command(
    name = "requalify",
    description =
        "Replays history under candidate versions of the rules that qualify leads, and says what sales would have got.",
    subcommands = {
      CommandLine.HelpCommand.class,
      CheckRulesCommand.class,
      ShowRulesCommand.class,
      DiffRulesCommand.class,
      ImportRulesCommand.class,
      IngestCommand.class,
      RescoreCommand.class,
      ExplainCommand.class,
      SuggestCommand.class,
      LabelCommand.class,
      EstimateCommand.class,
      ChannelsCommand.class,
      CalibrateCommand.class,
      MonitorCommand.class,
      ReportCommand.class,
      DecideCommand.class,
      RunCommand.class,
      DemoCommand.class,
      SimulateCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = CodeVersion.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  private Main() {}

  /** Runs a command and leaves with its exit code, which spark-submit passes on. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, UTF_8);
    System.exit(run(out, err, arguments));
  }

  /** Runs a command with these streams; results go to {@code out}, all else to {@code err}. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new Main())
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(new UsageMessages())
        .setExecutionExceptionHandler(new FailureMessages())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }
}
