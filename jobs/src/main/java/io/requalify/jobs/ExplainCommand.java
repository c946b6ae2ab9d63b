package io.requalify.jobs;

import io.requalify.explanations.Explanation;
import io.requalify.explanations.ExplanationJson;
import io.requalify.explanations.ExplanationText;
import io.requalify.explanations.Explanations;
import io.requalify.jobs.RuleOptions.Rules;
import io.requalify.rules.RuleVersion;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gives the whole account of one score. */
@Command(
    name = "explain",
    description =
        "Gives the whole account of one score: what it is made of, every hit, and the entries into MQL.")
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private SessionOptions session;
  @Mixin private RuleOptions rules;

  @SuppressWarnings("UnusedVariable") // Picocli looks at it.
  @Mixin
  private HelpOption help;

  @Option(
      names = "--contact",
      required = true,
      paramLabel = "<id>",
      description = "The contact_id whose score is explained.")
  private String contact;

  @Option(
      names = "--version",
      required = true,
      paramLabel = "<version>",
      description = "Name of the rule version.")
  private String version;

  @Option(
      names = "--at",
      paramLabel = "<instant>",
      description =
          "Instant that is explained, such as 2026-10-01T00:00:00Z. Default: the latest entry into MQL.")
  private Instant at;

  @Option(names = "--json", description = "Print JSON instead.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Rules checked = rules.read();
    RuleVersion named = checked.version(version, command.commandLine());
    session.run(
        "explain",
        tables -> {
          Explanation explanation =
              new Explanations(tables)
                  .of(named, checked.catalogue(), contact, Optional.ofNullable(at));
          command
              .commandLine()
              .getOut()
              .println(json ? ExplanationJson.of(explanation) : ExplanationText.of(explanation));
        });
    return ExitCodes.DONE;
  }
}
