package io.requalify.rules;

import io.requalify.documents.YamlMap;
import io.requalify.rules.Counting.Between;
import io.requalify.rules.Counting.Distinct;
import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.Rule.SetRule;
import io.requalify.rules.RuleReader.Head;
import java.util.List;
import java.util.Optional;

/** Reads rules that events hit: those that give points, and those that set their dimension. */
final class EventRuleReader {
  private EventRuleReader() {}

  static Optional<Rule> event(
      YamlMap map,
      Optional<Head> head,
      Optional<ConditionText> condition,
      Optional<ConditionText> during) {
    Optional<Points> points = CapReader.points(map, "points");
    Optional<Counting> counting = CountingReader.read(map);
    Fading fading = FadingReader.read(map);
    boolean between = counting.filter(Between.class::isInstance).isPresent();
    if (between) {
      List.of(FadingReader.WINDOW, FadingReader.DECAY).stream()
          .filter(map::has)
          .forEach(
              key ->
                  map.faultAtKey(
                      key,
                      "'" + key + "' beside 'between', which has a window of its own",
                      "leave it out: 'within' says for how long an event counts"));
    }
    if (head.isEmpty() || condition.isEmpty() || points.isEmpty() || counting.isEmpty()) {
      return Optional.empty();
    }

    Head of = head.get();
    return Optional.of(
        new EventRule(
            of.id(),
            of.dimension(),
            of.group(),
            carrying(condition.get(), counting.get()),
            during,
            points.get(),
            counting.get(),
            between ? Fading.NONE : fading,
            of.cap()));
  }

  static Optional<Rule> set(
      YamlMap map,
      Optional<Head> head,
      Optional<ConditionText> condition,
      Optional<ConditionText> during) {
    Optional<Points> value = CapReader.points(map, "set_to");
    Optional<Counting> counting = CountingReader.read(map);
    if (counting.filter(Between.class::isInstance).isPresent()) {
      map.fault(
          "count",
          "'between' in a rule with 'set_to', where single events set the value",
          "write every, once, {at_most: 1, per: day} or {distinct: asset}");
      return Optional.empty();
    }
    if (head.isEmpty() || condition.isEmpty() || value.isEmpty() || counting.isEmpty()) {
      return Optional.empty();
    }

    return Optional.of(
        new SetRule(
            head.get().id(),
            head.get().dimension(),
            carrying(condition.get(), counting.get()),
            during,
            counting.get(),
            value.get()));
  }

  private static ConditionText carrying(ConditionText condition, Counting counting) {
    return counting instanceof Distinct distinct ? condition.carrying(distinct.field()) : condition;
  }
}
