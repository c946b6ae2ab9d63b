package io.requalify.scoring;

import io.requalify.rules.Cap;
import io.requalify.rules.ConditionText;
import io.requalify.rules.Counting;
import io.requalify.rules.Counting.AtMostPerPeriod;
import io.requalify.rules.Counting.CalendarPeriod;
import io.requalify.rules.Decay;
import io.requalify.rules.Evaluation;
import io.requalify.rules.Exit;
import io.requalify.rules.ExitCause;
import io.requalify.rules.Fading;
import io.requalify.rules.Requirement;
import io.requalify.rules.Requirement.All;
import io.requalify.rules.Requirement.Any;
import io.requalify.rules.Requirement.InCells;
import io.requalify.rules.Rule;
import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.Rule.InactivityRule;
import io.requalify.rules.Rule.Mode;
import io.requalify.rules.Rule.PeriodicRule;
import io.requalify.rules.Rule.SetRule;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Floor;
import io.requalify.rules.RuleVersion.Group;
import io.requalify.rules.RuleVersion.Segment;
import io.requalify.rules.RuleVersion.Suppression.Effect;
import io.requalify.scoring.History.Entry;
import io.requalify.scoring.History.Kind;
import io.requalify.scoring.Shrinker.Case;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The constructs of the rule language and of histories, each with what leaves it out of a case. */
final class Constructs {
  private final Map<String, UnaryOperator<Case>> all = new LinkedHashMap<>();

  private Constructs() {}

  static Map<String, UnaryOperator<Case>> all() {
    Constructs constructs = new Constructs();
    constructs.putKindsOfRules();
    constructs.putCountings();
    constructs.putFadings();
    constructs.putLimits();
    constructs.putWhoQualifies();
    constructs.putWhatEnds();
    constructs.putHistories();
    return constructs.all;
  }

  private void putKindsOfRules() {
    putRules("attribute rule, state", rule -> isIn(Mode.STATE, rule));
    putRules("attribute rule, accrue", rule -> isIn(Mode.ACCRUE, rule));
    putRules("attribute rule, first", rule -> isIn(Mode.FIRST, rule));
    put(
        "first instead of accrue",
        rule -> isIn(Mode.FIRST, rule) ? SmallerRules.of(rule).get(0) : rule);
    putRules("inactivity rule", InactivityRule.class::isInstance);
    put("inactivity, own activity", rule -> change(rule, Optional.empty(), every(rule)));
    put("inactivity, every", rule -> change(rule, activity(rule), Optional.empty()));
    putRules("periodic rule", PeriodicRule.class::isInstance);
    putRules("rule with set_to", SetRule.class::isInstance);
    put(
        "set_to instead of adding",
        rule -> rule instanceof SetRule set ? SmallerRules.adding(set) : rule);
    put("while", rule -> RuleCopies.during(rule, Optional.empty()));
    putRules(
        "negative points",
        rule -> RuleCopies.points(rule).stream().anyMatch(points -> points.millionths() < 0));
  }

  private void putCountings() {
    putCounting("count once", Counting.Once.class::isInstance);
    putCounting("count at most, rolling", Counting.AtMostWithin.class::isInstance);
    for (CalendarPeriod period : CalendarPeriod.values()) {
      putCounting(
          "count at most, per " + period.name().toLowerCase(Locale.ROOT),
          counting -> counting instanceof AtMostPerPeriod most && most.per() == period);
    }
    all.put("count distinct", Constructs::withoutEqualValues);
    putCounting("count between", Counting.Between.class::isInstance);
  }

  private void putFadings() {
    putFading("window", fading -> fading.window().isPresent() && fading.decay().isEmpty());
    putDecay("half-life", Decay.HalfLife.class::isInstance);
    putDecay("linear decay", Decay.Linear.class::isInstance);
    putDecay("steps", decay -> decay instanceof Decay.Step step && !step.compound());
    putDecay("compound steps", decay -> decay instanceof Decay.Step step && step.compound());
    putDecay("table of ages", Decay.AgeBands.class::isInstance);
    putFading(
        "window and decay", fading -> fading.window().isPresent() && fading.decay().isPresent());
  }

  private void putLimits() {
    putCaps("limits", cap -> new Cap(Optional.empty(), Optional.empty(), Cap.Effect.CLIP, false));
    putCaps("saturation", cap -> new Cap(cap.min(), cap.max(), Cap.Effect.CLIP, cap.rounded()));
    putCaps("rounding", cap -> new Cap(cap.min(), cap.max(), cap.effect(), false));
    putFloor("floor of zero", Floor.ZERO);
    putFloor("nightly floor", Floor.NIGHTLY_ZERO);
    putVersion("weights", version -> Versions.withWeights(version, Map.of()));
  }

  private void putCaps(String what, UnaryOperator<Cap> change) {
    put(what + " of a rule", rule -> RuleCopies.with(rule, change.apply(rule.cap())));
    putVersion(
        what + " of a group",
        version ->
            Versions.withGroups(
                version,
                version.groups().stream()
                    .map(g -> new Group(g.name(), g.dimension(), change.apply(g.cap())))
                    .toList()));
    putVersion(
        what + " of a dimension",
        version ->
            Versions.withDimensions(
                version,
                version.dimensions().stream()
                    .map(d -> new Dimension(d.name(), change.apply(d.cap()), d.floor()))
                    .toList()));
    putVersion(
        what + " of the total",
        version -> Versions.withTotalCap(version, change.apply(version.total().cap())));
  }

  private void putFloor(String name, Floor floor) {
    putVersion(
        name,
        version ->
            Versions.withDimensions(
                version,
                version.dimensions().stream()
                    .map(d -> d.floor() == floor ? new Dimension(d.name(), d.cap()) : d)
                    .toList()));
  }

