package io.requalify.suggestions;

import io.requalify.documents.TextTable;
import io.requalify.outcomes.DecidedOutcomes.Use;
import io.requalify.outcomes.DecisionWindow;
import io.requalify.rules.Points;
import io.requalify.statistics.Interval;
import io.requalify.statistics.PairedDifference;
import io.requalify.suggestions.Losses.Loss;
import io.requalify.suggestions.Losses.Score;
import io.requalify.suggestions.Suggestion.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** A suggestion as people read it. */
public final class SuggestionText {
  private static final double LEVEL = 0.95;

  /** Standard errors to either side of a figure for {@link #LEVEL}. */
  private static final double REACH = 1.96;

  /** Below this share of effective among all decisions the weights are too uneven. */
  private static final double EVEN_FROM = 0.10;

  /** The number of contacts that qualify is a like one within this share of it. */
  private static final double NEAR = 0.10;

  private final Suggestion suggestion;
  private final Evidence evidence;
  private final Losses losses;

  private SuggestionText(Suggestion suggestion) {
    this.suggestion = suggestion;
    this.evidence = suggestion.evidence();
    this.losses = suggestion.losses();
  }

  /** The whole suggestion in words and tables. */
  public static String of(Suggestion suggestion) {
    SuggestionText text = new SuggestionText(suggestion);
    return String.join(
        "\n\n", text.heading(), text.rules(), text.scale(), text.losses(), text.warnings());
  }

  private String heading() {
    DecisionWindow window = suggestion.asked().window();
    List<String> lines = new ArrayList<>();
    lines.add(
        "A proposal, %s: %s with other points"
            .formatted(suggestion.proposal().name(), suggestion.proposal().parent().version()));
    lines.add(
        words(
            "  Learnt from %,d decisions %s, as known at %s, about %,d accounts; %s within %d days: %,d (%s)",
            evidence.decisions(),
            window.from().equals(Instant.EPOCH)
                ? "before " + window.to()
                : "from %s to %s".formatted(window.from(), window.to()),
            window.asOf(),
            evidence.accounts(),
            window.outcome(),
            window.horizonDays(),
            evidence.converted(),
            percent((double) evidence.converted() / evidence.decisions())));
    lines.add(
        words(
            "  Drawn at random: %,d (%s), standing for %s of the weight; effective sample %,.0f",
            evidence.explored(),
            percent((double) evidence.explored() / evidence.decisions()),
            percent(evidence.exploredWeight() / evidence.weight()),
            evidence.effectiveSample()));
    leftOut().forEach(line -> lines.add("  Left out: " + line));
    return String.join("\n", lines);
  }

