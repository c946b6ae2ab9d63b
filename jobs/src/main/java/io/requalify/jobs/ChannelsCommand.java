package io.requalify.jobs;

import io.requalify.statistics.channels.TargetPlan;
import io.requalify.tables.Review;
import java.util.Optional;
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
  @Mixin private TargetOptions targets;

  @Override
  public Integer call() throws Exception {
    Review review = options.review();
    Optional<TargetPlan> plan = targets.plan(review);
    ReviewSteps.alone("channels", session, review, command, steps -> steps.channels(plan));
    return ExitCodes.DONE;
  }
}
