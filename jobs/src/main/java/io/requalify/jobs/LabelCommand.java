package io.requalify.jobs;

import io.requalify.tables.Review;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Joins what really happened to the episodes of a review. */
@Command(
    name = "label",
    description = "Joins what really happened to the episodes of a review.",
    mixinStandardHelpOptions = true)
final class LabelCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private SessionOptions session;
  @Mixin private ReviewOptions options;

  @Override
  public Integer call() throws Exception {
    Review review = options.reviewOfVersions();
    ReviewSteps.alone("label", session, review, command, ReviewSteps::label);
    return ExitCodes.DONE;
  }
}
