package io.requalify.jobs;

import io.requalify.jobs.RuleOptions.Rules;
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

/**
 * Does all steps of a review in one session: rescore, label, calibrate, estimate, channels, report.
 */
@Command(
    name = "run",
    description =
        "Does all steps of a review in one session: rescore, label, calibrate, estimate, channels, report.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private static final int STEPS = 6;

  @Spec private CommandSpec command;
  @Mixin private SessionOptions session;
  @Mixin private ReviewOptions options;
  @Mixin private RuleOptions rules;

  @Option(
      names = "--report",
      paramLabel = "<file>",
      description = "HTML file to write, on the driver. Default: none.")
  private Path report;

  @Override
  public Integer call() throws Exception {
    Review review = options.reviewOfVersions();
    Rules checked = rules.read();
    session.run(
        "run",
        tables ->
            run(
                new ReviewSteps(
                    tables, review, new Progress(command.commandLine().getErr(), STEPS)),
                checked));
    return ExitCodes.DONE;
  }

  private void run(ReviewSteps steps, Rules checked) throws Exception {
    PrintWriter out = command.commandLine().getOut();
    ReviewSteps.print(steps.rescore(checked), out);
    ReviewSteps.print(steps.label(), out);
    // What points are worth is one of the gates of a proposal, so it is known before.
    ReviewSteps.print(steps.calibrate(checked), out);
    ReviewSteps.print(steps.estimate(), out);
    ReviewSteps.print(steps.channels(), out);
    print(steps.report(Optional.ofNullable(report), Map.of()));
  }

  private void print(Report drawn) {
    PrintWriter out = command.commandLine().getOut();
    drawn.findings().forEach(out::println);
    if (report != null) {
      out.printf("%nReport    %s%n", report.toAbsolutePath().normalize());
    }
  }
}
