package io.requalify.rules;

import static java.util.stream.Collectors.joining;

import io.requalify.rules.Counting.AtMostPerPeriod;
import io.requalify.rules.Counting.AtMostWithin;
import io.requalify.rules.Requirement.All;
import io.requalify.rules.Requirement.Any;
import io.requalify.rules.Requirement.Comparison;
import io.requalify.rules.Rule.EventRule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** The parts of rules in the words of those who agree on them. */
final class RuleWords {
  static final String EVERYONE_ELSE = "everyone else";

  private RuleWords() {}

  /** What a rule gives points for. */
  static String selection(Rule rule) {
    String condition = rule.conditions().get(0).normalised();
    return (rule instanceof EventRule ? "events with " : "while ") + condition;
  }

  /** Points of one contribution. */
  static Points points(Rule rule) {
    return rule instanceof EventRule event ? event.points() : ((Rule.AttributeRule) rule).points();
  }

  static String of(Points points) {
    boolean one = points.decimal().abs().compareTo(BigDecimal.ONE) == 0;
    return points + (one ? " point" : " points");
  }

  static String of(Counting counting) {
    if (counting instanceof AtMostPerPeriod most) {
      return "at most %d a calendar %s".formatted(most.times(), lower(most.per()));
    }
    if (counting instanceof AtMostWithin most) {
      return "at most %d in %s".formatted(most.times(), DurationText.inWords(most.per()));
    }

    return counting instanceof Counting.Once ? "the first only" : "every one";
  }

  static String of(Requirement requirement) {
    return of(requirement, false);
  }

  private static String of(Requirement requirement, boolean inner) {
    if (requirement instanceof Comparison comparison) {
      return comparison.measure() + " " + of(comparison);
    }

    boolean all = requirement instanceof All;
    List<Requirement> parts = all ? ((All) requirement).parts() : ((Any) requirement).parts();
    boolean brackets = inner && parts.size() > 1;
    return parts.stream()
        .map(part -> of(part, true))
        .collect(joining(all ? " and " : " or ", brackets ? "(" : "", brackets ? ")" : ""));
  }

  private static String of(Comparison comparison) {
    BigDecimal threshold = comparison.threshold().decimal();
    return switch (comparison.operator()) {
      case AT_LEAST -> "at least " + threshold;
      case ABOVE -> "above " + threshold;
      case AT_MOST -> "at most " + threshold;
      case BELOW -> "below " + threshold;
    };
  }

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
