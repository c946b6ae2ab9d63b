package io.requalify.scoring;

import static io.requalify.scoring.History.instant;
import static io.requalify.scoring.History.micros;

import io.requalify.rules.ConditionText;
import io.requalify.rules.ExitCause;
import io.requalify.scoring.History.Entry;
import io.requalify.scoring.History.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Draws short histories, close to turns of the clocks and ends of months, on a coarse grid of time
 * so that much happens at one instant.
 */
final class RandomHistories {
  private static final long HOUR = 3_600_000_000L;
  private static final long DAY = 24 * HOUR;

  private static final List<Long> GAPS = List.of(0L, 0L, 0L, HOUR, 6 * HOUR, 23 * HOUR, DAY);
  private static final int FACTS = 4;

  private static final List<Optional<String>> VALUES =
      List.of(
          Optional.of("guide"), Optional.of("guide"), Optional.of("price-list"), Optional.empty());

  /** Days before something odd in one of {@link RandomVersions#ZONES}. */
  private static final List<Instant> STARTS =
      List.of(
          Instant.parse("2024-03-07T00:00:00Z"),
          Instant.parse("2024-10-24T00:00:00Z"),
          Instant.parse("2024-10-31T00:00:00Z"),
          Instant.parse("2024-04-03T00:00:00Z"),
          Instant.parse("2018-11-01T00:00:00Z"),
          Instant.parse("2010-11-04T00:00:00Z"),
          Instant.parse("2011-12-27T00:00:00Z"),
          Instant.parse("2023-02-24T00:00:00Z"));

  private final Draw draw;

  RandomHistories(Draw draw) {
    this.draw = draw;
  }

  History next() {
    long start = micros(draw.from(STARTS));
    int days = 2 + draw.below(draw.chance(0.2) ? 30 : 9);
    List<Long> times = times(start, days, 1 + draw.below(draw.chance(0.1) ? 30 : 14));
    List<Entry> entries = new ArrayList<>();
    boolean[] holds = new boolean[FACTS];
    for (long at : times) {
      Entry entry = entry(at, holds);
      entries.add(entry);
      if (entry.kind() == Kind.EVENT && draw.chance(0.5)) {
        entries.add(carrying(entry));
      }
      if (entry.kind() == Kind.BEGINS && draw.chance(0.3)) {
        entries.addAll(flickering(entry));
      }
    }
    long created = draw.chance(0.7) ? start : draw.from(times);
    long last = entries.stream().mapToLong(Entry::visibleAt).max().orElse(start);
    long until = last + draw.below(4) * (draw.below(12) * DAY + draw.below(24) * HOUR);
    return History.inOrder(created, until, entries);
  }

  /** Times in order: some alone, some soon after another or at the same instant. */
  private List<Long> times(long start, int days, int size) {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      boolean close = !times.isEmpty() && draw.chance(0.5);
      times.add(close ? draw.from(times) + draw.from(GAPS) : time(start, days));
    }
    times.sort(Long::compare);
    return times;
  }

  private Entry entry(long at, boolean[] holds) {
    return switch (draw.below(10)) {
      case 0 -> end(at);
      case 1, 2 -> factChange(at, holds);
      default -> event(at);
    };
  }

  private Entry end(long at) {
    ExitCause cause = draw.chance(0.5) ? ExitCause.RECYCLED : ExitCause.LOST;
    return Entry.ends(at, cause);
  }

  private Entry event(long at) {
    long late = 0;
    if (draw.chance(0.25)) {
      late = draw.chance(0.5) ? draw.below(12) * HOUR : draw.below(8) * DAY;
    }
    return Entry.event(at + late, at, RandomVersions.eventCondition(draw.low(3)));
  }

  /** The same event by the condition that carries a field, with a value or without. */
  private Entry carrying(Entry event) {
    return Entry.event(
        event.visibleAt(),
        event.occurredAt(),
        event.condition().orElseThrow().carrying(Versions.FIELD),
        draw.from(VALUES));
  }

  /** A change of what holds; now and then one that says again what held already. */
  private Entry factChange(long at, boolean[] holds) {
    int fact = draw.low(FACTS);
    holds[fact] ^= draw.chance(0.95);
    return Entry.fact(
        at, holds[fact] ? Kind.BEGINS : Kind.CEASES, RandomVersions.factCondition(fact));
  }

  /** The same ceases and begins again. */
  private List<Entry> flickering(Entry begins) {
    long ceases = begins.visibleAt() + draw.from(GAPS) + HOUR;
    long again = ceases + draw.from(GAPS);
    ConditionText condition = begins.condition().orElseThrow();
    return List.of(
        Entry.fact(ceases, Kind.CEASES, condition), Entry.fact(again, Kind.BEGINS, condition));
  }

  private long time(long start, int days) {
    long day = start + draw.below(days) * DAY;
    return switch (draw.below(6)) {
      case 0, 1 -> day + draw.below(4) * 6 * HOUR;
      case 2, 3 -> day + draw.below(24) * HOUR;
      case 4 -> day + draw.below(1_000_000) * 86_399L;
      default ->
          micros(
              instant(day)
                  .atZone(draw.from(RandomVersions.ZONES))
                  .toLocalDate()
                  .atStartOfDay(draw.from(RandomVersions.ZONES))
                  .toInstant());
    };
  }
}
