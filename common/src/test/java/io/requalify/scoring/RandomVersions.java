package io.requalify.scoring;

import io.requalify.rules.Cap;
import io.requalify.rules.CellAxis;
import io.requalify.rules.ConditionText;
import io.requalify.rules.Counting;
import io.requalify.rules.Evaluation;
import io.requalify.rules.Exit;
import io.requalify.rules.ExitCause;
import io.requalify.rules.Points;
import io.requalify.rules.Requalification;
import io.requalify.rules.Requalification.Booster;
import io.requalify.rules.Requirement;
import io.requalify.rules.Requirement.Comparison;
import io.requalify.rules.Requirement.InCells;
import io.requalify.rules.Requirement.Operator;
import io.requalify.rules.Rule;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Floor;
import io.requalify.rules.RuleVersion.Group;
import io.requalify.rules.RuleVersion.Segment;
import io.requalify.rules.RuleVersion.Suppression;
import io.requalify.rules.RuleVersion.Suppression.Effect;
import io.requalify.rules.Share;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  private static final List<Integer> LIMITS = List.of(0, 2, 5, 8, 10, 12, 15, 20, 30);
  private static final List<Integer> THRESHOLDS = List.of(2, 5, 5, 8, 8, 10, 10, 12, 15, 20);
  private static final List<String> WEIGHTS = List.of("0.4", "0.6", "0.5", "1.5", "0.333333");
  private static final List<Duration> SCHEDULES = List.of(hours(6), hours(7), hours(24), hours(36));
  private static final List<LocalTime> TIMES =
      List.of(
          LocalTime.MIDNIGHT,
          LocalTime.of(0, 30),
          LocalTime.of(1, 30),
          LocalTime.of(2, 15),
          LocalTime.NOON);
  private static final List<Duration> DWELLS =
      List.of(Duration.ZERO, hours(6), hours(24), hours(24), hours(48));
  private static final List<Duration> COOLDOWNS =
      List.of(Duration.ZERO, hours(6), hours(24), hours(24), hours(72));
  private static final List<EnumSet<ExitCause>> ENDS =
      List.of(
          EnumSet.allOf(ExitCause.class),
          EnumSet.allOf(ExitCause.class),
          EnumSet.allOf(ExitCause.class),
          EnumSet.of(ExitCause.RECYCLED, ExitCause.FELL),
          EnumSet.of(ExitCause.LOST, ExitCause.DROPPED),
          EnumSet.noneOf(ExitCause.class));

  private final Draw draw;
  private final RandomCaps caps;

  RandomVersions(Draw draw) {
    this.draw = draw;
    this.caps = new RandomCaps(draw);
  }

  static ConditionText eventCondition(int number) {
    return ConditionText.onEvent("e" + number);
  }

  static ConditionText factCondition(int number) {
    return ConditionText.onFacts("f" + number);
  }

  /** The condition that a counting asks for: one that carries the field it tells apart. */
  static ConditionText counted(ConditionText condition, Counting counting) {
    return counting instanceof Counting.Distinct distinct
        ? condition.carrying(distinct.field())
        : condition;
  }

  RuleVersion next() {
    List<Dimension> dimensions = new ArrayList<>();
    dimensions.add(new Dimension("fit", caps.next(0.2), floor()));
    if (draw.chance(0.5)) {
      dimensions.add(new Dimension("engagement", caps.next(0.2), floor()));
    }
    List<Group> groups = new ArrayList<>();
    if (draw.chance(0.35)) {
      groups.add(new Group("content", draw.from(dimensions).name(), caps.next(0.9, 0.25)));
    }
    Cap ofTotal = caps.next(0.15);
    List<Rule> rules = new RandomRules(draw, dimensions, groups, ofTotal).next();
    RuleVersion version = Versions.withZone(Versions.plain(), draw.from(ZONES));
    version = Versions.withTotalCap(Versions.withDimensions(version, dimensions), ofTotal);
    version = Versions.withRules(Versions.withGroups(version, groups), rules);
    version = Versions.withWeights(version, weights(dimensions));
    version = Versions.withEvaluation(version, evaluation());
    version = Versions.withSuppressions(version, suppressions());
    version = Versions.withFastTracks(version, fastTracks(rules));
    version = Versions.withExit(version, exit());
    version = Versions.withRequalification(version, requalification(dimensions));
    return withRequirements(version);
  }

  private RuleVersion withRequirements(RuleVersion from) {
    List<CellAxis> cells = draw.chance(0.15) ? cells(from.dimensions()) : List.of();
    List<Segment> segments = segments();
    RuleVersion version = Versions.withCells(Versions.withSegments(from, segments), cells);
    for (Segment segment : segments) {
      version = Versions.withRequirement(version, segment.name(), requirement(version, 2));
    }
    return version;
  }

  private Floor floor() {
    return switch (draw.below(8)) {
      case 0 -> Floor.ZERO;
      case 1 -> Floor.NIGHTLY_ZERO;
      default -> Floor.NONE;
    };
  }

  private Map<String, Share> weights(List<Dimension> dimensions) {
    Map<String, Share> weights = new LinkedHashMap<>();
    if (draw.chance(0.12)) {
      dimensions.forEach(
          each -> weights.put(each.name(), Share.of(new BigDecimal(draw.from(WEIGHTS)))));
    }
    return weights;
  }

  private Evaluation evaluation() {
    return switch (draw.below(8)) {
      case 0 -> new Evaluation.Every(draw.from(SCHEDULES));
      case 1 -> new Evaluation.DailyAt(draw.from(TIMES));
      default -> new Evaluation.OnEvent();
    };
  }

  private List<String> fastTracks(List<Rule> rules) {
    if (!draw.chance(0.2)) {
      return List.of();
    }
    return rules.stream()
        .filter(Versions::canBeFastTrack)
        .map(Rule::id)
        .limit(1 + draw.below(2))
        .toList();
  }

  private Optional<Exit> exit() {
    return draw.chance(0.25)
        ? Optional.of(new Exit(Points.of(draw.from(THRESHOLDS)), draw.from(DWELLS)))
        : Optional.empty();
  }

  private Requalification requalification(List<Dimension> dimensions) {
    if (draw.chance(0.6)) {
      return Requalification.FREE;
    }
    List<String> reset =
        dimensions.stream().map(Dimension::name).filter(name -> draw.chance(0.5)).toList();
    Optional<Booster> booster =
        draw.chance(0.5)
            ? Optional.of(
                new Booster(
                    draw.from(dimensions).name(),
                    Points.of(draw.from(THRESHOLDS)),
                    RandomRules.plainCounting(draw)))
            : Optional.empty();
    Set<ExitCause> after = draw.from(ENDS);
    return new Requalification(draw.from(COOLDOWNS), reset, booster, after);
  }

  /** Axes of one or both dimensions, from bands of few points. */
  private List<CellAxis> cells(List<Dimension> dimensions) {
    List<CellAxis> axes = new ArrayList<>();
    for (Dimension dimension : dimensions) {
      if (axes.isEmpty() || draw.chance(0.7)) {
        List<String> labels = axes.isEmpty() ? List.of("A", "B", "C") : List.of("1", "2", "3");
        long from = 8 + draw.below(8);
        List<CellAxis.Band> bands = new ArrayList<>();
        for (String label : labels.subList(0, 2 + draw.below(2))) {
          bands.add(new CellAxis.Band(label, Points.of(from)));
          from -= 2 + draw.below(8);
        }
        axes.add(new CellAxis(dimension.name(), bands));
      }
    }
    return axes;
  }

  private Requirement inCells(List<CellAxis> axes) {
    List<String> cells = new ArrayList<>();
    int size = 1 + draw.below(3);
    for (int i = 0; i < size; i++) {
      StringBuilder name = new StringBuilder();
      axes.forEach(axis -> name.append(draw.from(axis.bands()).label()));
      cells.add(name.toString());
    }
    return new InCells(cells);
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
    int size = draw.chance(0.4) ? 1 + draw.below(2) : 0;
    for (int i = 0; i < size; i++) {
      Effect effect = draw.from(List.of(Effect.values()));
      suppressions.add(new Suppression("u" + i, factCondition(draw.low(4)), effect));
    }
    return suppressions;
  }

  private Requirement requirement(RuleVersion version, int depth) {
    if (depth > 0 && draw.chance(0.35)) {
      List<Requirement> parts =
          List.of(requirement(version, depth - 1), requirement(version, depth - 1));
      return draw.chance(0.5) ? new Requirement.All(parts) : new Requirement.Any(parts);
    }
    if (!version.cells().isEmpty() && draw.chance(0.6)) {
      return inCells(version.cells());
    }
    String measure = draw.chance(0.6) ? Comparison.TOTAL : draw.from(version.dimensions()).name();
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
