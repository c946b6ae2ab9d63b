package io.requalify.rules;

import io.requalify.documents.NearestNames;
import io.requalify.documents.YamlMap;
import io.requalify.rules.ConditionText.Scope;
import io.requalify.rules.Counting.CalendarPeriod;
import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.RuleVersion.Group;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one rule and checks it against the dimensions and groups of its version. */
final class RuleReader {
  private static final String ATTRIBUTE = "attribute";
  private static final String EVENT = "event";
  private static final String WINDOW = "window";
  private static final String DECAY = "decay";
  private static final String BOTH = "window_and_decay";
  private static final List<String> EVENTS_ONLY = List.of("count", WINDOW, DECAY, BOTH);

  /** Kinds of rules that the schema knows and refuses as not supported yet. */
  private static final List<String> OTHER_KINDS = List.of("inactivity", "periodic");

  private final Set<String> dimensions;
  private final Map<String, Optional<Group>> groups;
  private final ConditionReader conditions;

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
    Optional<ConditionText> onFacts = conditions.read(map, ATTRIBUTE, Scope.FACTS);
    Optional<ConditionText> onEvent = conditions.read(map, EVENT, Scope.EVENT);
    Optional<String> dimension = dimension(map);
    Optional<String> group = map.text("group");
    group.ifPresent(name -> checkGroup(map, name, dimension));
    Optional<Points> points = CapReader.points(map, "points");
    Optional<String> id = map.text("id");
    Cap cap = CapReader.read(map);
    checkKind(map);
    Optional<Counting> counting = counting(map);
    Fading fading = fading(map);
    if (id.isEmpty() || dimension.isEmpty() || points.isEmpty() || counting.isEmpty()) {
      return Optional.empty();
    }
    if (onEvent.isPresent()) {
      return Optional.of(
          new EventRule(
              id.get(),
              dimension.get(),
              group,
              onEvent.get(),
              Optional.empty(),
              points.get(),
              counting.get(),
              fading,
              cap));
    }

    return onFacts.map(
        condition ->
            new AttributeRule(
                id.get(),
                dimension.get(),
                group,
                condition,
                Rule.Mode.STATE,
                points.get(),
                Fading.NONE,
                cap));
  }

  private static void checkKind(YamlMap map) {
    boolean attribute = map.has(ATTRIBUTE);
    boolean event = map.has(EVENT);
    if (attribute && event) {
      map.faultAtKey(ATTRIBUTE, "a rule with both 'attribute' and 'event'", "make two rules of it");
    } else if (attribute) {
      EVENTS_ONLY.stream()
          .filter(map::has)
          .forEach(
              key ->
                  map.faultAtKey(
                      key,
                      "'" + key + "' in an attribute rule",
                      "it belongs to rules with 'event'"));
    } else if (event && map.has("mode")) {
      map.faultAtKey("mode", "'mode' in an event rule", "it belongs to rules with 'attribute'");
    } else if (!event && OTHER_KINDS.stream().noneMatch(map::has)) {
      map.fault(
          "a rule without a condition", "add 'attribute:' or 'event:' with a condition in quotes");
    }
    if (!map.has("points") && OTHER_KINDS.stream().noneMatch(map::has) && !map.has("set_to")) {
      map.fault("missing key 'points'", "add 'points:', such as 10 or -5");
    }
  }

  private Optional<String> dimension(YamlMap map) {
    Optional<String> name = map.text("dimension");
    if (name.isPresent() && !dimensions.contains(name.get())) {
      map.fault(
          "dimension",
          "no dimension '" + name.get() + "'",
          NearestNames.remedy(name.get(), dimensions));
      return Optional.empty();
    }

    return name;
  }

  private void checkGroup(YamlMap map, String name, Optional<String> dimension) {
    Optional<Group> group = groups.getOrDefault(name, Optional.empty());
    if (!groups.containsKey(name)) {
      map.fault(
          "group",
          "no group '" + name + "'",
          groups.isEmpty()
              ? "declare it under 'groups:'"
              : NearestNames.remedy(name, groups.keySet()));
    } else if (group.isPresent()
        && dimension.isPresent()
        && !group.get().dimension().equals(dimension.get())) {
      map.fault(
          "group",
          "group '%s' lies in dimension '%s', the rule in '%s'"
              .formatted(name, group.get().dimension(), dimension.get()),
          "move the rule or choose a group of its dimension");
    }
  }

  private static Optional<Counting> counting(YamlMap map) {
    if (!map.has("count")) {
      return Optional.of(new Counting.Every());
    }

    Optional<String> word = map.text("count");
    if (word.isPresent()) {
      return switch (word.get()) {
        case "every" -> Optional.of(new Counting.Every());
        case "once" -> Optional.of(new Counting.Once());
        default -> Optional.empty();
      };
    }

    return map.map("count").flatMap(RuleReader::atMost);
  }

  private static Optional<Counting> atMost(YamlMap count) {
    Optional<Integer> times =
        count
            .number("at_most")
            .filter(number -> number.compareTo(BigDecimal.ONE) >= 0)
            .filter(number -> number.compareTo(BigDecimal.valueOf(1_000_000)) <= 0)
            .filter(number -> number.stripTrailingZeros().scale() <= 0)
            .map(BigDecimal::intValueExact);
    Optional<String> per = count.text("per");
    if (times.isEmpty() || per.isEmpty()) {
      return Optional.empty();
    }

    return switch (per.get()) {
      case "day" -> Optional.of(new Counting.AtMostPerPeriod(times.get(), CalendarPeriod.DAY));
      case "week" -> Optional.of(new Counting.AtMostPerPeriod(times.get(), CalendarPeriod.WEEK));
      case "month" -> Optional.of(new Counting.AtMostPerPeriod(times.get(), CalendarPeriod.MONTH));
      default ->
          DurationText.parse(per.get())
              .map(duration -> new Counting.AtMostWithin(times.get(), duration));
    };
  }

  private static Fading fading(YamlMap map) {
    boolean both = map.has(WINDOW) && map.has(DECAY);
    if (both && !map.has(BOTH)) {
      map.faultAtKey(
          DECAY, "both 'window' and 'decay'", "keep one of them, or add 'window_and_decay: true'");
    }
    if (!both && map.has(BOTH)) {
      map.faultAtKey(
          BOTH,
          "'window_and_decay' without both of them",
          "add 'window:' and 'decay:', or leave it out");
    }

    return Fading.of(
        map.text(WINDOW).flatMap(DurationText::parse),
        map.map(DECAY).flatMap(decay -> decay.text("half_life")).flatMap(DurationText::parse));
  }
}
