package io.requalify.explanations;

import io.requalify.scoring.Replay;
import java.util.List;

/**
 * The timeline of one contact, in plain Java.
 *
 * @param createdAt microseconds UTC
 * @param entries in the order in which they take effect
 */
record ContactTimeline(String contact, long createdAt, List<Entry> entries) {
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
  }

  /** Instant of the last thing known, or of the creation where that is later. */
  long last() {
    return entries.isEmpty()
        ? createdAt
        : Math.max(createdAt, entries.get(entries.size() - 1).visibleAt());
  }

  /** Replays what had become known by an instant. */
  void walk(Replay replay, long until) {
    replay.begin(createdAt);
    for (Entry entry : entries) {
      if (entry.visibleAt() > until) {
        break;
      }
      replay.entry(entry.visibleAt(), entry.occurredAt(), entry.code(), entry.value());
    }
    replay.end(until);
  }
}
