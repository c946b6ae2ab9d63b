package io.requalify.scoring;

import io.requalify.rules.ConditionText;
import io.requalify.rules.RuleVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a scorer says of one contact under one version.
 *
 * @param measures millionths of the dimensions and last of the total, as of the end of the history,
 *     or the creation where that comes later
 */
record Outcome(List<Episode> episodes, List<Long> measures) {
  private static final double RELATIVE = 1e-9;

  static Outcome byOracle(int scorecard, RuleVersion version, History history) {
    Oracle oracle = new Oracle(scorecard, version, history);
    return new Outcome(oracle.episodes(), oracle.measures());
  }

  static Outcome byKernel(RuleVersion version, History history) {
    return byKernel(List.of(version), List.of(history)).get(0).get(0);
  }

  /** Outcomes of histories, one after the other through one replay, under each version. */
  static List<List<Outcome>> byKernel(List<RuleVersion> versions, List<History> histories) {
    Map<ConditionText, Integer> numbers = new HashMap<>();
    List<Scorecard> cards =
        versions.stream().map(version -> Scorecard.of(version, text -> of(text, numbers))).toList();
    List<Episode> found = new ArrayList<>();
    Replay replay = new Replay(cards, found::add);
    Screened screened = new Screened(cards);
    List<List<Outcome>> outcomes = new ArrayList<>();
    for (History history : histories) {
      found.clear();
      WholeTimeline timeline = timeline(history, numbers);
      replay.begin(timeline.createdAt());
      for (int i = 0; i < timeline.size(); i++) {
        replay.entry(
            timeline.visibleAt()[i],
            timeline.occurredAt()[i],
            timeline.codes()[i],
            timeline.values()[i]);
      }
      replay.end(history.until());
      screened.requireSame(found, timeline, history.until());
      List<Outcome> ofHistory = new ArrayList<>();
      for (int card = 0; card < cards.size(); card++) {
        int index = card;
        ofHistory.add(
            new Outcome(
                found.stream().filter(episode -> episode.scorecard() == index).toList(),
                Arrays.stream(replay.measures(card)).boxed().toList()));
      }
      outcomes.add(ofHistory);
    }
    return outcomes;
  }

  /** Gives a replay an entry, with the numbers of conditions and values. */
  static void give(
      History.Entry entry,
      Replay replay,
      Map<ConditionText, Integer> numbers,
      Map<String, Integer> values) {
    replay.entry(
        entry.visibleAt(),
        entry.occurredAt(),
        entry.code(text -> of(text, numbers)),
        entry.value(text -> values.computeIfAbsent(text, each -> values.size())));
  }

  private static WholeTimeline timeline(History history, Map<ConditionText, Integer> numbers) {
    Map<String, Integer> values = new HashMap<>();
    List<History.Entry> entries = history.entries();
    return new WholeTimeline(
        history.createdAt(),
        entries.stream().mapToLong(History.Entry::visibleAt).toArray(),
        entries.stream().mapToLong(History.Entry::occurredAt).toArray(),
        entries.stream().mapToInt(entry -> entry.code(text -> of(text, numbers))).toArray(),
        entries.stream()
            .mapToInt(
                entry -> entry.value(text -> values.computeIfAbsent(text, each -> values.size())))
            .toArray(),
        entries.size());
  }

  /** The screened replay, which must give the same episodes to the last bit. */
  private static final class Screened {
    private final List<Episode> found = new ArrayList<>();
    private final ScreenedReplay replay;

    Screened(List<Scorecard> cards) {
      replay = new ScreenedReplay(cards, found::add);
    }

    void requireSame(List<Episode> whole, WholeTimeline timeline, long until) {
      found.clear();
      replay.contact(timeline, until);
      List<Episode> expected = new ArrayList<>(whole);
      expected.sort(Comparator.comparingInt(Episode::scorecard));
      if (!found.equals(expected)) {
        throw new IllegalStateException(
            "Screened, the replay gives %s instead of %s".formatted(found, expected));
      }
    }
  }

  /** The same, scores to a relative difference of a billionth. */
  boolean closeTo(Outcome other) {
    if (measures.size() != other.measures.size()) {
      return false;
    }
    for (int i = 0; i < measures.size(); i++) {
      if (!close(measures.get(i), other.measures.get(i))) {
        return false;
      }
    }
    return close(episodes, other.episodes);
  }

  /** Whether episodes are the same, scores to a relative difference of a billionth. */
  static boolean close(List<Episode> some, List<Episode> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (!close(some.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean close(Episode one, Episode other) {
    boolean close = close(one.score(), other.score());
    for (int i = 0; i < one.dimensionScores().length; i++) {
      close &= close(one.dimensionScores()[i], other.dimensionScores()[i]);
    }
    return close && withScoresOf(one, other).equals(other);
  }

  private static Episode withScoresOf(Episode one, Episode other) {
    return new Episode(
        one.scorecard(),
        one.cycle(),
        one.entryAt(),
        other.score(),
        other.dimensionScores(),
        one.segment(),
        one.crossingRule(),
        one.rolledDown(),
        one.exitAt(),
        one.exitCause());
  }

  static boolean close(double one, double other) {
    return Math.abs(one - other) <= RELATIVE * Math.max(Math.abs(one), Math.abs(other));
  }

  /** Number of a condition, from 0 in the order of first appearance. */
  static int of(ConditionText text, Map<ConditionText, Integer> numbers) {
    return numbers.computeIfAbsent(text, each -> numbers.size());
  }
}
