package io.requalify.jobs;

import io.requalify.statistics.proposals.PromotionRule;
import io.requalify.statistics.proposals.PromotionRuleFile;
import io.requalify.tables.OpportunityLink;
import io.requalify.tables.Review;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a review is asked; the same options name the same review in every command. */
final class ReviewOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "<instant>",
      description = "Start of the window of entries, such as 2026-01-01T00:00:00Z.")
  private Instant from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "<instant>",
      description = "End of the window, exclusive.")
  private Instant to;

  @Option(
      names = "--as-of",
      paramLabel = "<instant>",
      description = "Nothing known later is used. Default: the end of the window.")
  private Instant asOf;

  @Option(
      names = "--timezone",
      defaultValue = "UTC",
      paramLabel = "<zone>",
      description = "Zone of calendar days and monthly cohorts. Default: ${DEFAULT-VALUE}.")
  private ZoneId timezone;

  @Option(
      names = "--production",
      paramLabel = "<version>",
      description = "Rule version that was live, or manual where people qualify by hand.")
  private String production;

  @Option(
      names = "--candidates",
      split = ",",
      paramLabel = "<version>",
      description =
          "Rule versions under review, separated by commas; manual is whoever was qualified by"
              + " hand.")
  private List<String> candidates = List.of();

  @Option(
      names = "--horizon",
      split = ",",
      paramLabel = "<outcome>=<days>",
      description = Horizons.DESCRIPTION)
  private Map<String, Integer> horizons = Map.of();

  @Option(
      names = "--match-days",
      defaultValue = "30",
      paramLabel = "<days>",
      description =
          "An episode is matched with a logged decision at most this many days away. Default:"
              + " ${DEFAULT-VALUE}.")
  private int matchDays;

  @Option(
      names = "--opportunity-link",
      defaultValue = "latest",
      paramLabel = "<which>",
      description =
          "Which contact gets an opportunity of several: latest (the last to qualify before it was"
              + " created), first, or every. Default: ${DEFAULT-VALUE}.")
  private OpportunityLink link;

  @Option(
      names = "--promotion-rule",
      paramLabel = "<file>",
      description =
          "YAML file of what a candidate must show to be promoted. Default: the rule in"
              + " docs/proposals.md.")
  private Path promotionRule;

  @Mixin private ChannelOptions channels;

  /** The review that these options name. */
  Review review() {
    Map<String, Integer> horizonDays = Horizons.of(horizons, command.commandLine());
    if (matchDays < 1) {
      throw refused("--match-days %d: it has to be 1 or more".formatted(matchDays));
    }
    if (production == null && !candidates.isEmpty()) {
      throw refused("--candidates needs --production, which they are compared with");
    }
    try {
      return new Review(
          asOf == null ? to : asOf,
          from,
          to,
          timezone,
          Optional.ofNullable(production),
          candidates,
          horizonDays,
          matchDays,
          link,
          promotion(horizonDays),
          channels.settings(horizonDays));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  private PromotionRule promotion(Map<String, Integer> horizonDays) {
    if (promotionRule == null) {
      return PromotionRule.standard();
    }
    PromotionRule rule = PromotionRuleFile.read(promotionRule);
    if (!horizonDays.containsKey(rule.outcome())) {
      throw refused(
          "%s decides by the outcome %s, but the review asks for %s; add it by --horizon"
              .formatted(promotionRule, rule.outcome(), new TreeSet<>(horizonDays.keySet())));
    }
    return rule;
  }

  /** The review, which has to have a production version. */
  Review reviewOfVersions() {
    Review review = review();
    if (review.production().isEmpty()) {
      throw refused("Missing required option '--production=<version>'");
    }
    return review;
  }

  private ParameterException refused(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
