package io.requalify.jobs;

import io.requalify.reviews.Report;
import io.requalify.tables.Review;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws the result tables of a review into one HTML file. */
@Command(
    name = "report",
    description = "Draws the result tables of a review into one HTML file.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private SessionOptions session;
  @Mixin private ReviewOptions options;

  @Option(
      names = "--report",
      required = true,
      paramLabel = "<file>",
      description = "HTML file to write, on the driver.")
  private Path report;

  @Override
  public Integer call() throws Exception {
    Review review = options.review();
    session.run(
        "report",
        tables -> {
          Progress progress = new Progress(command.commandLine().getErr(), 1);
          print(new ReviewSteps(tables, review, progress).report(Optional.of(report), Map.of()));
        });
    return ExitCodes.DONE;
  }

  private void print(Report drawn) {
    PrintWriter out = command.commandLine().getOut();
    drawn.findings().forEach(out::println);
    out.printf("%nReport    %s%n", report.toAbsolutePath().normalize());
  }
}
