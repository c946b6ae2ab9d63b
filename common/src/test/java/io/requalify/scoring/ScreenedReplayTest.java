package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.requalify.rules.ConditionText;
import io.requalify.rules.Counting.AtMostPerPeriod;
import io.requalify.rules.Counting.CalendarPeriod;
import io.requalify.rules.Decay.HalfLife;
import io.requalify.rules.Points;
import io.requalify.rules.Requirement.Comparison;
import io.requalify.rules.Requirement.Operator;
import io.requalify.rules.Rule;
import io.requalify.rules.RuleVersion;
import io.requalify.rules.RuleVersion.Dimension;
import io.requalify.scoring.History.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What is passed over, and that nothing else is. That the episodes are those of {@link Replay} is
 * asked of every outcome of a test ({@link Outcome}); here the thresholds lie where it is closest.
 */
final class ScreenedReplayTest {
  private static final long DAY = 86_400_000_000L;
  private static final int NEVER_REACHED = 900_000_000;
  private static final int MINUTES_OF_A_YEAR = 365 * 24 * 60;

  @Test
  void aContactThatJustReachesTheRequirementIsNotPassedOver() {
    Draw draw = new Draw(7);
    for (int round = 0; round < 400; round++) {
      RuleVersion version = fading(draw);
      History history = yearOf(40, draw);

      long highest = highestTotal(version, history);

      RuleVersion justReached = from(version, highest);
      assertThat(Outcome.byKernel(justReached, history).episodes()).isNotEmpty();
      assertThat(Outcome.byKernel(from(version, highest + 1), history).episodes()).isEmpty();
    }
  }

  @Test
  void noConstructKeepsOutAContactThatJustReachesTheRequirement() {
    int reached = 0;
    for (int round = 0; round < 3_000; round++) {
      Draw draw = new Draw(1_000_000 + round);
      RuleVersion version = new RandomVersions(draw).next();
      History history = new RandomHistories(draw).next();

      RuleVersion justReached = from(version, highestTotal(version, history));

      // Asks for the same episodes with and without passing over.
      reached += Outcome.byKernel(justReached, history).episodes().isEmpty() ? 0 : 1;
    }
    assertThat(reached).isGreaterThan(1_000);
  }

  @Test
  void aVersionUnderWhichPointsCannotSufficeIsPassedOver() {
    assertThat(passedOver(Versions.plain(Versions.event("page", 3)))).isEqualTo(1);
    assertThat(passedOver(Versions.plain(Versions.event("page", 4)))).isZero();
  }

  @Test
  void aVersionUnderWhichPointsRiseByThemselvesIsReplayed() {
    assertThat(
            passedOver(
                Versions.plain(Versions.event("page", 3), Versions.periodic("grows", "0.1", 30))))
        .isZero();
    assertThat(
            passedOver(Versions.plain(Versions.event("page", 3), Versions.silence("quiet", 1, 30))))
        .isZero();
    assertThat(
            passedOver(
                Versions.withFastTracks(
                    Versions.plain(Versions.event("page", 3)), List.of("page"))))
        .isZero();
  }

  @Test
  void entriesOutOfOrderAreRefused() {
    ScreenedReplay replay = replay(Versions.plain(Versions.event("page", 3)));
    int page = TimelineCode.event(0);
    long[] falling = {2 * DAY, DAY};
    long[] rising = {DAY, 2 * DAY};
    int[] codes = {page, page};

    assertThatThrownBy(
            () ->
                replay.contact(
                    new WholeTimeline(0, falling, falling, codes, new int[0], 2), 3 * DAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a timeline is in the order of visible_at");
    assertThatThrownBy(
            () -> replay.contact(new WholeTimeline(0, rising, rising, codes, new int[0], 2), DAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("after the end of the replay");
  }

  /** Of one contact with three page views, where 12 points are asked for. */
  private static long passedOver(RuleVersion version) {
    ScreenedReplay replay = replay(from(version, 12_000_000));
    long[] days = {DAY, 2 * DAY, 3 * DAY};
    int[] codes = {TimelineCode.event(0), TimelineCode.event(0), TimelineCode.event(0)};
    replay.contact(new WholeTimeline(0, days, days, codes, new int[0], 3), 10 * DAY);
    return replay.passedOver();
  }

  private static ScreenedReplay replay(RuleVersion version) {
    return new ScreenedReplay(List.of(Scorecard.of(version, text -> 0)), episode -> {});
  }

  private static RuleVersion fading(Draw draw) {
    List<EventRuleOf> rules = new ArrayList<>();
    for (int rule = 0; rule < 3; rule++) {
      rules.add(new EventRuleOf("e" + rule, 1 + draw.below(12), 2 + draw.below(600)));
    }
    return Versions.withDimensions(
        Versions.plain(rules.stream().map(EventRuleOf::rule).toArray(Rule[]::new)),
        List.of(new Dimension("engagement", Versions.atMost(14 + draw.below(20)))));
  }

  private record EventRuleOf(String id, int points, int hours) {
    Rule rule() {
      return Versions.event(
          id,
          points,
          new AtMostPerPeriod(1, CalendarPeriod.DAY),
          Versions.fading(new HalfLife(Duration.ofHours(hours))));
    }
  }

  /** Events at any minute of a year, some of them close to each other. */
  private static History yearOf(int events, Draw draw) {
    long created = History.micros(Instant.parse("2024-01-01T00:00:00Z"));
    List<Entry> entries = new ArrayList<>();
    long minute = 0;
    for (int event = 0; event < events; event++) {
      minute = draw.below(3) == 0 ? draw.below(MINUTES_OF_A_YEAR) : minute + draw.below(300);
      long at = created + minute * 60_000_000L;
      entries.add(Entry.event(at, at, ConditionText.onEvent("e" + draw.below(3))));
    }
    return History.inOrder(created, created + 400 * DAY, entries);
  }

  /** Highest total that an entry leads to, while nothing lets the contact in. */
  private static long highestTotal(RuleVersion version, History history) {
    RuleVersion closed = from(version, NEVER_REACHED * 1_000_000L);
    long highest = Long.MIN_VALUE;
    for (Entry entry : history.entries()) {
      List<Long> measures =
          Outcome.byKernel(
                  closed, history.knownBy(Math.max(entry.visibleAt(), history.createdAt())))
              .measures();
      highest = Math.max(highest, measures.get(measures.size() - 1));
    }
    return highest == Long.MIN_VALUE ? 0 : highest;
  }

  /** The version, where every segment asks for so many millionths in total. */
  private static RuleVersion from(RuleVersion version, long millionths) {
    RuleVersion changed = version;
    for (RuleVersion.Segment segment : version.segments()) {
      changed =
          Versions.withRequirement(
              changed,
              segment.name(),
              new Comparison(Comparison.TOTAL, Operator.AT_LEAST, new Points(millionths)));
    }
    return changed;
  }
}
