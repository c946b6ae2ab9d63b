package io.requalify.scoring;

import io.requalify.rules.Cap;
import io.requalify.rules.ConditionText;
import io.requalify.rules.Counting;
import io.requalify.rules.Counting.AtMostPerPeriod;
import io.requalify.rules.Counting.AtMostWithin;
import io.requalify.rules.Counting.CalendarPeriod;
import io.requalify.rules.Fading;
import io.requalify.rules.Points;
import io.requalify.rules.Requirement;
import io.requalify.rules.Requirement.Comparison;
import io.requalify.rules.Requirement.Operator;
import io.requalify.rules.Rule;
import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Group;
import io.requalify.rules.RuleVersion.Segment;
import io.requalify.rules.RuleVersion.Suppression;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Draws small rule versions in which every construct occurs often. */
final class RandomVersions {
  /** Zones that turn their clocks in all the ways there are, and some that do not. */
  static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("UTC"),
          ZoneId.of("America/New_York"),
          ZoneId.of("Europe/Berlin"),
          // Skips the first hour of a day.
          ZoneId.of("America/Sao_Paulo"),
          // Has its first hour twice.
          ZoneId.of("America/Havana"),
          // Went back over midnight to the day before.
          ZoneId.of("America/St_Johns"),
          // Turns by half an hour.
          ZoneId.of("Australia/Lord_Howe"),
          // Left out a whole day.
          ZoneId.of("Pacific/Apia"),
          ZoneId.of("Asia/Kathmandu"));

  private static final List<String> POINTS =
      List.of("1", "2", "5", "5", "8", "10", "10", "15", "20", "7.5", "3.333333");
  private static final List<Integer> LIMITS = List.of(0, 2, 5, 8, 10, 12, 15, 20, 30);
  private static final List<Integer> THRESHOLDS = List.of(2, 5, 5, 8, 8, 10, 10, 12, 15, 20);
  private static final List<Duration> WINDOWS =
      List.of(hours(6), hours(24), hours(24), hours(48), hours(120), hours(168));
  private static final List<Duration> HALF_LIVES =
      List.of(hours(12), hours(24), hours(24), hours(72), hours(168), Duration.ofMinutes(1441));
  private static final List<Duration> ROLLING =
      List.of(hours(1), hours(6), hours(24), hours(24), hours(72));

  private final Draw draw;

  RandomVersions(Draw draw) {
    this.draw = draw;
  }

  static ConditionText eventCondition(int number) {
    return ConditionText.onEvent("e" + number);
  }

  static ConditionText factCondition(int number) {
    return ConditionText.onFacts("f" + number);
  }

  RuleVersion next() {
    List<Dimension> dimensions = new ArrayList<>();
    dimensions.add(new Dimension("fit", cap(0.25)));
    if (draw.chance(0.5)) {
      dimensions.add(new Dimension("engagement", cap(0.25)));
    }
    List<Group> groups = new ArrayList<>();
    if (draw.chance(0.4)) {
      groups.add(new Group("content", draw.from(dimensions).name(), cap(0.9)));
    }
    List<Rule> rules = rules(dimensions, groups);
    List<Segment> segments = segments();
    Map<String, Requirement> qualify = new HashMap<>();
    segments.forEach(segment -> qualify.put(segment.name(), requirement(dimensions, 2)));
    RuleVersion version =
        Versions.withTotalCap(
            Versions.withGroups(
                Versions.withDimensions(
                    Versions.withZone(
                        Versions.withSegments(Versions.plain(), segments), draw.from(ZONES)),
                    dimensions),
                groups),
            cap(0.2));
    for (Segment segment : segments) {
      version = Versions.withRequirement(version, segment.name(), qualify.get(segment.name()));
    }
    return Versions.withSuppressions(Versions.withRules(version, rules), suppressions());
  }

  private List<Rule> rules(List<Dimension> dimensions, List<Group> groups) {
    List<Rule> rules = new ArrayList<>();
    int size = 1 + draw.below(4);
    for (int rule = 0; rule < size; rule++) {
      Optional<Group> group =
          groups.isEmpty() || draw.chance(0.5) ? Optional.empty() : Optional.of(groups.get(0));
      String dimension = group.map(Group::dimension).orElseGet(() -> draw.from(dimensions).name());
      rules.add(rule("r" + rule, dimension, group.map(Group::name)));
    }
    if (draw.chance(0.3)) {
      rules.add(penalty(draw.from(dimensions).name()));
    }
    return rules;
  }

  /** Something bad that is forgotten: lets contacts in at ends of windows and at midnights. */
  private EventRule penalty(String dimension) {
    return new EventRule(
        "penalty",
        dimension,
        Optional.empty(),
        eventCondition(draw.low(3)),
        Optional.empty(),
        Versions.points("-" + draw.from(POINTS)),
        counting(),
        draw.chance(0.5)
            ? Fading.of(Optional.of(draw.from(WINDOWS)), Optional.empty())
            : Fading.of(Optional.empty(), Optional.of(draw.from(HALF_LIVES))),
        Cap.NONE);
  }

  private Rule rule(String id, String dimension, Optional<String> group) {
    String sign = draw.chance(0.25) ? "-" : "";
    Points points = Versions.points(sign + draw.from(POINTS));
    if (draw.chance(0.25)) {
      return new AttributeRule(
          id,
          dimension,
          group,
          factCondition(draw.low(4)),
          Rule.Mode.STATE,
          points,
          Fading.NONE,
          cap(0.12));
    }
    return new EventRule(
        id,
        dimension,
        group,
        eventCondition(draw.low(3)),
        Optional.empty(),
        points,
        counting(),
        fading(),
        cap(0.15));
  }

  private Counting counting() {
    return switch (draw.below(10)) {
      case 0, 1 -> new Counting.Once();
      case 2, 3 -> new AtMostWithin(1 + draw.below(2), draw.from(ROLLING));
      case 4, 5, 6 ->
          new AtMostPerPeriod(1 + draw.below(2), draw.from(List.of(CalendarPeriod.values())));
      default -> new Counting.Every();
    };
  }

  private Fading fading() {
    boolean window = draw.chance(0.4);
    boolean halfLife = draw.chance(0.45);
    return Fading.of(
        window ? Optional.of(draw.from(WINDOWS)) : Optional.empty(),
        halfLife ? Optional.of(draw.from(HALF_LIVES)) : Optional.empty());
  }

  private Cap cap(double chance) {
    if (!draw.chance(chance)) {
      return Cap.NONE;
    }
    Points max = Points.of(draw.from(LIMITS));
    Points min = Points.of(-draw.from(LIMITS));
    return switch (draw.below(4)) {
      case 0 -> new Cap(Optional.of(min), Optional.empty());
      case 1 -> new Cap(Optional.of(min), Optional.of(max));
      default -> new Cap(Optional.empty(), Optional.of(max));
    };
  }

  private List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    int conditional = draw.below(3);
    for (int segment = 0; segment < conditional; segment++) {
      segments.add(new Segment("s" + segment, Optional.of(factCondition(draw.low(4)))));
    }
    segments.add(new Segment(Versions.ALL, Optional.empty()));
    return segments;
  }

  private List<Suppression> suppressions() {
    List<Suppression> suppressions = new ArrayList<>();
    int size = draw.chance(0.35) ? 1 + draw.below(2) : 0;
    for (int i = 0; i < size; i++) {
      suppressions.add(new Suppression("u" + i, factCondition(draw.low(4))));
    }
    return suppressions;
  }

  private Requirement requirement(List<Dimension> dimensions, int depth) {
    if (depth > 0 && draw.chance(0.35)) {
      List<Requirement> parts =
          List.of(requirement(dimensions, depth - 1), requirement(dimensions, depth - 1));
      return draw.chance(0.5) ? new Requirement.All(parts) : new Requirement.Any(parts);
    }
    String measure = draw.chance(0.6) ? Comparison.TOTAL : draw.from(dimensions).name();
    if (draw.chance(0.04)) {
      Operator operator = draw.from(List.of(Operator.values()));
      return new Comparison(measure, operator, Points.of((long) -draw.from(LIMITS)));
    }
    Operator operator =
        switch (draw.below(20)) {
          case 0 -> Operator.AT_MOST;
          case 1 -> Operator.BELOW;
          case 2, 3, 4 -> Operator.ABOVE;
          default -> Operator.AT_LEAST;
        };
    return new Comparison(measure, operator, Points.of((long) draw.from(THRESHOLDS)));
  }

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }
}
