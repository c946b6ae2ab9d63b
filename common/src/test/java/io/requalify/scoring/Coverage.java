package io.requalify.scoring;

import static io.requalify.scoring.History.instant;

import io.requalify.rules.Cap;
import io.requalify.rules.Counting;
import io.requalify.rules.Counting.AtMostPerPeriod;
import io.requalify.rules.Counting.CalendarPeriod;
import io.requalify.rules.Fading;
import io.requalify.rules.Rule;
import io.requalify.rules.Rule.AttributeRule;
import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Group;
import io.requalify.scoring.History.Entry;
import io.requalify.scoring.History.Kind;
import io.requalify.scoring.Shrinker.Case;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Counts how often each construct occurs in the random cases, how often it matters (the episodes
 * would be others without it), and how often each way into MQL is gone.
 */
final class Coverage {
  private static final String BY_ENTRY = "entry when something becomes visible";
  private static final String AT_CREATION = "entry at the creation";
  private static final String AT_WINDOW_END = "entry at the end of a window";
  private static final String AT_MIDNIGHT = "entry at a midnight, by fading alone";
  private static final String NO_RULE = "crossing by no rule";
  private static final String NEGATIVE_RULE = "crossing by a rule of negative points";
  private static final String ATTRIBUTE_RULE = "crossing by an attribute rule";
  private static final String AGAIN = "re-entry";
  private static final String AT_EXIT = "re-entry at the instant of the exit";
  private static final List<String> WAYS =
      List.of(
          BY_ENTRY,
          AT_CREATION,
          AT_WINDOW_END,
          AT_MIDNIGHT,
          NO_RULE,
          NEGATIVE_RULE,
          ATTRIBUTE_RULE,
          AGAIN,
          AT_EXIT);

  private static final class Tally {
    long occurred;
    long mattered;
  }

  private final Map<String, UnaryOperator<Case>> constructs = constructs();
  private final Map<String, Tally> tallies = new LinkedHashMap<>();
  private final Map<String, Long> ways = new TreeMap<>();

  Coverage() {
    constructs.keySet().forEach(construct -> tallies.put(construct, new Tally()));
    WAYS.forEach(way -> ways.put(way, 0L));
  }

  /** Leaves out each construct of a case in turn and notes whether its episodes change. */
  void noteConstructs(Case each, List<Episode> episodes) {
    constructs.forEach(
        (construct, leaveOut) -> {
          Case without = leaveOut.apply(each);
          if (!without.equals(each)) {
            Tally tally = tallies.get(construct);
            tally.occurred++;
            if (!Outcome.byKernel(without.version(), without.history())
                .episodes()
                .equals(episodes)) {
              tally.mattered++;
            }
          }
        });
  }

  /** Notes how the episodes of a case came about. */
  void noteWays(Case each, List<Episode> episodes) {
    Optional<Episode> before = Optional.empty();
    for (Episode episode : episodes) {
      noteWay(each, episode, before);
      before = Optional.of(episode);
    }
  }

  /** Constructs and ways that were rarer than asked. */
  List<String> rare(long occurred, long mattered, long gone) {
    List<String> rare = new ArrayList<>();
    tallies.forEach(
        (construct, tally) -> {
          if (tally.occurred < occurred || tally.mattered < mattered) {
            rare.add(construct);
          }
        });
    ways.forEach(
        (way, times) -> {
          if (times < gone) {
            rare.add(way);
          }
        });
    return rare;
  }

  @Override
  public String toString() {
    StringBuilder table =
        new StringBuilder("%-40s %10s %10s%n".formatted("construct", "occurred", "mattered"));
    tallies.forEach(
        (construct, tally) ->
            table.append("%-40s %10d %10d%n".formatted(construct, tally.occurred, tally.mattered)));
    ways.forEach((way, times) -> table.append("%-40s %10d%n".formatted(way, times)));
    return table.toString();
  }

  private void noteWay(Case each, Episode episode, Optional<Episode> before) {
    go(when(each, episode.entryAt()));
    Optional<Rule> crossing =
        each.version().rules().stream()
            .filter(rule -> episode.crossingRule().equals(Optional.of(rule.id())))
            .findFirst();
    if (crossing.isEmpty()) {
      go(NO_RULE);
    } else {
      if (isNegative(crossing.get())) {
        go(NEGATIVE_RULE);
      }
      if (crossing.get() instanceof AttributeRule) {
        go(ATTRIBUTE_RULE);
      }
    }
    if (before.isPresent()) {
      go(before.get().exitAt().orElseThrow() == episode.entryAt() ? AT_EXIT : AGAIN);
    }
  }

  private static String when(Case each, long entryAt) {
    if (entryAt == each.history().createdAt()) {
      return AT_CREATION;
    }
    if (each.history().entries().stream().anyMatch(entry -> entry.visibleAt() == entryAt)) {
      return BY_ENTRY;
    }
    return isWindowEnd(each, entryAt) ? AT_WINDOW_END : AT_MIDNIGHT;
  }

  private void go(String way) {
    ways.merge(way, 1L, Long::sum);
  }

