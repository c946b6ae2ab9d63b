package io.requalify.scoring;

import static io.requalify.scoring.History.instant;
import static io.requalify.scoring.History.micros;

import io.requalify.rules.Requirement;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Segment;
import io.requalify.scoring.History.Entry;
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
      text.append(version.evaluation()).append('\n');
      version.segments().forEach(segment -> text.append(segment).append('\n'));
      version.dimensions().forEach(dimension -> text.append(dimension).append('\n'));
      text.append("total ").append(version.total()).append('\n');
      version.groups().forEach(group -> text.append(group).append('\n'));
      version.rules().forEach(rule -> text.append(rule).append('\n'));
      version.suppressions().forEach(suppression -> text.append(suppression).append('\n'));
      version.cells().forEach(axis -> text.append(axis).append('\n'));
      version.exit().ifPresent(exit -> text.append(exit).append('\n'));
      text.append(version.requalification()).append('\n');
      version.account().ifPresent(account -> text.append(account).append('\n'));
      text.append("fast tracks ").append(version.fastTracks()).append('\n');
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
    SmallerVersions.of(from.version())
        .forEach(version -> smaller.add(new Case(version, from.history())));
    return smaller;
  }

  /** Histories with a little less in them. */
  static List<History> smallerHistories(History from) {
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

  static <T> List<T> without(List<T> list, int place) {
    List<T> rest = new ArrayList<>(list);
    rest.remove(place);
    return rest;
  }
}
