package io.requalify.jobs;

import io.requalify.sources.Ingest;
import io.requalify.sources.IngestReceipt;
import io.requalify.sources.IngestRequest;
import io.requalify.sources.TableReceipt;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Brings an export into the source tables. */
@Command(
    name = "ingest",
    description =
        "Brings an export into the source tables. Rows that break a contract are kept in rejected_rows, with the reason.",
    mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private SessionOptions session;

  @Option(
      names = "--source",
      required = true,
      paramLabel = "<kind>",
      description =
          "canonical: files named after the tables, with their columns; csv: any files, by a mapping.")
  private Kind kind;

  @Option(
      names = "--mapping",
      paramLabel = "<file>",
      description = "With --source csv: how the files fill the tables.")
  private Path mapping;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "<uri>",
      description = "Folder of the export: a path, or any URI that Hadoop can open.")
  private String input;

  @Option(
      names = "--max-rejected",
      defaultValue = "" + IngestRequest.USUAL_MOST_REJECTED,
      paramLabel = "<share>",
      description =
          "Largest share of the rows of a table that may be rejected. Default: ${DEFAULT-VALUE}.")
  private double mostRejected;

  /** What kind of export it is. */
  enum Kind {
    CANONICAL,
    CSV
  }

  @Override
  public Integer call() throws Exception {
    IngestRequest request = request();
    session.run(
        "ingest",
        tables -> {
          Progress progress = new Progress(command.commandLine().getErr(), 1);
          print(
              progress.step("ingest", () -> new Ingest(tables).run(request)),
              command.commandLine().getOut());
        });
    return ExitCodes.DONE;
  }

  private IngestRequest request() {
    if (kind == Kind.CSV && mapping == null) {
      throw refused(
          "--source csv needs --mapping, the file that says how the files fill the tables");
    }
    if (kind == Kind.CANONICAL && mapping != null) {
      throw refused("--mapping goes with --source csv; the canonical layout needs none");
    }
    try {
      return new IngestRequest(input, Optional.ofNullable(mapping), mostRejected);
    } catch (IllegalArgumentException e) {
      throw refused("--max-rejected: " + e.getMessage());
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  /** What became of the rows of each table. */
  static void print(IngestReceipt receipt, PrintWriter out) {
    out.printf("Source %s%n", receipt.source());
    out.printf("%-20s %12s %12s %12s %12s%n", "table", "read", "accepted", "collapsed", "rejected");
    for (TableReceipt table : receipt.tables()) {
      out.printf(
          Locale.ROOT,
          "%-20s %,12d %,12d %,12d %,12d%n",
          table.table(),
          table.read(),
          table.accepted(),
          table.collapsed(),
          table.rejected());
    }
    if (!receipt.unread().isEmpty()) {
      out.printf("Not read: %s%n", String.join(", ", receipt.unread()));
    }
  }
}
