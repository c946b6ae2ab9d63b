package io.requalify.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.requalify.jobs.RuleOptions.Rules;
import io.requalify.outcomes.DecisionWindow;
import io.requalify.rules.ManualVersion;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.VersionFile;
import io.requalify.suggestions.Suggestion;
import io.requalify.suggestions.SuggestionJson;
import io.requalify.suggestions.SuggestionRequest;
import io.requalify.suggestions.SuggestionText;
import io.requalify.suggestions.Suggestions;
import io.requalify.tables.ContractViolationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Proposes a version with refitted points. */
@Command(
    name = "suggest",
    description =
        "Proposes a version with other points, refitted on what sales made of real decisions, as a file to be reviewed.")
final class SuggestCommand implements Callable<Integer> {
  /** Names that a rule file takes for a version. */
  private static final Pattern VERSION_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /** What can come of a decision. */
  enum Outcome {
    ACCEPTED,
    OPPORTUNITY,
    WON
  }

  @Spec private CommandSpec command;
  @Mixin private SessionOptions session;
  @Mixin private RuleOptions rules;

  @SuppressWarnings("UnusedVariable") // Picocli looks at it.
  @Mixin
  private HelpOption help;

  @Option(
      names = "--version",
      required = true,
      paramLabel = "<version>",
      description = "Name of the rule version whose points are refitted.")
  private String version;

  @Option(
      names = "--as-of",
      required = true,
      paramLabel = "<instant>",
      description = "Nothing known later is used, such as 2026-10-01T00:00:00Z.")
  private Instant asOf;

  @Option(
      names = "--from",
      paramLabel = "<instant>",
      description = "Start of the window of decisions. Default: the first decision.")
  private Instant from;

  @Option(
      names = "--to",
      paramLabel = "<instant>",
      description = "End of the window, exclusive. Default: --as-of.")
  private Instant to;

  @Option(
      names = "--outcome",
      defaultValue = "ACCEPTED",
      paramLabel = "<outcome>",
      description =
          "What the points are to foretell: ${COMPLETION-CANDIDATES}, in any case. Default: accepted.")
  private Outcome outcome;

  @Option(
      names = "--horizon",
      split = ",",
      paramLabel = "<outcome>=<days>",
      description = Horizons.DESCRIPTION)
  private Map<String, Integer> horizons = Map.of();

  @Option(
      names = "--name",
      required = true,
      paramLabel = "<version>",
      description = "Name of the proposed version.")
  private String name;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "<file>",
      description = "New rule file for the proposal (*.yaml), best in the folder of --rules.")
  private Path output;

  @Option(
      names = "--points-to-double-odds",
      paramLabel = "<points>",
      description =
          "So many points more are to double the odds. Default: so many that about as many of the decisions"
              + " reach the thresholds as now.")
  private Double pointsToDoubleOdds;

  @Option(names = "--json", description = "Print JSON instead.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    SuggestionRequest asked = asked();
    requireNewFile();
    Rules checked = rules.read();
    RuleVersion named = checked.version(version, command.commandLine());
    if (checked.versions().stream().anyMatch(each -> each.version().equals(name))) {
      throw refused("--name %s: there is a version of that name; give a new one".formatted(name));
    }
    VersionFile file = rules.file(named.version());
    session.run(
        "suggest",
        tables -> {
          Suggestion suggestion =
              new Suggestions(tables).of(file.version(), checked.catalogue(), asked);
          write(file.with(suggestion.proposal()));
          print(suggestion);
        });
    return ExitCodes.DONE;
  }

  private SuggestionRequest asked() {
    if (!VERSION_NAME.matcher(name).matches()) {
      throw refused(
          "--name %s: write letters, digits, '.', '-' and '_', at most 64".formatted(name));
    }
    if (name.equals(ManualVersion.NAME)) {
      throw refused(
          "--name manual: this is the version of those whom people qualify by hand; give another name");
    }
    String label = outcome.name().toLowerCase(Locale.ROOT);
    int days = Horizons.of(horizons, command.commandLine()).get(label);
    try {
      return new SuggestionRequest(
          new DecisionWindow(
              from == null ? Instant.EPOCH : from, to == null ? asOf : to, asOf, label, days),
          name,
          pointsToDoubleOdds == null
              ? OptionalDouble.empty()
              : OptionalDouble.of(pointsToDoubleOdds));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  /** Known before the long work, not after it. */
  private void requireNewFile() {
    String file = output.getFileName() == null ? "" : output.getFileName().toString();
    if (!file.endsWith(".yaml") && !file.endsWith(".yml")) {
      throw refused("--output %s: name a file that ends with .yaml".formatted(output));
    }
    if (Files.exists(output)) {
      throw isThere(null);
    }
    Path folder = output.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw refused(
          "--output %s: %s is no folder that this user may write; make it or name another"
              .formatted(output, folder));
    }
  }

  private ParameterException isThere(FileAlreadyExistsException cause) {
    return new ParameterException(
        command.commandLine(), output + " is there already: name a new file", cause);
  }

  private ParameterException refused(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  private void write(String yaml) {
    try {
      Files.writeString(output, yaml, UTF_8, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw isThere(e);
    } catch (IOException e) {
      throw new ContractViolationException(
          "The proposal cannot be written to %s (%s); name an --output that you may write to"
              .formatted(output, e),
          e);
    }
  }

  private void print(Suggestion suggestion) {
    PrintWriter out = command.commandLine().getOut();
    out.println(json ? SuggestionJson.of(suggestion) : SuggestionText.of(suggestion));
    PrintWriter err = command.commandLine().getErr();
    err.printf("Written to %s%n", output);
    if (!output.toAbsolutePath().getParent().equals(rules.folder().toAbsolutePath())) {
      err.printf(
          "It needs the attributes.yaml of %s beside it, or to be moved there.%n", rules.folder());
    }
  }
}
