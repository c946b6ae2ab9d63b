package io.requalify.jobs;

import io.requalify.simulation.DemoVersion;
import io.requalify.simulation.World;
import io.requalify.simulation.WorldFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a made-up world whose truth is known. Needs no Spark session. */
@Command(
    name = "simulate",
    description =
        "Writes a made-up world with known truth as CSV files of the canonical layout. The same seed gives the same bytes.",
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(SimulateCommand.class);

  @Spec private CommandSpec command;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "<folder>",
      description = "Local folder for the files: new, empty, or one that this command wrote.")
  private Path output;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "<number>",
      description = "Another seed gives another world. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--contacts",
      defaultValue = "" + World.DEFAULT_CONTACTS,
      paramLabel = "<number>",
      description =
          "Size of the world; a larger one begins with the smaller. Default: ${DEFAULT-VALUE}.")
  private int contacts;

  @Override
  public Integer call() {
    World world = world();
    LOG.info("Simulating {} contacts from seed {} into {}", contacts, seed, output);
    PrintWriter out = command.commandLine().getOut();
    WorldFiles.write(world, output)
        .forEach((file, rows) -> out.printf(Locale.ROOT, "%,10d  %s%n", rows, file));
    SortedSet<String> qualified =
        world.qualified(DemoVersion.PRODUCTION, World.start(), World.end());
    world
        .conversion(qualified)
        .ifPresentOrElse(
            truth ->
                out.printf(
                    Locale.ROOT,
                    "True conversion of %s: %.2f%% of the %,d contacts that it qualifies.%n",
                    DemoVersion.PRODUCTION.versionName(),
                    100 * truth,
                    qualified.size()),
            () ->
                out.printf(
                    "%s qualifies none of these contacts.%n",
                    DemoVersion.PRODUCTION.versionName()));
    LOG.info("Simulated {} contacts", contacts);
    return ExitCodes.DONE;
  }

  private World world() {
    try {
      return World.of(seed, contacts);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "--contacts: " + e.getMessage(), e);
    }
  }
}
