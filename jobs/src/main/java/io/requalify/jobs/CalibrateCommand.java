package io.requalify.jobs;

import io.requalify.tables.Review;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Judges what points are worth, among the contacts that sales worked. */
@Command(
    name = "calibrate",
    description = "Judges what points are worth, among the contacts that sales worked.",
    mixinStandardHelpOptions = true)
final class CalibrateCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private SessionOptions session;
  @Mixin private ReviewOptions options;

  @Override
  public Integer call() throws Exception {
    Review review = options.reviewOfVersions();
    ReviewSteps.alone("calibrate", session, review, command, ReviewSteps::calibrate);
    return ExitCodes.DONE;
  }
}
