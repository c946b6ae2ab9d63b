package io.requalify.jobs;

import io.requalify.tables.Review;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Counts the two by two of production and candidates, estimates conversions, and follows outcomes
 * over time.
 */
@Command(
    name = "estimate",
    description =
        "Counts the two by two of production and candidates, estimates conversions, and follows outcomes over time.",
    mixinStandardHelpOptions = true)
final class EstimateCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private SessionOptions session;
  @Mixin private ReviewOptions options;

  @Override
  public Integer call() throws Exception {
    Review review = options.reviewOfVersions();
    ReviewSteps.alone("estimate", session, review, command, ReviewSteps::estimate);
    return ExitCodes.DONE;
  }
}
