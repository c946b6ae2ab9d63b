package io.requalify.bench;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures rescoring beside the same answers from SQL. */
@Command(
    name = "rescore",
    description =
        "Measures, in one run and with equal answers, rescoring from events and from ready timelines,"
            + " SQL windows of Spark and of DuckDB, and mere scans.",
    mixinStandardHelpOptions = true)
final class RescoreBenchCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int BUG = 1;
  private static final int WARM_UPS = 1;
  private static final int MOST_VERSIONS = 250;

  @Spec private CommandSpec command;

  @Option(
      names = "--contacts",
      defaultValue = "500000",
      paramLabel = "<number>",
      description = "Contacts of the made-up world. Default: ${DEFAULT-VALUE}.")
  private int contacts;

  @Option(
      names = "--events",
      defaultValue = "40",
      paramLabel = "<number>",
      description = "Events of each contact. Default: ${DEFAULT-VALUE}.")
  private int events;

  @Option(
      names = "--versions",
      defaultValue = "16",
      paramLabel = "<number>",
      description = "Rule versions, at most " + MOST_VERSIONS + ". Default: ${DEFAULT-VALUE}.")
  private int versions;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      paramLabel = "<number>",
      description =
          "How often each is measured, in turn, after once to warm up. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--threads",
      defaultValue = "2",
      paramLabel = "<number>",
      description = "Threads of Spark and of DuckDB. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--folder",
      paramLabel = "<folder>",
      description =
          "Local folder in which a new folder is made for the tables, and taken away again."
              + " Default: that of the system for temporary files.")
  private Path parent;

  @Override
  public Integer call() throws Exception {
    BenchWorld world = world();
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    Path folder =
        parent == null
            ? Files.createTempDirectory("requalify-bench-")
            : Files.createTempDirectory(Files.createDirectories(parent), "requalify-bench-");
    try (SparkSession spark = BenchSession.open(threads, folder)) {
      RescoreBench bench = new RescoreBench(spark, folder, world, versions, WARM_UPS, rounds, err);
      Measurements measurements = bench.run(threads, Runtime.getRuntime().maxMemory());
      Comparison.lines(measurements).forEach(out::println);
      return DONE;
    } catch (DifferentAnswersException e) {
      err.println(e.getMessage());
      return BUG;
    } finally {
      LinkedWarehouse.delete(folder);
    }
  }

  private BenchWorld world() {
    requirePositive("--versions", versions);
    requirePositive("--rounds", rounds);
    requirePositive("--threads", threads);
    if (versions > MOST_VERSIONS) {
      throw new ParameterException(command.commandLine(), "--versions: at most " + MOST_VERSIONS);
    }
    try {
      return new BenchWorld(contacts, events);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          command.commandLine(), "--contacts, --events: " + e.getMessage(), e);
    }
  }

  private void requirePositive(String option, int value) {
    if (value < 1) {
      throw new ParameterException(command.commandLine(), option + ": at least 1");
    }
  }
}
