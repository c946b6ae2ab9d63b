package io.requalify.scoring;

import static io.requalify.scoring.History.instant;
import static io.requalify.scoring.History.micros;

import io.requalify.rules.Cap;
import io.requalify.rules.Counting;
import io.requalify.rules.Fading;
import io.requalify.rules.Points;
import io.requalify.rules.Requirement;
import io.requalify.rules.Requirement.All;
import io.requalify.rules.Requirement.Any;
import io.requalify.rules.Requirement.Comparison;
import io.requalify.rules.Rule;
import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.rules.RuleVersion.Group;
import io.requalify.rules.RuleVersion.Segment;
import io.requalify.scoring.History.Entry;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Makes a counterexample small: takes any step that leaves something out and still fails. */
final class Shrinker {
  /** A version and a history that something is wrong with. */
  record Case(RuleVersion version, History history) {
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("zone " + version.timezone() + "\n");
      version.segments().forEach(segment -> text.append(segment).append('\n'));
      version.dimensions().forEach(dimension -> text.append(dimension).append('\n'));
      text.append("total ").append(version.total()).append('\n');
      version.groups().forEach(group -> text.append(group).append('\n'));
      version.rules().forEach(rule -> text.append(rule).append('\n'));
      version.suppressions().forEach(suppression -> text.append(suppression).append('\n'));
      for (Segment segment : version.segments()) {
        Requirement requirement = version.qualify().get(segment.name());
        text.append("qualify ").append(segment.name()).append(' ').append(requirement).append('\n');
      }
      return text.append(history).toString();
    }
  }

  private final Predicate<Case> fails;

  Shrinker(Predicate<Case> fails) {
    this.fails = fails;
  }

  /** The smallest failing case that single steps lead to. */
  Case shrink(Case failing) {
    Optional<Case> smaller = Optional.of(failing);
    Case smallest = failing;
    while (smaller.isPresent()) {
      smallest = smaller.get();
      smaller = smaller(smallest).stream().filter(fails).findFirst();
    }
    return smallest;
  }

  private static List<Case> smaller(Case from) {
    List<Case> smaller = new ArrayList<>();
    smallerHistories(from.history())
        .forEach(history -> smaller.add(new Case(from.version(), history)));
    smallerVersions(from.version())
        .forEach(version -> smaller.add(new Case(version, from.history())));
    return smaller;
  }

  private static List<History> smallerHistories(History from) {
    List<History> smaller = new ArrayList<>();
    for (int i = 0; i < from.entries().size(); i++) {
      smaller.add(new History(from.createdAt(), from.until(), without(from.entries(), i)));
    }
    for (int i = 0; i < from.entries().size(); i++) {
      List<Entry> entries = new ArrayList<>(from.entries());
      Entry entry = entries.get(i);
      if (entry.visibleAt() != entry.occurredAt()) {
        entries.set(i, entry.at(entry.occurredAt()));
        smaller.add(History.inOrder(from.createdAt(), from.until(), entries));
      }
      for (ChronoUnit unit : List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.SECONDS)) {
        long rounded = micros(instant(entry.visibleAt()).truncatedTo(unit));
        if (rounded != entry.visibleAt()) {
          List<Entry> moved = new ArrayList<>(from.entries());
          moved.set(i, entry.at(rounded));
          smaller.add(History.inOrder(from.createdAt(), from.until(), moved));
        }
      }
    }
    long last = from.entries().stream().mapToLong(Entry::visibleAt).max().orElse(from.createdAt());
    if (last < from.until()) {
      smaller.add(new History(from.createdAt(), last, from.entries()));
      long earlier = last + (from.until() - last) / 2;
      smaller.add(new History(from.createdAt(), earlier, from.entries()));
    }
    long first = from.entries().stream().mapToLong(Entry::visibleAt).min().orElse(from.createdAt());
    if (first < from.createdAt()) {
      smaller.add(new History(first, from.until(), from.entries()));
    }
    return smaller;
  }

  private static List<RuleVersion> smallerVersions(RuleVersion from) {
    List<RuleVersion> smaller = new ArrayList<>();
    for (int i = 0; i < from.rules().size(); i++) {
      smaller.add(Versions.withRules(from, without(from.rules(), i)));
    }
    for (int i = 0; i < from.suppressions().size(); i++) {
      smaller.add(Versions.withSuppressions(from, without(from.suppressions(), i)));
    }
    for (int i = 0; i < from.segments().size() - 1; i++) {
      smaller.add(Versions.withSegments(from, without(from.segments(), i)));
    }
    if (!from.timezone().equals(ZoneId.of("UTC"))) {
      smaller.add(Versions.withZone(from, ZoneId.of("UTC")));
    }
    if (!from.total().cap().equals(Cap.NONE)) {
      smaller.add(Versions.withTotalCap(from, Cap.NONE));
    }
    if (from.dimensions().stream().anyMatch(dimension -> !dimension.cap().equals(Cap.NONE))) {
      smaller.add(
          Versions.withDimensions(
              from,
              from.dimensions().stream().map(d -> new Dimension(d.name(), Cap.NONE)).toList()));
    }
    if (!from.groups().isEmpty()) {
      RuleVersion ungrouped = Versions.mapRules(from, r -> RuleCopies.inGroup(r, Optional.empty()));
      smaller.add(Versions.withGroups(ungrouped, List.<Group>of()));
    }
    for (int i = 0; i < from.rules().size(); i++) {
      smaller.addAll(withSmallerRule(from, i));
    }
    for (Segment segment : from.segments()) {
      for (Requirement part : smallerRequirements(from.qualify().get(segment.name()))) {
        smaller.add(Versions.withRequirement(from, segment.name(), part));
      }
    }
    return smaller;
  }

  private static List<RuleVersion> withSmallerRule(RuleVersion from, int place) {
    Rule rule = from.rules().get(place);
    List<Rule> smaller = new ArrayList<>();
    if (!rule.cap().equals(Cap.NONE)) {
      smaller.add(RuleCopies.with(rule, Cap.NONE));
    }
    Optional<Points> points = RuleCopies.points(rule);
    if (points.isPresent() && Math.abs(points.get().millionths()) != 10_000_000) {
      smaller.add(RuleCopies.with(rule, Points.of(points.get().millionths() < 0 ? -10 : 10)));
    }
    if (rule instanceof EventRule event) {
      if (!event.counting().equals(new Counting.Every())) {
        smaller.add(RuleCopies.with(event, new Counting.Every()));
      }
      if (event.fading().window().isPresent()) {
        smaller.add(RuleCopies.with(event, new Fading(Optional.empty(), event.fading().decay())));
      }
      if (event.fading().decay().isPresent()) {
        smaller.add(RuleCopies.with(event, Fading.of(event.fading().window(), Optional.empty())));
      }
    }
    return smaller.stream()
        .map(
            each -> {
              List<Rule> rules = new ArrayList<>(from.rules());
              rules.set(place, each);
              return Versions.withRules(from, rules);
            })
        .toList();
  }

  private static List<Requirement> smallerRequirements(Requirement from) {
    if (from instanceof All all) {
      return all.parts();
    }
    if (from instanceof Any any) {
      return any.parts();
    }
    Comparison comparison = (Comparison) from;
    List<Requirement> smaller = new ArrayList<>();
    if (comparison.threshold().millionths() != 10_000_000) {
      smaller.add(new Comparison(comparison.measure(), comparison.operator(), Points.of(10)));
    }
    return smaller;
  }

  private static <T> List<T> without(List<T> list, int place) {
    List<T> rest = new ArrayList<>(list);
    rest.remove(place);
    return rest;
  }
}
