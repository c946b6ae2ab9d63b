package io.requalify.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.requalify.calibration.Calibration;
import io.requalify.calibration.RuleReview;
import io.requalify.channels.ChannelReview;
import io.requalify.channels.FunnelTargets;
import io.requalify.delays.Delays;
import io.requalify.episodes.Rescore;
import io.requalify.estimates.Estimate;
import io.requalify.jobs.RuleOptions.Rules;
import io.requalify.monitoring.Monitor;
import io.requalify.outcomes.Label;
import io.requalify.reviews.Report;
import io.requalify.statistics.channels.TargetPlan;
import io.requalify.tables.ContractViolationException;
import io.requalify.tables.Review;
import io.requalify.tables.Tables;
import io.requalify.tables.WriteReceipt;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The steps of one review, in the order in which the data flows. */
final class ReviewSteps {
  private final Tables tables;
  private final Review review;
  private final Progress progress;

  ReviewSteps(Tables tables, Review review, Progress progress) {
    this.tables = tables;
    this.review = review;
    this.progress = progress;
  }

  /** One of the steps that write tables. */
  interface Step {
    List<WriteReceipt> of(ReviewSteps steps) throws Exception;
  }

  /** Does one step as a whole command: in a session of its own, with what it wrote on stdout. */
  static void alone(
      String name, SessionOptions session, Review review, CommandSpec command, Step step)
      throws Exception {
    session.run(
        name,
        tables -> {
          Progress progress = new Progress(command.commandLine().getErr(), 1);
          print(step.of(new ReviewSteps(tables, review, progress)), command.commandLine().getOut());
        });
  }

  List<WriteReceipt> rescore(Rules rules) throws Exception {
    return progress.step(
        "rescore", () -> new Rescore(tables).run(review, rules.versions(), rules.catalogue()));
  }

  List<WriteReceipt> label() throws Exception {
    return progress.step("label", () -> new Label(tables).run(review));
  }

  List<WriteReceipt> estimate() throws Exception {
    return progress.step(
        "estimate",
        () -> {
          List<WriteReceipt> receipts = new ArrayList<>(new Estimate(tables).run(review));
          receipts.addAll(new Delays(tables).run(review));
          return receipts;
        });
  }

  List<WriteReceipt> channels() throws Exception {
    return channels(Optional.empty());
  }

  /**
   * Reviews the channels.
   *
   * @param plan by which {@code funnel_targets} are written; without one they stay as they are
   */
  List<WriteReceipt> channels(Optional<TargetPlan> plan) throws Exception {
    return progress.step(
        "channels",
        () -> {
          List<WriteReceipt> receipts = new ArrayList<>(new ChannelReview(tables).run(review));
          if (plan.isPresent()) {
            receipts.add(new FunnelTargets(tables).run(review, plan.get()));
          }
          return receipts;
        });
  }

  List<WriteReceipt> calibrate(Rules rules) throws Exception {
    return progress.step(
        "calibrate",
        () -> {
          List<WriteReceipt> receipts = new ArrayList<>(new Calibration(tables).run(review));
          receipts.addAll(new RuleReview(tables).run(review, rules.versions(), rules.catalogue()));
          return receipts;
        });
  }

  List<WriteReceipt> monitor() throws Exception {
    return progress.step("monitor", () -> new Monitor(tables).run(review));
  }

  /**
   * Reads what the review concluded, and draws it into a file where one is asked for.
   *
   * @param truth true conversion of each version, where the world is simulated
   */
  Report report(Optional<Path> file, Map<String, Double> truth) throws Exception {
    return progress.step(
        "report",
        () -> {
          Report report = Report.of(tables, review, truth);
          file.ifPresent(path -> write(report.html(), path));
          return report;
        });
  }

  /** Says what a step wrote. */
  static void print(List<WriteReceipt> receipts, PrintWriter out) {
    for (WriteReceipt receipt : receipts) {
      out.printf(
          Locale.ROOT,
          "%-22s %,12d rows  version %d%s%n",
          receipt.table(),
          receipt.rows(),
          receipt.version(),
          receipt.changed() ? "" : "  (unchanged)");
    }
    out.flush();
  }

  private static void write(String html, Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      Files.createDirectories(folder);
      // Whoever reads the former report never sees half of the new one.
      Path unfinished = folder.resolve(file.getFileName() + ".unfinished");
      Files.writeString(unfinished, html, UTF_8);
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ContractViolationException(
          "The report cannot be written to %s (%s); name a --report that you may write to"
              .formatted(file, e),
          e);
    }
  }
}
