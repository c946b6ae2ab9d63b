package io.requalify.scoring;

import io.requalify.rules.Cap;
import io.requalify.rules.ConditionText;
import io.requalify.rules.Counting;
import io.requalify.rules.Counting.AtMostPerPeriod;
import io.requalify.rules.Counting.AtMostWithin;
import io.requalify.rules.Counting.CalendarPeriod;
import io.requalify.rules.Fading;
import io.requalify.rules.Points;
import io.requalify.rules.Rule;
import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.Rule.InactivityRule;
import io.requalify.rules.Rule.Mode;
import io.requalify.rules.Rule.PeriodicRule;
import io.requalify.rules.Rule.SetRule;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Floor;
import io.requalify.rules.RuleVersion.Group;
import io.requalify.rules.Share;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Draws the rules of one version, for given dimensions, groups and limits of the total. */
final class RandomRules {
  private static final List<String> POINTS =
      List.of("1", "2", "5", "5", "8", "10", "10", "15", "20", "7.5", "3.333333");
  private static final List<Duration> ROLLING =
      List.of(hours(1), hours(6), hours(24), hours(24), hours(72));
  private static final List<Duration> SILENCES =
      List.of(hours(12), hours(24), hours(24), hours(36), hours(72));
  private static final List<Duration> PERIODS = List.of(hours(24), hours(36), hours(72));

  /** No growth so fast that it leaves the numbers behind within a history. */
  private static final List<String> CHANGES = List.of("-0.1", "-0.5", "-0.333333", "0.1");

  private final Draw draw;
  private final RandomFading fadings;
  private final RandomCaps caps;
  private final List<Dimension> dimensions;
  private final List<Group> groups;
  private final Cap ofTotal;

  /** Sign that all continuously fading points of a dimension with a floor have. */
  private final Map<String, Boolean> fadesFromBelow = new HashMap<>();

  RandomRules(Draw draw, List<Dimension> dimensions, List<Group> groups, Cap ofTotal) {
    this.draw = draw;
    this.fadings = new RandomFading(draw);
    this.caps = new RandomCaps(draw);
    this.dimensions = dimensions;
    this.groups = groups;
    this.ofTotal = ofTotal;
    dimensions.forEach(each -> fadesFromBelow.put(each.name(), draw.chance(0.3)));
  }

  List<Rule> next() {
    List<Rule> rules = new ArrayList<>();
    int size = 1 + draw.below(4);
    for (int rule = 0; rule < size; rule++) {
      rules.add(rule("r" + rule));
    }
    if (draw.chance(0.25)) {
      rules.add(penalty());
    }
    return rules;
  }

  /** Counting of any events, whatever fields they carry. */
  static Counting plainCounting(Draw draw) {
    return switch (draw.below(9)) {
      case 0, 1 -> new Counting.Once();
      case 2, 3 -> new AtMostWithin(1 + draw.below(2), draw.from(ROLLING));
      case 4, 5, 6 ->
          new AtMostPerPeriod(1 + draw.below(2), draw.from(List.of(CalendarPeriod.values())));
      default -> new Counting.Every();
    };
  }

  private Rule rule(String id) {
    return switch (draw.below(16)) {
      case 0, 1 -> state(id);
      case 2, 3 -> change(id);
      case 4 -> inactivity(id);
      case 5 -> draw.chance(0.6) ? set(id) : periodic(id);
      default -> event(id);
    };
  }

  private Rule event(String id) {
    Place place = place();
    Cap cap = caps.next(0.15);
    Points points = points(0.25);
    Optional<ConditionText> during = during();
    if (draw.chance(0.08)) {
      return new EventRule(
          id, place.dimension, place.group, event(), during, points, between(), Fading.NONE, cap);
    }
    Counting counting = counting();
    Fading fading = fadings.next(place.allowsContinuous(cap, points));
    ConditionText condition = RandomVersions.counted(event(), counting);
    return new EventRule(
        id, place.dimension, place.group, condition, during, points, counting, fading, cap);
  }

