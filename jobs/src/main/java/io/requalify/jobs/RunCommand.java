package io.requalify.jobs;

import io.requalify.jobs.RuleOptions.Rules;
import io.requalify.reviews.Report;
import io.requalify.statistics.channels.TargetPlan;
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
 * Does all steps of a review in one session: rescore, label, calibrate, estimate, channels,
 * monitor, report.
 */
@Command(
    name = "run",
    description =
        "Does all steps of a review in one session: rescore, label, calibrate, estimate, channels,"
            + " monitor, report.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private static final int STEPS = 7;

  @Spec private CommandSpec command;
  @Mixin private SessionOptions session;
  @Mixin private ReviewOptions options;
  @Mixin private RuleOptions rules;
  @Mixin private TargetOptions targets;

  @Option(
      names = "--report",
      paramLabel = "<file>",
      description = "HTML file to write, on the driver. Default: none.")
  private Path report;

  @Override
  public Integer call() throws Exception {
    Review review = options.reviewOfVersions();
    Rules checked = rules.read();
    Optional<TargetPlan> plan = targets.plan(review);
    session.run(
        "run",
        tables ->
            run(
                new ReviewSteps(
                    tables, review, new Progress(command.commandLine().getErr(), STEPS)),
                checked,
                plan));
    return ExitCodes.DONE;
  }

  private void run(ReviewSteps steps, Rules checked, Optional<TargetPlan> plan) throws Exception {
    PrintWriter out = command.commandLine().getOut();
    ReviewSteps.print(steps.rescore(checked), out);
    ReviewSteps.print(steps.label(), out);
    // What points are worth is one of the gates of a proposal, so it is known before.
    ReviewSteps.print(steps.calibrate(checked), out);
    ReviewSteps.print(steps.estimate(), out);
    ReviewSteps.print(steps.channels(plan), out);
    ReviewSteps.print(steps.monitor(), out);
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
