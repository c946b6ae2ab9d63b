package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.requalify.rules.ConditionText;
import io.requalify.rules.Points;
import io.requalify.rules.Requirement;
import io.requalify.rules.Requirement.All;
import io.requalify.rules.Requirement.Any;
import io.requalify.rules.Requirement.Comparison;
import io.requalify.rules.Requirement.Operator;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Suppression.Effect;
import io.requalify.scoring.History.Entry;
import io.requalify.scoring.History.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How near contacts come to what versions ask, held against replays that ask for more or less. */
final class PeakReplayTest {
  private static final long POINT = 1_000_000;

  @Test
  void followingAContactChangesNothingOfWhenItEnters() {
    int entered = 0;
    for (int round = 0; round < 4_000; round++) {
      Draw draw = new Draw(round);
      RuleVersion version = new RandomVersions(draw).next();
      History history = new RandomHistories(draw).next();
      long from = within(history, draw);

      Optional<ScorePeak> peak = peak(version, history, from);

      OptionalLong first = firstEntry(version, history, from);
      assertThat(peak.map(ScorePeak::enteredAt).orElse(OptionalLong.empty()))
          .as("round %d", round)
          .isEqualTo(first);
      assertThat(peak.map(found -> found.rises(0)).orElse(false))
          .as("round %d", round)
          .isEqualTo(first.isPresent());
      entered += first.isPresent() ? 1 : 0;
    }
    assertThat(entered).isGreaterThan(400);
  }

  @Test
  void whoRisesToAnotherThresholdEntersUnderTheVersionThatAsksForIt() {
    int asked = 0;
    int let = 0;
    for (int round = 0; round < 3_000; round++) {
      Draw draw = new Draw(round);
      RuleVersion version = new RandomVersions(draw).next();
      History history = withoutEnds(new RandomHistories(draw).next());
      if (endsEpisodes(version)) {
        continue;
      }
      long from = within(history, draw);
      long total = draw.below(40) * POINT;
      Optional<ScorePeak> peak = peak(asking(version, total), history, from);
      for (long more : shifts(peak, draw)) {
        boolean enters = firstEntry(asking(version, total + more), history, from).isPresent();

        assertThat(peak.map(found -> found.rises(more)).orElse(false))
            .as("round %d, %d millionths more than %d: %s", round, more, total, peak)
            .isEqualTo(enters);

        asked++;
        let += enters ? 1 : 0;
      }
    }
    assertThat(asked).isGreaterThan(2_500);
    assertThat(let).isGreaterThan(500);
  }

  @Test
  void whatElseIsAskedStaysAsItIsWhileTheTotalMoves() {
    Requirement total = new Comparison(Comparison.TOTAL, Operator.AT_LEAST, Versions.points("20"));
    Requirement fit = new Comparison("engagement", Operator.AT_MOST, Versions.points("12"));
    RuleVersion version = Versions.plain(Versions.event("a", 5), Versions.event("b", 3));
    History history = story("a", "a", "b");

    ScorePeak both = only(asking(version, new All(List.of(total, fit))), history);
    ScorePeak either = only(asking(version, new Any(List.of(total, fit))), history);

    // 5, 10 and 13 in total; at 13 engagement is too high.
    assertThat(both.surplus()).hasValue(-10 * POINT);
    assertThat(both.asked()).hasValue(20 * POINT);
    assertThat(both.enteredAt()).isEmpty();
    // A score of nothing fulfils the second way in already, whatever the total.
    assertThat(either.surplus()).isEmpty();
    assertThat(either.enteredAt()).isPresent();
    assertThat(either.rises(1_000 * POINT)).isTrue();
  }

  @Test
  void whoWasInBeforeTheWindowComesInForHigherThresholdsOnly() {
    RuleVersion version = asking(Versions.plain(Versions.event("a", 5)), 10 * POINT);
    History history = story("a", "a", "a");

    ScorePeak peak = peak(version, history, at(2) + 1).orElseThrow();

    assertThat(peak.before()).hasValue(0);
    assertThat(peak.surplus()).hasValue(5 * POINT);
    assertThat(peak.reachedAt()).isEqualTo(at(3));
    assertThat(List.of(peak.rises(0), peak.rises(POINT), peak.rises(5 * POINT)))
        .containsExactly(false, true, true);
    assertThat(peak.rises(5 * POINT + 1)).isFalse();
  }