  /** Something bad that is forgotten: lets contacts in at ends of windows and at midnights. */
  private Rule penalty() {
    Place place = new Place(draw.from(dimensions), Optional.empty());
    Points points = Versions.points("-" + draw.from(POINTS));
    Fading fading = fadings.some(place.allowsContinuous(Cap.NONE, points));
    return new EventRule(
        "penalty",
        place.dimension,
        Optional.empty(),
        event(),
        Optional.empty(),
        points,
        plainCounting(draw),
        fading,
        Cap.NONE);
  }

  private Rule state(String id) {
    Place place = place();
    return new AttributeRule(
        id,
        place.dimension,
        place.group,
        fact(),
        Mode.STATE,
        points(0.25),
        Fading.NONE,
        caps.next(0.12));
  }

  private Rule change(String id) {
    Place place = place();
    Cap cap = caps.next(0.12);
    Points points = points(0.25);
    Fading fading = fadings.next(place.allowsContinuous(cap, points));
    Mode mode = draw.chance(0.6) ? Mode.ACCRUE : Mode.FIRST;
    return new AttributeRule(id, place.dimension, place.group, fact(), mode, points, fading, cap);
  }

  private Rule inactivity(String id) {
    Place place = place();
    return new InactivityRule(
        id,
        place.dimension,
        place.group,
        draw.chance(0.4) ? Optional.of(event()) : Optional.empty(),
        points(0.6),
        draw.from(SILENCES),
        draw.chance(0.6) ? Optional.of(draw.from(SILENCES)) : Optional.empty(),
        caps.next(0.3));
  }

  private Rule set(String id) {
    Counting counting = counting();
    return new SetRule(
        id,
        draw.from(dimensions).name(),
        RandomVersions.counted(event(), counting),
        during(),
        counting,
        draw.chance(0.3) ? Points.of(0) : points(0.1));
  }

  private Rule periodic(String id) {
    Share change = Share.of(new BigDecimal(draw.from(CHANGES)));
    return new PeriodicRule(id, draw.from(dimensions).name(), change, draw.from(PERIODS));
  }

  private Counting counting() {
    return draw.chance(0.12) ? new Counting.Distinct(Versions.FIELD) : plainCounting(draw);
  }

  private Counting between() {
    int min = 1 + draw.below(3);
    return new Counting.Between(min, min + draw.below(3), draw.from(RandomFading.WINDOWS));
  }

  private Optional<ConditionText> during() {
    return draw.chance(0.12) ? Optional.of(fact()) : Optional.empty();
  }

  private Points points(double negative) {
    return Versions.points((draw.chance(negative) ? "-" : "") + draw.from(POINTS));
  }

  private ConditionText event() {
    return RandomVersions.eventCondition(draw.low(3));
  }

  private ConditionText fact() {
    return RandomVersions.factCondition(draw.low(4));
  }

  private Place place() {
    if (groups.isEmpty() || draw.chance(0.5)) {
      return new Place(draw.from(dimensions), Optional.empty());
    }
    Group group = groups.get(0);
    Dimension dimension =
        dimensions.stream()
            .filter(d -> d.name().equals(group.dimension()))
            .findFirst()
            .orElseThrow();
    return new Place(dimension, Optional.of(group));
  }

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }

  /** Where a rule stands in the tree, and so whether its points may fade continuously. */
  private final class Place {
    final String dimension;
    final Optional<String> group;
    private final boolean saturates;
    private final boolean hasFloor;

    Place(Dimension of, Optional<Group> within) {
      dimension = of.name();
      group = within.map(Group::name);
      saturates =
          ofTotal.saturates()
              || of.cap().saturates()
              || within.stream().anyMatch(each -> each.cap().saturates());
      hasFloor = of.floor() != Floor.NONE;
    }

    boolean allowsContinuous(Cap ofRule, Points points) {
      boolean below = points.millionths() < 0;
      return !saturates
          && !ofRule.saturates()
          && (!hasFloor || fadesFromBelow.get(dimension) == below);
    }
  }
}
