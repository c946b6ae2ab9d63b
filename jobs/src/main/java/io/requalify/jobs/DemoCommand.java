package io.requalify.jobs;

import io.requalify.jobs.RuleOptions.Rules;
import io.requalify.reviews.Report;
import io.requalify.simulation.World;
import io.requalify.simulation.WorldFiles;
import io.requalify.sources.Ingest;
import io.requalify.sources.IngestRequest;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Does everything on a simulated world, and says how near the estimates come to its truth. */
@Command(
    name = "demo",
    description =
        "Does everything on a simulated world, and says how near the estimates come to its truth.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final int STEPS = 9;

  @Spec private CommandSpec command;

  @Option(
      names = "--folder",
      defaultValue = "requalify-demo",
      paramLabel = "<folder>",
      description =
          "Local folder for the export, the rules, the warehouse and the report. Default:"
              + " ${DEFAULT-VALUE}.")
  private Path folder;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = command.commandLine().getOut();
    Path warehouse = folder.resolve("warehouse");
    Progress progress = new Progress(command.commandLine().getErr(), STEPS);
    World world = World.of(1, World.DEFAULT_CONTACTS);
    Path export = folder.resolve("export");
    progress.step("simulate", () -> WorldFiles.write(world, export));
    Rules rules = Rules.of(DemoRules.copyTo(folder.resolve("rules")));
    SessionOptions.run(
        "demo",
        warehouse.toString(),
        tables -> {
          progress.step(
              "ingest", () -> new Ingest(tables).run(IngestRequest.canonical(export.toString())));
          review(tables, world, rules, progress).forEach(out::println);
        });
    out.printf("%nTables    %s%n", warehouse.toAbsolutePath().normalize());
    out.printf("Report    %s%n", report().toAbsolutePath().normalize());
    out.printf("Rules     %s%n", folder.resolve("rules").toAbsolutePath().normalize());
    return ExitCodes.DONE;
  }

  private List<String> review(Tables tables, World world, Rules rules, Progress progress)
      throws Exception {
    Review review = DemoReview.review();
    ReviewSteps steps = new ReviewSteps(tables, review, progress);
    steps.rescore(rules);
    steps.label();
    steps.calibrate(rules);
    steps.estimate();
    steps.channels();
    steps.monitor();
    Report report = steps.report(Optional.of(report()), DemoReview.truth(tables, review, world));
    return report.findings();
  }

  private Path report() {
    return folder.resolve("report.html");
  }
}
