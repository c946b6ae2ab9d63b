package io.requalify.scoring;

import io.requalify.rules.Cap;
import io.requalify.rules.ConditionText;
import io.requalify.rules.Counting;
import io.requalify.rules.Decay;
import io.requalify.rules.Decay.AgeBands;
import io.requalify.rules.Decay.Step;
import io.requalify.rules.Fading;
import io.requalify.rules.Points;
import io.requalify.rules.Rule;
import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.Rule.InactivityRule;
import io.requalify.rules.Rule.Mode;
import io.requalify.rules.Rule.SetRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a rule can be made in one step towards a plain one. */
final class SmallerRules {
  private SmallerRules() {}

  static List<Rule> of(Rule rule) {
    List<Rule> smaller = new ArrayList<>();
    plainer(rule).ifPresent(smaller::add);
    smallerCaps(rule.cap()).forEach(cap -> smaller.add(RuleCopies.with(rule, cap)));
    if (rule.during().isPresent()) {
      smaller.add(RuleCopies.during(rule, Optional.empty()));
    }
    RuleCopies.points(rule)
        .filter(points -> Math.abs(points.millionths()) != 10_000_000)
        .ifPresent(
            points ->
                smaller.add(RuleCopies.with(rule, Points.of(points.millionths() < 0 ? -10 : 10))));
    RuleCopies.counting(rule)
        .filter(counting -> !counting.equals(new Counting.Every()))
        .ifPresent(counting -> smaller.add(RuleCopies.with(rule, new Counting.Every())));
    smallerFadings(rule.fading()).forEach(fading -> smaller.add(RuleCopies.with(rule, fading)));
    return smaller;
  }

  /** Limits without rounding, with one limit less, and none. */
  static List<Cap> smallerCaps(Cap cap) {
    if (cap.equals(Cap.NONE)) {
      return List.of();
    }
    List<Cap> smaller = new ArrayList<>(List.of(Cap.NONE));
    if (cap.rounded()) {
      smaller.add(new Cap(cap.min(), cap.max(), cap.effect(), false));
    }
    if (cap.saturates()) {
      smaller.add(new Cap(cap.min(), cap.max(), Cap.Effect.CLIP, cap.rounded()));
    }
    if (cap.min().isPresent() && cap.max().isPresent()) {
      smaller.add(new Cap(Optional.empty(), cap.max(), cap.effect(), cap.rounded()));
      smaller.add(new Cap(cap.min(), Optional.empty(), cap.effect(), cap.rounded()));
    }
    return smaller;
  }

  private static List<Fading> smallerFadings(Fading fading) {
    List<Fading> smaller = new ArrayList<>();
    if (fading.window().isPresent()) {
      smaller.add(new Fading(Optional.empty(), fading.decay()));
    }
    if (fading.decay().isPresent()) {
      smaller.add(new Fading(fading.window(), Optional.empty()));
      smallerDecay(fading.decay().get())
          .ifPresent(decay -> smaller.add(new Fading(fading.window(), Optional.of(decay))));
    }
    return smaller;
  }

  private static Optional<Decay> smallerDecay(Decay decay) {
    if (decay instanceof Step step && step.compound()) {
      return Optional.of(new Step(step.rate(), step.per(), false));
    }
    if (decay instanceof AgeBands table && table.bands().size() > 1) {
      return Optional.of(new AgeBands(table.bands().subList(0, table.bands().size() - 1)));
    }
    return Optional.empty();
  }

  /** A rule of a plainer kind. */
  private static Optional<Rule> plainer(Rule rule) {
    if (rule instanceof AttributeRule attribute && attribute.mode() == Mode.FIRST) {
      return Optional.of(in(attribute, Mode.ACCRUE, attribute.fading()));
    }
    if (rule instanceof AttributeRule attribute && attribute.mode() == Mode.ACCRUE) {
      return Optional.of(in(attribute, Mode.STATE, Fading.NONE));
    }
    if (rule instanceof InactivityRule silence && silence.every().isPresent()) {
      return Optional.of(listening(silence, silence.activity(), Optional.empty()));
    }
    if (rule instanceof InactivityRule silence && silence.activity().isPresent()) {
      return Optional.of(listening(silence, Optional.empty(), Optional.empty()));
    }
    return rule instanceof SetRule set ? Optional.of(adding(set)) : Optional.empty();
  }

  private static Rule in(AttributeRule rule, Mode mode, Fading fading) {
    return new AttributeRule(
        rule.id(),
        rule.dimension(),
        rule.group(),
        rule.condition(),
        mode,
        rule.points(),
        fading,
        rule.cap());
  }

  /** A rule of silence with another activity and other repetitions. */
  static Rule listening(
      InactivityRule rule, Optional<ConditionText> activity, Optional<Duration> every) {
    return new InactivityRule(
        rule.id(),
        rule.dimension(),
        rule.group(),
        activity,
        rule.points(),
        rule.after(),
        every,
        rule.cap());
  }

  /** The rule that adds what another sets. */
  static Rule adding(SetRule rule) {
    return new EventRule(
        rule.id(),
        rule.dimension(),
        rule.group(),
        rule.condition(),
        rule.during(),
        rule.value(),
        rule.counting(),
        Fading.NONE,
        rule.cap());
  }
}
