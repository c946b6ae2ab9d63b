package io.requalify.jobs;

import io.requalify.jobs.RuleOptions.Rules;
import io.requalify.tables.Review;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Replays every contact under all versions of a review. */
@Command(
    name = "rescore",
    description = "Replays every contact under all versions of a review.",
    mixinStandardHelpOptions = true)
final class RescoreCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private SessionOptions session;
  @Mixin private ReviewOptions options;
  @Mixin private RuleOptions rules;

  @Override
  public Integer call() throws Exception {
    Review review = options.reviewOfVersions();
    Rules checked = rules.read();
    ReviewSteps.alone("rescore", session, review, command, steps -> steps.rescore(checked));
    return ExitCodes.DONE;
  }
}
