package io.requalify.rules;

import io.requalify.documents.Constants;
import io.requalify.documents.NearestNames;
import io.requalify.documents.YamlMap;
import io.requalify.rules.ConditionText.Scope;
import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.Rule.InactivityRule;
import io.requalify.rules.Rule.Mode;
import io.requalify.rules.Rule.PeriodicRule;
import io.requalify.rules.RuleVersion.Group;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one rule and checks it against the dimensions and groups of its version. */
final class RuleReader {
  private static final String GROUP = "group";
  private static final String POINTS = "points";
  private static final String EVERY = "every";

  private final Set<String> dimensions;
  private final Map<String, Optional<Group>> groups;
  private final ConditionReader conditions;

  /** What rules of all kinds have. */
  record Head(String id, String dimension, Optional<String> group, Cap cap) {}

  /**
   * A reader for the rules of one version.
   *
   * @param groups every group by its name, empty for one that has faults
   */
  RuleReader(
      Set<String> dimensions, Map<String, Optional<Group>> groups, ConditionReader conditions) {
    this.dimensions = dimensions;
    this.groups = groups;
    this.conditions = conditions;
  }

  /** The rule, or empty where it has a fault, which has then been reported. */
  Optional<Rule> read(YamlMap map) {
    // All are read, whatever the kind, so that faults in them are told even where it is unclear.
    Optional<ConditionText> onFacts = conditions.read(map, "attribute", Scope.FACTS);
    Optional<ConditionText> onEvent = conditions.read(map, "event", Scope.EVENT);
    Optional<ConditionText> during = conditions.read(map, "while", Scope.FACTS);
    Optional<Head> head = head(map);
    Optional<RuleKind> kind = RuleKind.of(map);
    if (kind.isEmpty()) {
      return Optional.empty();
    }

    kind.get().checkKeys(map);
    return switch (kind.get()) {
      case ATTRIBUTE -> onFacts(map, head, onFacts);
      case EVENT -> EventRuleReader.event(map, head, onEvent, during);
      case SET -> EventRuleReader.set(map, head, onEvent, during);
      case INACTIVITY -> onSilence(map, head, onEvent);
      case PERIODIC -> onTime(map, head);
    };
  }

  private Optional<Head> head(YamlMap map) {
    Optional<String> dimension = DimensionName.read(map, dimensions);
    Optional<String> group = map.text(GROUP);
    group.ifPresent(name -> checkGroup(map, name, dimension));
    Cap cap = CapReader.read(map);
    return map.text("id").flatMap(id -> dimension.map(of -> new Head(id, of, group, cap)));
  }

  private void checkGroup(YamlMap map, String name, Optional<String> dimension) {
    Optional<Group> group = groups.getOrDefault(name, Optional.empty());
    if (!groups.containsKey(name)) {
      map.fault(
          GROUP,
          "no group '" + name + "'",
          groups.isEmpty()
              ? "declare it under 'groups:'"
              : NearestNames.remedy(name, groups.keySet()));
    } else if (group.isPresent()
        && dimension.isPresent()
        && !group.get().dimension().equals(dimension.get())) {
      map.fault(
          GROUP,
          "group '%s' lies in dimension '%s', the rule in '%s'"
              .formatted(name, group.get().dimension(), dimension.get()),
          "move the rule or choose a group of its dimension");
    }
  }

  private static Optional<Rule> onFacts(
      YamlMap map, Optional<Head> head, Optional<ConditionText> condition) {
    Mode mode = Constants.read(map, "mode", Mode.class).orElse(Mode.STATE);
    Optional<Points> points = CapReader.points(map, POINTS);
    Fading fading = Fading.NONE;
    if (mode == Mode.STATE) {
      List.of(FadingReader.WINDOW, FadingReader.DECAY, FadingReader.BOTH).stream()
          .filter(map::has)
          .forEach(
              key ->
                  map.faultAtKey(
                      key,
                      "'" + key + "' for points that last while the condition holds",
                      "leave it out, or add 'mode: accrue' or 'mode: first'"));
    } else {
      fading = FadingReader.read(map);
    }
    if (head.isEmpty() || condition.isEmpty() || points.isEmpty()) {
      return Optional.empty();
    }

    Head of = head.get();
    return Optional.of(
        new AttributeRule(
            of.id(),
            of.dimension(),
            of.group(),
            condition.get(),
            mode,
            points.get(),
            fading,
            of.cap()));
  }

  private static Optional<Rule> onSilence(
      YamlMap map, Optional<Head> head, Optional<ConditionText> activity) {
    Optional<YamlMap> inactivity = map.map("inactivity");
    Optional<Duration> after = inactivity.flatMap(silence -> DurationText.read(silence, "after"));
    Optional<Duration> every = inactivity.flatMap(silence -> DurationText.read(silence, EVERY));
    Optional<Points> points = CapReader.points(map, POINTS);
    if (head.isEmpty() || after.isEmpty() || points.isEmpty()) {
      return Optional.empty();
    }

    Head of = head.get();
    return Optional.of(
        new InactivityRule(
            of.id(),
            of.dimension(),
            of.group(),
            activity,
            points.get(),
            after.get(),
            every,
            of.cap()));
  }

  private static Optional<Rule> onTime(YamlMap map, Optional<Head> head) {
    Optional<YamlMap> periodic = map.map("periodic");
    Optional<Share> change = periodic.flatMap(time -> ShareReader.percent(time, "percent"));
    Optional<Duration> every = periodic.flatMap(time -> DurationText.read(time, EVERY));
    if (head.isEmpty() || change.isEmpty() || every.isEmpty()) {
      return Optional.empty();
    }

    return Optional.of(
        new PeriodicRule(head.get().id(), head.get().dimension(), change.get(), every.get()));
  }
}
