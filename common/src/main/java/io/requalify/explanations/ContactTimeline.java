package io.requalify.explanations;

import io.requalify.scoring.Replay;
import java.util.Iterator;
import java.util.List;

/**
 * The timeline of one contact, in plain Java.
 *
 * @param createdAt microseconds UTC
 * @param entries in the order in which they take effect
 * @param takenAlong instants at which accounts take the contact along, in order, in microseconds
 *     UTC
 */
record ContactTimeline(String contact, long createdAt, List<Entry> entries, List<Long> takenAlong) {
  /**
   * One entry.
   *
   * @param visibleAt microseconds UTC
   * @param occurredAt microseconds UTC
   * @param code see {@link io.requalify.scoring.TimelineCode}
   * @param value number of the value that the event carries, or negative
   */
  record Entry(long visibleAt, long occurredAt, int code, int value) {}

  ContactTimeline {
    entries = List.copyOf(entries);
    takenAlong = List.copyOf(takenAlong);
  }

  /** Instant of the last thing known, or of the creation where that is later. */
  long last() {
    long last = createdAt;
    if (!entries.isEmpty()) {
      last = Math.max(last, entries.get(entries.size() - 1).visibleAt());
    }
    return takenAlong.isEmpty() ? last : Math.max(last, takenAlong.get(takenAlong.size() - 1));
  }

  /** Replays what had become known by an instant, under one version. */
  void walk(Replay replay, long until) {
    replay.begin(createdAt);
    Iterator<Long> taken = takenAlong.stream().filter(at -> at <= until).iterator();
    long next = next(taken);
    for (Entry entry : entries) {
      if (entry.visibleAt() > until) {
        break;
      }
      while (next < entry.visibleAt()) {
        replay.takeAlong(0, next);
        next = next(taken);
      }
      replay.entry(entry.visibleAt(), entry.occurredAt(), entry.code(), entry.value());
    }
    while (next < Long.MAX_VALUE) {
      replay.takeAlong(0, next);
      next = next(taken);
    }
    replay.end(until);
  }

  private static long next(Iterator<Long> taken) {
    return taken.hasNext() ? taken.next() : Long.MAX_VALUE;
  }
}
