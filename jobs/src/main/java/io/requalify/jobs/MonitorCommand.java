package io.requalify.jobs;

import io.requalify.tables.Review;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Says what has changed: whom versions qualify, how soon sales comes to them, what the past looks
 * like under one version.
 */
@Command(
    name = "monitor",
    description =
        "Says what has changed: whom versions qualify, how soon sales comes to them, what the past"
            + " looks like under one version.",
    mixinStandardHelpOptions = true)
final class MonitorCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private SessionOptions session;
  @Mixin private ReviewOptions options;

  @Override
  public Integer call() throws Exception {
    Review review = options.reviewOfVersions();
    ReviewSteps.alone("monitor", session, review, command, ReviewSteps::monitor);
    return ExitCodes.DONE;
  }
}
