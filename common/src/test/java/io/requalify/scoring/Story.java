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
  private long createdAt = micros(Instant.parse("2024-01-01T00:00:00Z"));
  private Outcome outcome;

  private Story(RuleVersion version) {
    this.version = version;
  }

  /** A contact created at the beginning of 2024, unless told otherwise. */
  static Story under(RuleVersion version) {
    return new Story(version);
  }

  Story created(String at) {
    createdAt = micros(Instant.parse(at));
    return this;
  }

  Story event(String at, String condition) {
    return event(at, at, condition);
  }

  Story event(String occurredAt, String visibleAt, String condition) {
    return add(visibleAt, occurredAt, Kind.EVENT, Optional.of(ConditionText.onEvent(condition)));
  }

  Story begins(String at, String condition) {
    return add(at, at, Kind.BEGINS, Optional.of(ConditionText.onFacts(condition)));
  }

  Story ceases(String at, String condition) {
    return add(at, at, Kind.CEASES, Optional.of(ConditionText.onFacts(condition)));
  }

  Story recycled(String at) {
    long instant = micros(Instant.parse(at));
    entries.add(
        new Entry(instant, instant, Kind.ENDS, Optional.empty(), Optional.of(ExitCause.RECYCLED)));
    return this;
  }

  Story lost(String at) {
    long instant = micros(Instant.parse(at));
    entries.add(
        new Entry(instant, instant, Kind.ENDS, Optional.empty(), Optional.of(ExitCause.LOST)));
    return this;
  }

  /** Replays the story by kernel and oracle, which must agree exactly. */
  Story until(String at) {
    History history = History.inOrder(createdAt, micros(Instant.parse(at)), entries);
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

  /** Instants of the entries. */
  List<String> entries() {
    return outcome.episodes().stream().map(e -> instant(e.entryAt()).toString()).toList();
  }

  private Story add(
      String visibleAt, String occurredAt, Kind kind, Optional<ConditionText> condition) {
    entries.add(
        new Entry(
            micros(Instant.parse(visibleAt)),
            micros(Instant.parse(occurredAt)),
            kind,
            condition,
            Optional.empty()));
    return this;
  }
}
