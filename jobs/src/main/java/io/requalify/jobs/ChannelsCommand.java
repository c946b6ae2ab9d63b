package io.requalify.jobs;

import io.requalify.tables.Review;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Counts volume, conversion, revenue and days of each channel. */
@Command(
    name = "channels",
    description = "Counts volume, conversion, revenue and days of each channel.",
    mixinStandardHelpOptions = true)
final class ChannelsCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private SessionOptions session;
  @Mixin private ReviewOptions options;

  @Override
  public Integer call() throws Exception {
    Review review = options.review();
    ReviewSteps.alone("channels", session, review, command, ReviewSteps::channels);
    return ExitCodes.DONE;
  }
}
