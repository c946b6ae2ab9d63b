package io.requalify.timelines;

import io.requalify.scoring.Micros;
import io.requalify.scoring.Replay;
import io.requalify.scoring.WholeTimeline;
import io.requalify.tables.result.TimelinesTable;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * The timeline of one contact, in plain Java.
 *
 * @param createdAt microseconds UTC
 * @param entries in the order in which they take effect
 * @param takenAlong instants at which accounts take the contact along, in order, in microseconds
 *     UTC
 */
public record ContactTimeline(
    String contact, long createdAt, List<Entry> entries, List<Long> takenAlong) {
  /**
   * One entry.
   *
   * @param visibleAt microseconds UTC
   * @param occurredAt microseconds UTC
   * @param code see {@link io.requalify.scoring.TimelineCode}
   * @param value number of the value that the event carries, or negative
   */
  public record Entry(long visibleAt, long occurredAt, int code, int value) {}

  public ContactTimeline {
    entries = List.copyOf(entries);
    takenAlong = List.copyOf(takenAlong);
  }

  /**
   * The timeline that rows hold, of a contact that no account takes along.
   *
   * @param parts the rows of one contact with columns of {@link TimelinesTable}, at least one, in
   *     the order of their parts
   */
  public static ContactTimeline of(List<Row> parts) {
    Map<String, Integer> values = new HashMap<>();
    List<Entry> entries = new ArrayList<>();
    for (Row part : parts) {
      List<Long> visible = part.getList(part.fieldIndex(TimelinesTable.VISIBLE_AT));
      List<Long> occurred = listOr(part, TimelinesTable.OCCURRED_AT, visible);
      List<Integer> codes = part.getList(part.fieldIndex(TimelinesTable.CODE));
      List<String> carried = listOr(part, TimelinesTable.VALUE, List.of());
      for (int i = 0; i < codes.size(); i++) {
        String value = carried.isEmpty() ? null : carried.get(i);
        int number = value == null ? -1 : values.computeIfAbsent(value, each -> values.size());
        entries.add(new Entry(visible.get(i), occurred.get(i), codes.get(i), number));
      }
    }
    Timestamp created = parts.get(0).getAs(TimelinesTable.CREATED_AT);
    return new ContactTimeline(
        parts.get(0).getAs(TimelinesTable.CONTACT_ID),
        Micros.of(created.toInstant()),
        entries,
        List.of());
  }

  /** The same of a contact that accounts take along at these instants, microseconds UTC. */
  public ContactTimeline takenAlongAt(List<Long> instants) {
    return new ContactTimeline(contact, createdAt, entries, instants.stream().sorted().toList());
  }

  private static <T> List<T> listOr(Row row, String column, List<T> otherwise) {
    int place = row.fieldIndex(column);
    return row.isNullAt(place) ? otherwise : row.getList(place);
  }

  /** Instant of the last thing known, or of the creation where that is later. */
  public long last() {
    long last = createdAt;
    if (!entries.isEmpty()) {
      last = Math.max(last, entries.get(entries.size() - 1).visibleAt());
    }
    return takenAlong.isEmpty() ? last : Math.max(last, takenAlong.get(takenAlong.size() - 1));
  }

  /**
   * The same as the kernel reads it fastest, up to and including an instant; without the instants
   * at which accounts take the contact along.
   */
  public WholeTimeline whole(long until) {
    List<Entry> known = entries.stream().filter(entry -> entry.visibleAt() <= until).toList();
    return new WholeTimeline(
        createdAt,
        known.stream().mapToLong(Entry::visibleAt).toArray(),
        known.stream().mapToLong(Entry::occurredAt).toArray(),
        known.stream().mapToInt(Entry::code).toArray(),
        known.stream().mapToInt(Entry::value).toArray(),
        known.size());
  }

  /** Replays what had become known by an instant, under one version. */
  public void walk(Replay replay, long until) {
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
