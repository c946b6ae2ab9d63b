package io.requalify.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.requalify.rules.ConditionText;
import io.requalify.rules.Counting;
import io.requalify.rules.Counting.AtMostPerPeriod;
import io.requalify.rules.Counting.AtMostWithin;
import io.requalify.rules.Counting.CalendarPeriod;
import io.requalify.rules.Fading;
import io.requalify.rules.Rule.EventRule;
import io.requalify.rules.RuleVersion;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The walk itself: many contacts, many versions, and what it refuses. */
final class ReplayTest {
  private static final long DAY = 86_400_000_000L;
  private static final int PAGE = TimelineCode.event(0);

  private final List<Episode> episodes = new ArrayList<>();

  @Test
  void eachVersionGetsItsOwnEpisodesFromOneWalk() {
    Replay replay =
        replay(
            Versions.plain(Versions.event("page", 5)), Versions.plain(Versions.event("page", 10)));

    replay.begin(0);
    replay.entry(DAY, DAY, PAGE);
    replay.entry(2 * DAY, 2 * DAY, PAGE);
    replay.end(3 * DAY);

    assertThat(episodes).extracting(Episode::scorecard).containsExactly(0, 1);
    assertThat(episodes).extracting(Episode::entryAt).containsExactly(2 * DAY, DAY);
  }

  @Test
  void aContactKnowsNothingOfTheOneBefore() {
    Replay replay =
        replay(
            Versions.plain(
                Versions.event(
                    "page",
                    6,
                    new AtMostWithin(2, Duration.ofDays(300)),
                    Fading.of(Optional.of(Duration.ofDays(100)), Optional.empty()))));
    replay.begin(0);
    replay.entry(DAY, DAY, PAGE);
    replay.entry(DAY, DAY, PAGE);
    replay.end(2 * DAY);
    episodes.clear();

    replay.begin(0);
    replay.entry(DAY, DAY, PAGE);
    replay.end(2 * DAY);
    assertThat(episodes).isEmpty();
    assertThat(replay.measures(0)).containsExactly(6_000_000, 6_000_000);

    replay.begin(0);
    replay.entry(DAY, DAY, PAGE);
    replay.entry(DAY, DAY, PAGE);
    replay.end(2 * DAY);
    assertThat(episodes).extracting(Episode::cycle).containsExactly(1);
  }

  @Test
  void conditionsThatNoVersionAsksForArePassedOver() {
    Replay replay = replay(Versions.plain(Versions.event("page", 10)));

    replay.begin(0);
    replay.entry(DAY, DAY, TimelineCode.event(77));
    replay.entry(DAY, DAY, TimelineCode.begins(78));
    replay.end(3 * DAY);

    assertThat(episodes).isEmpty();
  }

  @Test
  void entriesOutOfOrderAreRefused() {
    Replay replay = replay(Versions.plain(Versions.event("page", 10)));
    replay.begin(0);
    replay.entry(2 * DAY, 2 * DAY, PAGE);

    assertThatThrownBy(() -> replay.entry(DAY, DAY, PAGE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in the order of visible_at");
    assertThatThrownBy(() -> replay.entry(3 * DAY, 4 * DAY, PAGE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing is visible before it occurs");
    assertThatThrownBy(() -> replay.end(DAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("after the end of the replay");
    assertThatThrownBy(() -> replay.entry(3 * DAY, 3 * DAY, TimelineCode.ends(9)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9");
  }

  @Test
  void anEntryOutsideAContactIsRefused() {
    Replay replay = replay(Versions.plain(Versions.event("page", 10)));

    assertThatThrownBy(() -> replay.entry(DAY, DAY, PAGE))
        .isInstanceOf(IllegalStateException.class);
    replay.begin(0);
    replay.end(DAY);
    assertThatThrownBy(() -> replay.end(DAY)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void eventsOnceWarmAllocateNothing() {
    Replay replay = replay(busyVersion());
    walk(replay);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();

    long before = threads.getThreadAllocatedBytes(thread);
    walk(replay);
    long allocated = threads.getThreadAllocatedBytes(thread) - before;

    // 20,000 events; looking up the months and the turns of the clocks takes a little.
    assertThat(allocated).isLessThan(20_000);
  }

  @Test
  void yearsOfSilenceCostNoMoreThanAFewLooks() {
    Fading centuries = Fading.of(Optional.empty(), Optional.of(Duration.ofDays(36_500)));
    RuleVersion version =
        Versions.plain(
            Versions.event("page", 15),
            Versions.event("bounce", -10, new Counting.Every(), centuries));
    Replay replay =
        new Replay(
            List.of(Scorecard.of(version, text -> text.sql().equals("page") ? 0 : 1)),
            episodes::add);
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int contact = 0; contact < 1_000; contact++) {
      replay.begin(0);
      replay.entry(DAY, DAY, TimelineCode.event(1));
      replay.entry(DAY, DAY, PAGE);
      replay.end(36_600 * DAY);
    }
    Duration took =
        Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);

    // Half of the ten points are gone after a century: the midnight of day 36,501.
    assertThat(episodes).hasSize(1_000).allMatch(episode -> episode.entryAt() == 36_501 * DAY);
    // Looking at each of 36 million midnights would take far longer.
    assertThat(took).isLessThan(Duration.ofSeconds(2));
  }

  private static RuleVersion busyVersion() {
    Fading window = Fading.of(Optional.of(Duration.ofDays(3)), Optional.empty());
    Fading halfLife = Fading.of(Optional.empty(), Optional.of(Duration.ofDays(14)));
    Fading both = Fading.of(Optional.of(Duration.ofDays(3)), Optional.of(Duration.ofDays(2)));
    RuleVersion version =
        Versions.withRequirement(
            Versions.plain(
                rule("a", new Counting.Every(), window),
                rule("b", new AtMostWithin(2, Duration.ofDays(1)), halfLife),
                rule("c", new AtMostPerPeriod(3, CalendarPeriod.DAY), both),
                rule("d", new AtMostPerPeriod(3, CalendarPeriod.MONTH), Fading.NONE)),
            Versions.ALL,
            Versions.totalAtLeast(1_000_000));
    return Versions.withZone(version, ZoneId.of("Europe/Berlin"));
  }

  private static EventRule rule(String id, Counting counting, Fading fading) {
    return RuleCopies.on(Versions.event(id, 3, counting, fading), ConditionText.onEvent("page"));
  }

  /** An event each hour and one that becomes known a day late each sixth. */
  private static void walk(Replay replay) {
    replay.begin(0);
    for (int hour = 1; hour <= 20_000; hour++) {
      long at = hour * (DAY / 24);
      replay.entry(at, hour % 6 == 0 ? at - DAY : at, PAGE);
    }
    replay.end(20_001 * (DAY / 24));
  }

  private Replay replay(RuleVersion... versions) {
    List<Scorecard> cards =
        List.of(versions).stream().map(version -> Scorecard.of(version, text -> 0)).toList();
    return new Replay(cards, episodes::add);
  }
}