  @Test
  void whileAContactIsBlockedItsScoreDoesNotCount() {
    RuleVersion version =
        Versions.suppressing(
            asking(Versions.plain(Versions.event("a", 5)), 100 * POINT),
            "competitor",
            Effect.BLOCK);
    List<Entry> entries = new ArrayList<>(story("a", "a").entries());
    entries.add(Entry.fact(at(1) + 1, Kind.BEGINS, ConditionText.onFacts("competitor")));
    History history = History.inOrder(at(0), at(9), entries);

    assertThat(only(version, history).surplus()).hasValue(-95 * POINT);
  }

  private static ScorePeak only(RuleVersion version, History history) {
    return peak(version, history, history.createdAt()).orElseThrow();
  }

  /** Created at a day, and an event on each of the days that follow. */
  private static History story(String... events) {
    List<Entry> entries = new ArrayList<>();
    for (int day = 1; day <= events.length; day++) {
      entries.add(Entry.event(at(day), at(day), ConditionText.onEvent(events[day - 1])));
    }
    return History.inOrder(at(0), at(9), entries);
  }

  private static long at(int day) {
    return History.micros(Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(day)));
  }

  private static long within(History history, Draw draw) {
    long span = Math.max(0, history.until() - history.createdAt());
    return history.createdAt() + span * draw.below(80) / 100;
  }

  private static History withoutEnds(History history) {
    return new History(
        history.createdAt(),
        history.until(),
        history.entries().stream().filter(entry -> entry.kind() != Kind.ENDS).toList());
  }

  /** Those under which it matters to what follows whether a contact had entered. */
  private static boolean endsEpisodes(RuleVersion version) {
    return version.exit().isPresent()
        || !version.fastTracks().isEmpty()
        || version.suppressions().stream().anyMatch(each -> each.effect() == Effect.DROP);
  }

  private static List<Long> shifts(Optional<ScorePeak> peak, Draw draw) {
    List<Long> shifts = new ArrayList<>(List.of(0L, (draw.below(40) - 20) * POINT));
    peak.flatMap(found -> found.surplus().stream().boxed().findFirst())
        .ifPresent(surplus -> shifts.addAll(List.of(surplus, surplus + 1)));
    peak.flatMap(found -> found.before().stream().boxed().findFirst())
        .ifPresent(before -> shifts.addAll(List.of(before, before + 1)));
    return shifts;
  }

  private static RuleVersion asking(RuleVersion version, long total) {
    return asking(version, new Comparison(Comparison.TOTAL, Operator.AT_LEAST, new Points(total)));
  }

  private static RuleVersion asking(RuleVersion version, Requirement requirement) {
    RuleVersion changed = version;
    for (RuleVersion.Segment segment : version.segments()) {
      changed = Versions.withRequirement(changed, segment.name(), requirement);
    }
    return changed;
  }

  private static OptionalLong firstEntry(RuleVersion version, History history, long from) {
    return Outcome.byKernel(version, history).episodes().stream()
        .mapToLong(Episode::entryAt)
        .filter(entry -> entry >= from)
        .findFirst();
  }

  private static Optional<ScorePeak> peak(RuleVersion version, History history, long from) {
    Map<ConditionText, Integer> numbers = new HashMap<>();
    Map<String, Integer> values = new HashMap<>();
    Scorecard card = Scorecard.of(version, text -> Outcome.of(text, numbers));
    PeakReplay peaks = new PeakReplay(List.of(card), from);
    peaks.replay().begin(history.createdAt());
    history.entries().forEach(entry -> Outcome.give(entry, peaks.replay(), numbers, values));
    peaks.replay().end(history.until());
    return peaks.peaks().stream().findFirst();
  }
}
