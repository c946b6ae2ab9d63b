package io.requalify.bench;

import io.requalify.trials.CoverageStudy;
import io.requalify.trials.NullSuite;
import io.requalify.trials.TrialWorld;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tries the estimators in worlds whose truth is known. */
@Command(
    name = "coverage",
    description =
        "Repeats worlds with known truth and prints, for each estimator, bias, coverage and width,"
            + " and how often it refuses; then how often twenty equal versions are promoted.",
    mixinStandardHelpOptions = true)
final class CoverageBenchCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FEWEST_REPETITIONS = 2;

  @Spec private CommandSpec command;

  @Option(
      names = "--repetitions",
      defaultValue = "1000",
      paramLabel = "<number>",
      description = "How often each world is drawn. Default: ${DEFAULT-VALUE}.")
  private int repetitions;

  @Option(
      names = "--families",
      defaultValue = "1000",
      paramLabel = "<number>",
      description =
          "How many families of twenty equal versions are drawn. Default: ${DEFAULT-VALUE}.")
  private int families;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "<number>",
      description = "The same seed draws the same. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Override
  public Integer call() {
    if (repetitions < FEWEST_REPETITIONS) {
      throw new ParameterException(
          command.commandLine(), "--repetitions: at least " + FEWEST_REPETITIONS);
    }
    if (families < 1) {
      throw new ParameterException(command.commandLine(), "--families: at least 1");
    }
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    for (TrialWorld world : TrialWorld.all()) {
      err.println("%s, %d repetitions".formatted(world.name(), repetitions));
      CoverageTable.lines(CoverageStudy.of(world, repetitions, seed)).forEach(out::println);
    }
    err.println("%d families of equal versions".formatted(families));
    CoverageTable.lines(NullSuite.of(families, seed), families).forEach(out::println);
    return DONE;
  }
}