  private void putWhoQualifies() {
    putVersion(
        "segments",
        version -> {
          List<Segment> segments = version.segments();
          return Versions.withSegments(
              version, segments.subList(segments.size() - 1, segments.size()));
        });
    putVersion("cells", Constructs::withoutCells);
    putVersion("fast tracks", version -> Versions.withFastTracks(version, List.of()));
    for (Effect effect : Effect.values()) {
      putVersion(
          "suppression that " + effect.name().toLowerCase(Locale.ROOT) + "s",
          version ->
              Versions.withSuppressions(
                  version,
                  version.suppressions().stream().filter(s -> s.effect() != effect).toList()));
    }
    putEvaluation("evaluation every so often", Evaluation.Every.class::isInstance);
    putEvaluation("evaluation once a day", Evaluation.DailyAt.class::isInstance);
    putVersion("a zone that is not UTC", version -> Versions.withZone(version, ZoneId.of("UTC")));
  }

  private void putWhatEnds() {
    putVersion("exit", version -> Versions.withExit(version, Optional.empty()));
    putVersion(
        "dwell",
        version ->
            Versions.withExit(
                version, version.exit().map(exit -> new Exit(exit.below(), Duration.ZERO))));
    putVersion("cooldown", version -> Versions.withCooldown(version, Duration.ZERO));
    putVersion("reset", version -> Versions.withReset(version));
    putVersion("booster", version -> Versions.withBooster(version, Optional.empty()));
    putVersion(
        "requalify after some ends only",
        version -> Versions.withAfter(version, EnumSet.allOf(ExitCause.class)));
  }

  private void putHistories() {
    putHistory("event known late", Constructs::withoutLateness);
    putHistory(
        "end of an episode",
        from ->
            new History(
                from.createdAt(),
                from.until(),
                from.entries().stream().filter(entry -> entry.kind() != Kind.ENDS).toList()));
    putHistory(
        "known before the creation",
        from -> new History(Math.min(first(from), from.createdAt()), from.until(), from.entries()));
  }

  // Ways to leave something out.

  private void put(String name, UnaryOperator<Rule> change) {
    putVersion(name, version -> Versions.mapRules(version, change));
  }

  private void putRules(String name, Predicate<Rule> which) {
    putVersion(
        name,
        version ->
            Versions.withRules(version, version.rules().stream().filter(which.negate()).toList()));
  }

  private void putCounting(String name, Predicate<Counting> which) {
    put(
        name,
        rule ->
            RuleCopies.counting(rule).stream().anyMatch(which)
                ? RuleCopies.with(rule, new Counting.Every())
                : rule);
  }

  private void putDecay(String name, Predicate<Decay> which) {
    putFading(name, fading -> fading.window().isEmpty() && fading.decay().stream().anyMatch(which));
  }

  private void putFading(String name, Predicate<Fading> which) {
    put(name, rule -> which.test(rule.fading()) ? RuleCopies.with(rule, Fading.NONE) : rule);
  }

  private void putEvaluation(String name, Predicate<Evaluation> which) {
    putVersion(
        name,
        version ->
            which.test(version.evaluation())
                ? Versions.withEvaluation(version, new Evaluation.OnEvent())
                : version);
  }

  private void putVersion(String name, UnaryOperator<RuleVersion> change) {
    all.put(name, each -> new Case(change.apply(each.version()), each.history()));
  }

  private void putHistory(String name, UnaryOperator<History> change) {
    all.put(name, each -> new Case(each.version(), change.apply(each.history())));
  }

  private static boolean isIn(Mode mode, Rule rule) {
    return rule instanceof AttributeRule attribute && attribute.mode() == mode;
  }

  private static Optional<ConditionText> activity(Rule rule) {
    return rule instanceof InactivityRule silence ? silence.activity() : Optional.empty();
  }

  private static Optional<Duration> every(Rule rule) {
    return rule instanceof InactivityRule silence ? silence.every() : Optional.empty();
  }

  private static Rule change(
      Rule rule, Optional<ConditionText> activity, Optional<Duration> every) {
    return rule instanceof InactivityRule silence
        ? SmallerRules.listening(silence, activity, every)
        : rule;
  }

  private static RuleVersion withoutCells(RuleVersion from) {
    RuleVersion version = from;
    for (Segment segment : from.segments()) {
      Requirement requirement = withoutCells(from.qualify().get(segment.name()));
      version = Versions.withRequirement(version, segment.name(), requirement);
    }
    return Versions.withCells(version, List.of());
  }

  private static Requirement withoutCells(Requirement from) {
    if (from instanceof All all) {
      return new All(all.parts().stream().map(Constructs::withoutCells).toList());
    }
    if (from instanceof Any any) {
      return new Any(any.parts().stream().map(Constructs::withoutCells).toList());
    }
    return from instanceof InCells ? Versions.totalAtLeast(10) : from;
  }

  /** Gives each event a value of its own, so that every one counts. */
  private static Case withoutEqualValues(Case from) {
    boolean tellsApart =
        from.version().rules().stream()
            .flatMap(rule -> RuleCopies.counting(rule).stream())
            .anyMatch(Counting.Distinct.class::isInstance);
    if (!tellsApart) {
      return from;
    }
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : from.history().entries()) {
      entries.add(entry.with(entry.value().map(value -> value + entries.size())));
    }
    History history = from.history();
    return new Case(from.version(), new History(history.createdAt(), history.until(), entries));
  }

  private static History withoutLateness(History from) {
    return History.inOrder(
        from.createdAt(),
        from.until(),
        from.entries().stream().map(entry -> entry.at(entry.occurredAt())).toList());
  }

  private static long first(History from) {
    return from.entries().stream().mapToLong(Entry::visibleAt).min().orElse(from.createdAt());
  }
}
