package io.requalify.timelines;

import io.requalify.tables.result.TimelinesTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Writes the timeline of one contact, entry by entry, into rows that hold at most so many. Keeps no
 * more than the entries of one row.
 */
final class TimelineWriter {
  /** The rows that are written. */
  static final StructType SCHEMA =
      schema(
          TimelinesTable.CONTACT_ID,
          TimelinesTable.ACCOUNT_ID,
          TimelinesTable.CHANNEL,
          TimelinesTable.CREATED_AT,
          TimelinesTable.PART,
          TimelinesTable.VISIBLE_AT,
          TimelinesTable.OCCURRED_AT,
          TimelinesTable.CODE,
          TimelinesTable.VALUE);

  private static final int FIRST_CAPACITY = 16;

  private final UTF8String contact;
  private final UTF8String account;
  private final UTF8String channel;
  private final long createdAt;
  private final int entriesOfARow;
  private final Consumer<InternalRow> rows;
  private long[] visible = new long[FIRST_CAPACITY];
  private long[] occurred = new long[FIRST_CAPACITY];
  private int[] codes = new int[FIRST_CAPACITY];
  private final List<UTF8String> values = new ArrayList<>();
  private int size;
  private int part;
  private boolean isAnyLate;
  private boolean hasAnyValue;

  /**
   * Timeline of a contact without entries as yet.
   *
   * @param account may be null, as may the channel
   * @param createdAt microseconds since 1970
   * @param rows takes each row that is written
   */
  TimelineWriter(
      UTF8String contact,
      UTF8String account,
      UTF8String channel,
      long createdAt,
      int entriesOfARow,
      Consumer<InternalRow> rows) {
    this.contact = contact;
    this.account = account;
    this.channel = channel;
    this.createdAt = createdAt;
    this.entriesOfARow = entriesOfARow;
    this.rows = rows;
  }

  private static StructType schema(String... columns) {
    StructType whole = TimelinesTable.CONTRACT.schema();
    return new StructType(Arrays.stream(columns).map(whole::apply).toArray(StructField[]::new));
  }

  UTF8String contact() {
    return contact;
  }

  /** Appends the next entry; the row before is handed over where it is full. */
  void append(TimelineEntry entry) {
    if (size == entriesOfARow) {
      endRow();
    }
    if (size == codes.length) {
      int capacity = Math.min(2 * size, entriesOfARow);
      visible = Arrays.copyOf(visible, capacity);
      occurred = Arrays.copyOf(occurred, capacity);
      codes = Arrays.copyOf(codes, capacity);
    }
    visible[size] = entry.visible();
    occurred[size] = entry.occurred();
    codes[size] = entry.code();
    values.add(entry.value());
    size++;
    isAnyLate |= entry.occurred() != entry.visible();
    hasAnyValue |= entry.value() != null;
  }

  /** Ends the timeline: what is left is handed over. One without entries has one row, too. */
  void end() {
    endRow();
  }

  private void endRow() {
    rows.accept(
        new GenericInternalRow(
            new Object[] {
              contact,
              account,
              channel,
              createdAt,
              part,
              longs(visible),
              isAnyLate ? longs(occurred) : null,
              UnsafeArrayData.fromPrimitiveArray(
                  codes, Platform.INT_ARRAY_OFFSET, size, Integer.BYTES),
              hasAnyValue ? new GenericArrayData(values.toArray()) : null
            }));
    part++;
    size = 0;
    values.clear();
    isAnyLate = false;
    hasAnyValue = false;
  }

  private UnsafeArrayData longs(long[] numbers) {
    return UnsafeArrayData.fromPrimitiveArray(
        numbers, Platform.LONG_ARRAY_OFFSET, size, Long.BYTES);
  }
}
