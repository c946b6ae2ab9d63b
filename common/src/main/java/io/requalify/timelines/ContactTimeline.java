package io.requalify.timelines;

import io.requalify.scoring.Replay;
import io.requalify.tables.result.TimelinesTable;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * The timeline of one contact, in plain Java.
 *
 * @param createdAt microseconds UTC
 * @param entries in the order in which they take effect
 */
public record ContactTimeline(String contact, long createdAt, List<Entry> entries) {
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
  }

  /**
   * The timeline that rows hold.
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
        ChronoUnit.MICROS.between(Instant.EPOCH, created.toInstant()),
        entries);
  }

  private static <T> List<T> listOr(Row row, String column, List<T> otherwise) {
    int place = row.fieldIndex(column);
    return row.isNullAt(place) ? otherwise : row.getList(place);
  }

  /** Instant of the last thing known, or of the creation where that is later. */
  public long last() {
    return entries.isEmpty()
        ? createdAt
        : Math.max(createdAt, entries.get(entries.size() - 1).visibleAt());
  }

  /** Replays what had become known by an instant. */
  public void walk(Replay replay, long until) {
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