  private List<String> leftOut() {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<Use, Long> use : evidence.leftOut().entrySet()) {
      lines.add(words("%,d %s", use.getValue(), reason(use.getKey())));
    }
    if (evidence.unknown() > 0) {
      lines.add(
          words("%,d about contacts that are not known, or not yet then", evidence.unknown()));
    }
    return lines;
  }

  private static String reason(Use use) {
    return switch (use) {
      case USED -> throw new IllegalArgumentException("What is used is not left out");
      case NOT_WORKED -> "that sales never worked, so that nobody knows what would have come";
      case OTHER_ROUTE -> "hand-raises and manual ones, which no score made";
      case NOT_MATURE -> "whose horizon is not over";
      case NO_PROBABILITY -> "without a usable probability of being drawn";
    };
  }

  private String rules() {
    TextTable table =
        new TextTable(
            "Rule",
            "Points now",
            "Proposed",
            "Fitted",
            "Give or take",
            "Have it",
            "Of them " + suggestion.asked().window().outcome(),
            "Why");
    for (Line line : suggestion.lines()) {
      table.add(
          List.of(
              line.rule(),
              line.now().map(Points::toString).orElse(""),
              line.proposed().map(Points::toString).orElse(""),
              number(line.fitted()),
              number(line.standardError(), REACH),
              words("%,d", line.with()),
              line.with() == 0 ? "" : percent((double) line.converted() / line.with()),
              line.note()));
    }
    return table
        + "\n  Give or take: 95%, by chance between accounts. The shares of those that have a rule rank no rules.";
  }

  private String scale() {
    String first =
        words(
            "Scale: %.1f points double the odds%s.",
            suggestion.pointsToDoubleOdds(),
            suggestion.asked().pointsToDoubleOdds().isPresent()
                ? ", as asked for"
                : ", at which about as many of these decisions reach the thresholds as now");
    double moved = Math.abs(suggestion.reachedThen() - suggestion.reachedNow());
    return first
        + words(
            "\n  At the decisions, by weight, %s reached the threshold under %s and %s under %s.",
            percent(suggestion.reachedNow()),
            suggestion.proposal().parent().version(),
            percent(suggestion.reachedThen()),
            suggestion.proposal().name())
        + (moved > NEAR * suggestion.reachedNow()
            ? "\n  That is another number: look at the thresholds, too."
            : "\n  Over their whole history more or fewer contacts can qualify: only a replay (run) tells.");
  }

  private String losses() {
    TextTable table =
        new TextTable("Score", "Deviance", "AUC", "Deviance elsewhere", "AUC elsewhere");
    for (Loss loss : losses.inSample()) {
      Loss elsewhere =
          losses.crossFitted().stream()
              .filter(each -> each.score() == loss.score())
              .findFirst()
              .orElse(null);
      table.add(
          List.of(
              name(loss.score()),
              words("%.4f", loss.deviance()),
              words("%.4f", loss.area()),
              elsewhere == null ? "" : words("%.4f", elsewhere.deviance()),
              elsewhere == null ? "" : words("%.4f", elsewhere.area())));
    }
    return table
        + "\n  Deviance: for each decision, lower is better. AUC: 0.5 says nothing, 1 everything."
        + "\n  Elsewhere: tried on each fifth of the accounts, fitted to the other four.\n"
        + gain("Gain in deviance elsewhere", losses.devianceGain())
        + gain("Gain in AUC elsewhere", losses.areaGain())
        + verdict();
  }

  private String name(Score score) {
    return switch (score) {
      case OLD_POINTS -> "points as they are";
      case FIT -> "fitted";
      case ROUNDED_FIT -> "fitted, in whole points";
      case OLD_TOTAL -> suggestion.proposal().parent().version() + " with its limits";
      case PROPOSED_TOTAL -> suggestion.proposal().name() + " with the same limits";
    };
  }

  private static String gain(String what, PairedDifference gain) {
    Interval interval = gain.interval(LEVEL);
    return words(
        "\n%s: %+.4f (95%% interval %+.4f to %+.4f)",
        what, gain.value(), interval.lower(), interval.upper());
  }

  private String verdict() {
    PairedDifference gain = losses.devianceGain();
    if (gain.withinNoise()) {
      return "\nThe gain lies within noise: on other accounts the points as they are may do as well.";
    }
    return gain.value() > 0
        ? "\nOn accounts that it was not fitted to it tells better who converts."
        : "\nOn accounts that it was not fitted to it tells WORSE who converts: do not use it.";
  }

  private String warnings() {
    List<String> lines = new ArrayList<>();
    if (!evidence.allExplored()) {
      lines.add(
          words(
              "Warning: %s of the decisions were made by a score that let the contact in, not by a draw. Among those"
                  + " that a score lets in, who has one rule needs another less, so that rules look worse beside each"
                  + " other than they are (collider). Do not rank rules by acceptance among MQLs.",
              percent(1 - (double) evidence.explored() / evidence.decisions())));
    }
    if (evidence.effectiveSample() < EVEN_FROM * evidence.decisions()) {
      lines.add(
          "Warning: a few draws carry most of the weight. Another draw would give other points.");
    }
    lines.add(
        "Limits, fading, thresholds and all other keys are as they were; the fit knows nothing of limits.");
    lines.add(
        words(
            "This is a proposal, not a finding. Review it like any other: requalify run --production %s --candidates %s",
            suggestion.proposal().parent().version(), suggestion.proposal().name()));
    return String.join("\n", lines);
  }

  private static String number(OptionalDouble value) {
    return number(value, 1);
  }

  private static String number(OptionalDouble value, double factor) {
    return value.isPresent() ? words("%.1f", factor * value.getAsDouble()) : "";
  }

  private static String percent(double share) {
    return words("%.1f%%", 100 * share);
  }

  private static String words(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
