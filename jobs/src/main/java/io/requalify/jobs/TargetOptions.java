package io.requalify.jobs;

import io.requalify.statistics.channels.TargetPlan;
import io.requalify.statistics.channels.TargetPlanFile;
import io.requalify.tables.Review;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What revenue is wanted, and which leads are planned. */
final class TargetOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--targets",
      paramLabel = "<file>",
      description =
          "YAML file of the revenue that is wanted and the leads that are planned, as in"
              + " docs/targets.md. Default: none, and funnel_targets stays as it is.")
  private Path targets;

  /**
   * The plan, where one is given.
   *
   * @param review by whose versions leads become MQLs
   */
  Optional<TargetPlan> plan(Review review) {
    if (targets == null) {
      return Optional.empty();
    }
    if (review.production().isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "--targets needs --production, by which leads become MQLs");
    }
    return Optional.of(TargetPlanFile.read(targets));
  }
}
