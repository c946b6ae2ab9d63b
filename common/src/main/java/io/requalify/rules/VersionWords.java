package io.requalify.rules;

import static java.util.stream.Collectors.joining;

import io.requalify.documents.Constants;
import io.requalify.rules.AccountTerms.Breadth;
import io.requalify.rules.AccountTerms.RollDown;
import io.requalify.rules.Requalification.Booster;
import io.requalify.rules.RuleVersion.Floor;
import io.requalify.rules.RuleVersion.Suppression.Effect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a version says beside its rules, in the words of those who agree on it. */
final class VersionWords {
  private VersionWords() {}

  static String of(Evaluation evaluation) {
    if (evaluation instanceof Evaluation.Every every) {
      return "every " + DurationText.inWords(every.every());
    }

    return evaluation instanceof Evaluation.DailyAt daily
        ? "daily at " + daily.time()
        : "whenever something changes";
  }

  static Optional<String> of(Floor floor) {
    return switch (floor) {
      case NONE -> Optional.empty();
      case ZERO -> Optional.of("never below 0");
      case NIGHTLY_ZERO -> Optional.of("back to 0 at midnight where it is below");
    };
  }

  /** What the contacts of a suppression are. */
  static String of(Effect effect) {
    return switch (effect) {
      case BLOCK -> "cannot qualify";
      case FREEZE -> "score stands still";
      case DROP -> "not in the population";
    };
  }

  static String of(CellAxis axis) {
    return axis.bands().stream()
        .map(band -> band.label() + " from " + band.from())
        .collect(joining(", "));
  }

  /** All axes in their order. */
  static Optional<String> of(List<CellAxis> axes) {
    return axes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            axes.stream()
                .map(axis -> axis.dimension() + " (" + of(axis) + ")")
                .collect(joining(", then ")));
  }

  /**
   * When an episode ends.
   *
   * @param score what has to be below
   */
  static String of(Exit exit, String score) {
    return "%s below %s%s"
        .formatted(
            score,
            exit.below(),
            exit.dwell().isZero() ? "" : " for " + DurationText.inWords(exit.dwell()));
  }

  /** What the contacts of an account make its score. */
  static String score(AccountTerms account) {
    String contacts =
        account.top().map(top -> "the " + top + " highest contacts").orElse("all contacts");
    return switch (account.aggregate()) {
      case SUM -> "sum of %s of %s".formatted(account.measure(), contacts);
      case MEAN -> "mean of %s of %s".formatted(account.measure(), contacts);
      case MAX -> "highest %s of a contact".formatted(account.measure());
    };
  }

  static String of(Breadth breadth) {
    return "at least %d contact%s with at least %s"
        .formatted(
            breadth.contacts(),
            breadth.contacts() == 1 ? "" : "s",
            RuleWords.of(breadth.atLeast()));
  }

  /** Which contacts qualify with their account. */
  static String of(RollDown rollDown) {
    return switch (rollDown) {
      case NONE -> "no contact";
      case ALL -> "all its contacts";
      case MOST_ENGAGED -> "its most engaged contact";
    };
  }

  static Optional<String> cooldown(Requalification requalification) {
    Duration cooldown = requalification.cooldown();
    return cooldown.isZero() ? Optional.empty() : Optional.of(DurationText.inWords(cooldown));
  }

  /**
   * The dimensions that an end resets, by name. Where the total saturates, in the order in which
   * they are reset: a gain before a loss may be cut off then, after it not.
   */
  static List<String> reset(RuleVersion version) {
    List<String> reset = version.requalification().reset();
    return version.total().cap().saturates()
        ? version.dimensions().stream()
            .map(RuleVersion.Dimension::name)
            .filter(reset::contains)
            .toList()
        : reset.stream().sorted().toList();
  }

  static String of(Booster booster) {
    return "%s to %s, %s"
        .formatted(
            RuleWords.of(booster.points()), booster.dimension(), RuleWords.of(booster.counting()));
  }

  /** After which ends a contact can qualify again. */
  static String after(Requalification requalification) {
    if (requalification.after().size() == ExitCause.values().length) {
      return "any end";
    }

    return requalification.after().isEmpty()
        ? "no end"
        : requalification.after().stream().sorted().map(Constants::word).collect(joining(", "));
  }
}
