package io.requalify.jobs;

import io.requalify.jobs.RuleOptions.Rules;
import io.requalify.tables.Review;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Judges what points are worth, among the contacts that sales worked, and what each rule has to do
 * with it.
 */
@Command(
    name = "calibrate",
    description =
        "Judges what points are worth, among the contacts that sales worked, and what each rule has to do with it.",
    mixinStandardHelpOptions = true)
final class CalibrateCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private SessionOptions session;
  @Mixin private ReviewOptions options;
  @Mixin private RuleOptions rules;

  @Override
  public Integer call() throws Exception {
    Review review = options.reviewOfVersions();
    Rules checked = rules.read();
    ReviewSteps.alone("calibrate", session, review, command, steps -> steps.calibrate(checked));
    return ExitCodes.DONE;
  }
}