  private static boolean isWindowEnd(Case each, long instant) {
    return each.version().rules().stream()
        .filter(rule -> rule instanceof EventRule event && event.fading().window().isPresent())
        .anyMatch(
            rule ->
                each.history().entries().stream()
                    .filter(
                        entry ->
                            entry.condition().equals(Optional.of(((EventRule) rule).condition())))
                    .anyMatch(
                        entry ->
                            instant(entry.occurredAt())
                                .plus(((EventRule) rule).fading().window().orElseThrow())
                                .equals(instant(instant))));
  }

  private static Map<String, UnaryOperator<Case>> constructs() {
    Map<String, UnaryOperator<Case>> constructs = new LinkedHashMap<>();
    constructs.put("attribute rule", rules(AttributeRule.class::isInstance, List.of()));
    constructs.put("negative points", rules(rule -> isNegative(rule), List.of()));
    constructs.put("count once", counting(Counting.Once.class::isInstance));
    constructs.put("count at most, rolling", counting(Counting.AtMostWithin.class::isInstance));
    for (CalendarPeriod period : CalendarPeriod.values()) {
      constructs.put(
          "count at most, per " + period.name().toLowerCase(Locale.ROOT),
          counting(c -> c instanceof AtMostPerPeriod periodic && periodic.per() == period));
    }
    constructs.put(
        "window", fading(f -> f.window().isPresent() && f.decay().isEmpty(), Fading.NONE));
    constructs.put(
        "half-life", fading(f -> f.window().isEmpty() && f.decay().isPresent(), Fading.NONE));
    constructs.put(
        "window and half-life",
        fading(f -> f.window().isPresent() && f.decay().isPresent(), Fading.NONE));
    constructs.put(
        "cap of a rule",
        version(v -> Versions.mapRules(v, rule -> RuleCopies.with(rule, Cap.NONE))));
    constructs.put(
        "cap of a group",
        version(
            v ->
                Versions.withGroups(
                    v,
                    v.groups().stream()
                        .map(g -> new Group(g.name(), g.dimension(), Cap.NONE))
                        .toList())));
    constructs.put(
        "cap of a dimension",
        version(
            v ->
                Versions.withDimensions(
                    v,
                    v.dimensions().stream().map(d -> new Dimension(d.name(), Cap.NONE)).toList())));
    constructs.put("cap of the total", version(v -> Versions.withTotalCap(v, Cap.NONE)));
    constructs.put(
        "segments",
        version(
            v ->
                Versions.withSegments(
                    v, v.segments().subList(v.segments().size() - 1, v.segments().size()))));
    constructs.put("suppression", version(v -> Versions.withSuppressions(v, List.of())));
    constructs.put("a zone that is not UTC", version(v -> Versions.withZone(v, ZoneId.of("UTC"))));
    constructs.put("event known late", history(Coverage::withoutLateness));
    constructs.put("end of an episode", history(Coverage::withoutEnds));
    constructs.put("known before the creation", history(Coverage::createdFirst));
    return constructs;
  }

  private static UnaryOperator<Case> version(UnaryOperator<RuleVersion> change) {
    return each -> new Case(change.apply(each.version()), each.history());
  }

  private static UnaryOperator<Case> history(UnaryOperator<History> change) {
    return each -> new Case(each.version(), change.apply(each.history()));
  }

  private static UnaryOperator<Case> rules(Predicate<Rule> which, List<Rule> instead) {
    return version(
        v ->
            Versions.withRules(
                v,
                v.rules().stream()
                    .flatMap(rule -> (which.test(rule) ? instead : List.of(rule)).stream())
                    .toList()));
  }

  private static UnaryOperator<Case> counting(Predicate<Counting> which) {
    return events(
        event ->
            which.test(event.counting()) ? RuleCopies.with(event, new Counting.Every()) : event);
  }

  private static UnaryOperator<Case> fading(Predicate<Fading> which, Fading instead) {
    return events(event -> which.test(event.fading()) ? RuleCopies.with(event, instead) : event);
  }

  private static UnaryOperator<Case> events(Function<EventRule, Rule> change) {
    return version(
        v ->
            Versions.mapRules(
                v, rule -> rule instanceof EventRule event ? change.apply(event) : rule));
  }

  private static History withoutLateness(History from) {
    return History.inOrder(
        from.createdAt(),
        from.until(),
        from.entries().stream()
            .map(
                entry ->
                    new Entry(
                        entry.occurredAt(),
                        entry.occurredAt(),
                        entry.kind(),
                        entry.condition(),
                        entry.cause(),
                        entry.value()))
            .toList());
  }

  private static boolean isNegative(Rule rule) {
    return RuleCopies.points(rule).stream().anyMatch(points -> points.millionths() < 0);
  }

  private static History withoutEnds(History from) {
    return new History(
        from.createdAt(),
        from.until(),
        from.entries().stream().filter(entry -> entry.kind() != Kind.ENDS).toList());
  }

  private static History createdFirst(History from) {
    long first = from.entries().stream().mapToLong(Entry::visibleAt).min().orElse(from.createdAt());
    return new History(Math.min(first, from.createdAt()), from.until(), from.entries());
  }
}
