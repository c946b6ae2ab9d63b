package io.requalify.scoring;

import io.requalify.rules.Cap;
import io.requalify.rules.ConditionText;
import io.requalify.rules.Counting;
import io.requalify.rules.Fading;
import io.requalify.rules.Points;
import io.requalify.rules.Rule;
import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.Rule.InactivityRule;
import io.requalify.rules.Rule.PeriodicRule;
import io.requalify.rules.Rule.SetRule;
import java.util.Optional;
import java.util.function.Consumer;

/** Copies of rules that differ in one part. A part that a rule does not have stays away. */
final class RuleCopies {
  private RuleCopies() {}

  static Rule with(Rule rule, Cap cap) {
    return copy(rule, parts -> parts.cap = cap);
  }

  static Rule with(Rule rule, Points points) {
    return copy(rule, parts -> parts.points = points);
  }

  /** The condition carries a field where the counting asks for one, and none otherwise. */
  static Rule with(Rule rule, Counting counting) {
    return copy(
        rule,
        parts -> {
          parts.counting = counting;
          parts.condition = asCounted(parts.condition, counting);
        });
  }

  static Rule with(Rule rule, Fading fading) {
    return copy(rule, parts -> parts.fading = fading);
  }

  static Rule inGroup(Rule rule, Optional<String> group) {
    return copy(rule, parts -> parts.group = group);
  }

  static Rule inDimension(Rule rule, String dimension) {
    return copy(rule, parts -> parts.dimension = dimension);
  }

  static Rule during(Rule rule, Optional<ConditionText> during) {
    return copy(rule, parts -> parts.during = during);
  }

  static EventRule on(EventRule rule, ConditionText condition) {
    return (EventRule) copy(rule, parts -> parts.condition = condition);
  }

  /** Points that a rule gives at once, as a rule of silence or one that sets a value. */
  static Optional<Points> points(Rule rule) {
    return Optional.ofNullable(new Parts(rule).points);
  }

  static Optional<Counting> counting(Rule rule) {
    return Optional.ofNullable(new Parts(rule).counting);
  }

  private static ConditionText asCounted(ConditionText condition, Counting counting) {
    ConditionText plain = new ConditionText(condition.scope(), condition.sql());
    return counting instanceof Counting.Distinct distinct
        ? plain.carrying(distinct.field())
        : plain;
  }

  private static Rule copy(Rule rule, Consumer<Parts> change) {
    Parts parts = new Parts(rule);
    change.accept(parts);
    return parts.rule();
  }

  /** The parts of a rule of any kind, open to change. */
  private static final class Parts {
    private final Rule from;
    String dimension;
    Optional<String> group;
    Cap cap;
    ConditionText condition;
    Optional<ConditionText> during;
    Points points;
    Counting counting;
    Fading fading;

    Parts(Rule from) {
      this.from = from;
      dimension = from.dimension();
      group = from.group();
      cap = from.cap();
      during = from.during();
      fading = from.fading();
      if (from instanceof EventRule event) {
        condition = event.condition();
        points = event.points();
        counting = event.counting();
      } else if (from instanceof AttributeRule attribute) {
        condition = attribute.condition();
        points = attribute.points();
      } else if (from instanceof SetRule set) {
        condition = set.condition();
        points = set.value();
        counting = set.counting();
      } else if (from instanceof InactivityRule silence) {
        points = silence.points();
      }
    }

    Rule rule() {
      String id = from.id();
      if (from instanceof EventRule) {
        return new EventRule(
            id, dimension, group, condition, during, points, counting, fading, cap);
      }
      if (from instanceof AttributeRule attribute) {
        return new AttributeRule(
            id, dimension, group, condition, attribute.mode(), points, fading, cap);
      }
      if (from instanceof SetRule) {
        return new SetRule(id, dimension, condition, during, counting, points);
      }
      if (from instanceof InactivityRule silence) {
        return new InactivityRule(
            id,
            dimension,
            group,
            silence.activity(),
            points,
            silence.after(),
            silence.every(),
            cap);
      }
      PeriodicRule periodic = (PeriodicRule) from;
      return new PeriodicRule(id, dimension, periodic.change(), periodic.every());
    }
  }
}
