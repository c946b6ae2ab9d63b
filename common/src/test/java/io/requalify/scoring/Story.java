package io.requalify.scoring;

import static io.requalify.scoring.History.instant;
import static io.requalify.scoring.History.micros;
import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.ConditionText;
import io.requalify.rules.ExitCause;
import io.requalify.rules.RuleVersion;
import io.requalify.scoring.History.Entry;
import io.requalify.scoring.History.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A history told in a test, and what both scorers make of it; they must agree. */
final class Story {
  private final RuleVersion version;
  private final List<Entry> entries = new ArrayList<>();
  private long createdAt = at("2024-01-01T00:00:00Z");
  private Outcome outcome;

  private Story(RuleVersion version) {
    this.version = version;
  }

  /** A contact created at the beginning of 2024, unless told otherwise. */
  static Story under(RuleVersion version) {
    return new Story(version);
  }

  Story created(String at) {
    createdAt = at(at);
    return this;
  }

  Story event(String at, String condition) {
    return event(at, at, condition);
  }

  Story event(String occurredAt, String visibleAt, String condition) {
    entries.add(Entry.event(at(visibleAt), at(occurredAt), ConditionText.onEvent(condition)));
    return this;
  }

  /** An event with a value of the field {@value Versions#FIELD}, by a condition that carries it. */
  Story eventWith(String value, String at, String condition) {
    entries.add(
        Entry.event(
            at(at),
            at(at),
            ConditionText.onEvent(condition).carrying(Versions.FIELD),
            Optional.of(value)));
    return this;
  }

  /** An event that has nothing in that field. */
  Story eventWithNothing(String at, String condition) {
    entries.add(
        Entry.event(at(at), at(at), ConditionText.onEvent(condition).carrying(Versions.FIELD)));
    return this;
  }

  Story begins(String at, String condition) {
    entries.add(Entry.fact(at(at), Kind.BEGINS, ConditionText.onFacts(condition)));
    return this;
  }

  Story ceases(String at, String condition) {
    entries.add(Entry.fact(at(at), Kind.CEASES, ConditionText.onFacts(condition)));
    return this;
  }

  Story recycled(String at) {
    entries.add(Entry.ends(at(at), ExitCause.RECYCLED));
    return this;
  }

  Story lost(String at) {
    entries.add(Entry.ends(at(at), ExitCause.LOST));
    return this;
  }

  /** Replays the story by kernel and oracle, which must agree exactly. */
  Story until(String at) {
    History history = History.inOrder(createdAt, at(at), entries);
    outcome = Outcome.byKernel(version, history);
    assertThat(outcome).isEqualTo(Outcome.byOracle(0, version, history));
    return this;
  }

  /** Total at the end, in points. */
  double total() {
    return outcome.measures().get(outcome.measures().size() - 1) / 1e6;
  }

  List<Episode> episodes() {
    return outcome.episodes();
  }

  /** The only episode. */
  Episode episode() {
    assertThat(outcome.episodes()).hasSize(1);
    return outcome.episodes().get(0);
  }

  /** Instants of the exits. */
  List<String> exits() {
    return outcome.episodes().stream()
        .filter(episode -> episode.exitAt().isPresent())
        .map(episode -> instant(episode.exitAt().getAsLong()).toString())
        .toList();
  }

  /** What is read of the dimensions at the end, in points. */
  List<Double> dimensions() {
    return outcome.measures().subList(0, outcome.measures().size() - 1).stream()
        .map(measure -> measure / 1e6)
        .toList();
  }

  /** Instants of the entries. */
  List<String> entries() {
    return outcome.episodes().stream().map(e -> instant(e.entryAt()).toString()).toList();
  }

  private static long at(String instant) {
    return micros(Instant.parse(instant));
  }
}
