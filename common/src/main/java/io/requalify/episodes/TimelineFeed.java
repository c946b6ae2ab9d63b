package io.requalify.episodes;

import io.requalify.scoring.Replay;
import io.requalify.scoring.WholeTimeline;
import io.requalify.tables.result.TimelinesTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Gives the entries of timelines to a replay, contact by contact. What becomes visible after the
 * review's instant is not looked at.
 */
final class TimelineFeed {
  /** What is read of a timeline, in this order. */
  static final List<String> COLUMNS =
      List.of(
          TimelinesTable.CONTACT_ID,
          TimelinesTable.ACCOUNT_ID,
          TimelinesTable.CHANNEL,
          TimelinesTable.CREATED_AT,
          TimelinesTable.VISIBLE_AT,
          TimelinesTable.OCCURRED_AT,
          TimelinesTable.CODE,
          TimelinesTable.VALUE);

  static final int CONTACT_ID = COLUMNS.indexOf(TimelinesTable.CONTACT_ID);
  static final int ACCOUNT_ID = COLUMNS.indexOf(TimelinesTable.ACCOUNT_ID);
  static final int CHANNEL = COLUMNS.indexOf(TimelinesTable.CHANNEL);
  static final int CREATED_AT = COLUMNS.indexOf(TimelinesTable.CREATED_AT);
  private static final int VISIBLE_AT = COLUMNS.indexOf(TimelinesTable.VISIBLE_AT);
  private static final int OCCURRED_AT = COLUMNS.indexOf(TimelinesTable.OCCURRED_AT);
  private static final int CODE = COLUMNS.indexOf(TimelinesTable.CODE);
  private static final int VALUE = COLUMNS.indexOf(TimelinesTable.VALUE);
  private static final int NO_VALUE = -1;
  private static final long[] NEVER = {};
  private static final int[] NOWHERE = {};
  private static final int[] NO_VALUES = {};

  private final Replay replay;
  private final long asOf;
  private final Map<UTF8String, Integer> values = new HashMap<>();
  private long[] takenAlongAt = NEVER;
  private int[] takenAlongBy = NOWHERE;
  private int taken;

  TimelineFeed(Replay replay, long asOf) {
    this.replay = replay;
    this.asOf = asOf;
  }

  /** Begins a contact that no account takes along. */
  void begin() {
    begin(NEVER, NOWHERE);
  }

  /**
   * Begins a contact.
   *
   * @param instants at which accounts take it along, in order
   * @param scorecards under which version each does
   */
  void begin(long[] instants, int[] scorecards) {
    values.clear();
    takenAlongAt = instants;
    takenAlongBy = scorecards;
    taken = 0;
  }

  /** Gives one row of the contact's timeline; its rows come in the order of their parts. */
  void give(InternalRow row) {
    give(read(row));
  }

  /** Gives a part of the contact's timeline that was read. */
  void give(WholeTimeline part) {
    give(part, Long.MAX_VALUE);
  }

  /** Gives those entries of a part that take effect up to and including an instant. */
  void give(WholeTimeline part, long until) {
    int[] values = part.values();
    for (int i = 0; i < part.size() && part.visibleAt()[i] <= until; i++) {
      if (taken < takenAlongAt.length) {
        takeAlongBefore(part.visibleAt()[i]);
      }
      int value = values.length == 0 ? NO_VALUE : values[i];
      replay.entry(part.visibleAt()[i], part.occurredAt()[i], part.codes()[i], value);
    }
  }

  /** What of a row is visible by the review's instant. */
  WholeTimeline read(InternalRow row) {
    long[] visible = row.getArray(VISIBLE_AT).toLongArray();
    long[] occurred = row.isNullAt(OCCURRED_AT) ? visible : row.getArray(OCCURRED_AT).toLongArray();
    int size = visible.length;
    while (size > 0 && visible[size - 1] > asOf) {
      size--;
    }
    return new WholeTimeline(
        row.getLong(CREATED_AT),
        visible,
        occurred,
        row.getArray(CODE).toIntArray(),
        row.isNullAt(VALUE) ? NO_VALUES : numbers(row.getArray(VALUE), size),
        size);
  }

  /** Ends the contact. */
  void end() {
    end(asOf);
  }

  /** Ends the contact as of an earlier instant, after which nothing of it was given. */
  void end(long until) {
    takeAlongBefore(until == Long.MAX_VALUE ? until : until + 1);
    replay.end(until);
  }

  /** What happens at the same instant comes first. */
  private void takeAlongBefore(long instant) {
    while (taken < takenAlongAt.length && takenAlongAt[taken] < instant) {
      replay.takeAlong(takenAlongBy[taken], takenAlongAt[taken]);
      taken++;
    }
  }

  private int[] numbers(ArrayData carried, int size) {
    int[] numbers = new int[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = number(carried, i);
    }
    return numbers;
  }

  /** Number of a value, from 0 for each contact in the order of their first appearance. */
  private int number(ArrayData carried, int place) {
    if (carried.isNullAt(place)) {
      return NO_VALUE;
    }

    UTF8String value = carried.getUTF8String(place);
    Integer known = values.get(value);
    if (known != null) {
      return known;
    }
    values.put(value.copy(), values.size());
    return values.size() - 1;
  }
}
