package io.requalify.rules;

import static java.util.stream.Collectors.joining;

import io.requalify.documents.Constants;
import io.requalify.rules.Counting.AtMostPerPeriod;
import io.requalify.rules.Counting.AtMostWithin;
import io.requalify.rules.Counting.Between;
import io.requalify.rules.Counting.Distinct;
import io.requalify.rules.Requirement.All;
import io.requalify.rules.Requirement.Any;
import io.requalify.rules.Requirement.Comparison;
import io.requalify.rules.Requirement.InCells;
import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.Rule.InactivityRule;
import io.requalify.rules.Rule.Mode;
import io.requalify.rules.Rule.PeriodicRule;
import io.requalify.rules.Rule.SetRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parts of rules in the words of those who agree on them. */
final class RuleWords {
  static final String EVERYONE_ELSE = "everyone else";

  private static final String FIRST_ONLY = "the first only";

  private RuleWords() {}

  /** What a rule gives points for. */
  static String selection(Rule rule) {
    if (rule instanceof AttributeRule attribute) {
      String condition = attribute.condition().normalised();
      return attribute.mode() == Mode.STATE ? "while " + condition : "a change to " + condition;
    }
    if (rule instanceof InactivityRule silence) {
      return silence
          .activity()
          .map(activity -> "no events with " + activity.normalised())
          .orElse("no event that counts");
    }

    return rule instanceof PeriodicRule
        ? "the passing of time"
        : "events with " + rule.conditions().get(0).normalised();
  }

  /** Points of one contribution; none for a rule that gives no fixed number. */
  static Optional<Points> points(Rule rule) {
    if (rule instanceof EventRule event) {
      return Optional.of(event.points());
    }
    if (rule instanceof AttributeRule attribute) {
      return Optional.of(attribute.points());
    }

    return rule instanceof InactivityRule silence
        ? Optional.of(silence.points())
        : Optional.empty();
  }

  /** What a rule gives: points, a value that it sets, or a share. */
  static String gives(Rule rule) {
    if (rule instanceof SetRule set) {
      return "sets " + set.dimension() + " to " + set.value();
    }

    return rule instanceof PeriodicRule periodic
        ? percent(periodic.change()) + " of " + periodic.dimension()
        : points(rule).map(RuleWords::of).orElseThrow();
  }

  /** Which of the events or changes count; none where the question does not arise. */
  static Optional<String> counting(Rule rule) {
    if (rule instanceof EventRule event) {
      return Optional.of(of(event.counting()));
    }
    if (rule instanceof SetRule set) {
      return Optional.of(of(set.counting()));
    }
    if (rule instanceof AttributeRule attribute && attribute.mode() != Mode.STATE) {
      return Optional.of(attribute.mode() == Mode.FIRST ? FIRST_ONLY : "every one");
    }

    return Optional.empty();
  }

  static String of(Points points) {
    boolean one = points.decimal().abs().compareTo(BigDecimal.ONE) == 0;
    return points + (one ? " point" : " points");
  }

  /** A share in per cent, such as 15%. */
  static String percent(Share share) {
    BigDecimal percent = share.decimal().movePointRight(2).stripTrailingZeros();
    return percent.toPlainString() + "%";
  }

  static String of(Counting counting) {
    if (counting instanceof AtMostPerPeriod most) {
      return "at most %d a calendar %s".formatted(most.times(), Constants.word(most.per()));
    }
    if (counting instanceof AtMostWithin most) {
      return "at most %d in %s".formatted(most.times(), DurationText.inWords(most.per()));
    }
    if (counting instanceof Distinct distinct) {
      return "the first of each " + distinct.field();
    }
    if (counting instanceof Between between) {
      return "from %d on, up to %d, within %s"
          .formatted(between.min(), between.max(), DurationText.inWords(between.within()));
    }

    return counting instanceof Counting.Once ? FIRST_ONLY : "every one";
  }

  /** How points fall, but for a half-life, which is told by its length alone. */
  static String of(Decay decay) {
    if (decay instanceof Decay.HalfLife half) {
      return "half after " + DurationText.inWords(half.halfLife());
    }
    if (decay instanceof Decay.Linear linear) {
      return "falls evenly by %s in each %s"
          .formatted(percent(linear.rate()), DurationText.inWords(linear.per()));
    }
    if (decay instanceof Decay.Step step) {
      return "falls by %s%s each %s"
          .formatted(
              percent(step.rate()),
              step.compound() ? " of what is left" : "",
              DurationText.inWords(step.per()));
    }

    return ((Decay.AgeBands) decay)
        .bands().stream()
            .map(
                band ->
                    "%s before %s"
                        .formatted(percent(band.share()), DurationText.inWords(band.before())))
            .collect(joining(", ", "", ", then nothing"));
  }

  /** Limits and rounding of a sum, if it has any. */
  static Optional<String> of(Cap cap) {
    List<String> parts = new ArrayList<>();
    cap.min().ifPresent(min -> parts.add("at least " + limit(min, cap)));
    cap.max().ifPresent(max -> parts.add("at most " + limit(max, cap)));
    if (cap.rounded()) {
      parts.add("in whole points");
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
  }

  /** One limit, with what it does where that is not the usual. */
  static String limit(Points limit, Cap cap) {
    return limit + (cap.saturates() ? ", which saturates" : "");
  }

  static String of(Requirement requirement) {
    return of(requirement, false);
  }

  private static String of(Requirement requirement, boolean inner) {
    if (requirement instanceof Comparison comparison) {
      return comparison.measure() + " " + of(comparison);
    }
    if (requirement instanceof InCells inCells) {
      return "cell " + String.join(" or ", inCells.cells().stream().sorted().toList());
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
}
