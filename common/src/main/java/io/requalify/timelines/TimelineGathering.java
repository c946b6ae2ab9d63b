package io.requalify.timelines;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Gathers the rows of contacts and entries of one partition, which come in the order of their
 * {@link TimelinePlace}, into rows of timelines. Entries of a contact that is not known drop out.
 *
 * <p>Keeps in memory the entries of one second and what one row may hold, so a contact may have any
 * number of them. (Where all of its entries are of one second, all of them.)
 */
final class TimelineGathering extends GroupWalk<InternalRow> {
  /** Columns of the rows that come in; the value may be missing. */
  static final int PLACE = 0;

  static final int CONTACT = 1;
  static final int ABOUT = 2;
  static final int OCCURRED = 3;
  static final int KNOWN = 4;
  static final int TIE = 5;
  static final int CODE = 6;
  static final int VALUE = 7;

  /** Fields of what is said of a contact. */
  static final int CREATED_AT = 0;

  static final int ACCOUNT_ID = 1;
  static final int CHANNEL = 2;
  static final int FIELDS_OF_ABOUT = 3;

  private final int entriesOfARow;
  private final boolean carriesValues;

  /** Contacts of one hash: one, but for a rare accident. */
  private final List<OfOne> contacts = new ArrayList<>();

  private long place;

  TimelineGathering(Iterator<InternalRow> rows, int entriesOfARow, boolean carriesValues) {
    super(rows);
    this.entriesOfARow = entriesOfARow;
    this.carriesValues = carriesValues;
  }

  @Override
  protected boolean belongs(InternalRow row) {
    return TimelinePlace.isOneHash(row.getLong(PLACE), place);
  }

  @Override
  protected void begin(InternalRow first) {
    place = first.getLong(PLACE);
  }

  @Override
  protected void give(InternalRow row) {
    if (row.getLong(PLACE) != place) {
      contacts.forEach(OfOne::endSecond);
      place = row.getLong(PLACE);
    }
    if (TimelinePlace.isContact(place)) {
      contacts.add(new OfOne(row));
    } else {
      add(row);
    }
  }

  private void add(InternalRow row) {
    UTF8String contact = row.getUTF8String(CONTACT);
    for (OfOne each : contacts) {
      if (each.writer.contact().equals(contact)) {
        each.second.add(entry(row));
        return;
      }
    }
  }

  private TimelineEntry entry(InternalRow row) {
    return TimelineEntry.of(
        row.getLong(OCCURRED),
        row.getLong(KNOWN),
        row.getUTF8String(TIE).copy(),
        row.getInt(CODE),
        carriesValues ? copy(row, VALUE) : null);
  }

  @Override
  protected void end() {
    for (OfOne each : contacts) {
      each.endSecond();
      each.writer.end();
    }
    contacts.clear();
  }

  /** Spark uses the memory of a row again for the next. */
  private static UTF8String copy(InternalRow row, int column) {
    return row.isNullAt(column) ? null : row.getUTF8String(column).copy();
  }

  /** One contact, and its entries of the second that is being read. */
  private final class OfOne {
    private final TimelineWriter writer;
    private final List<TimelineEntry> second = new ArrayList<>();

    OfOne(InternalRow row) {
      InternalRow about = row.getStruct(ABOUT, FIELDS_OF_ABOUT);
      writer =
          new TimelineWriter(
              row.getUTF8String(CONTACT).copy(),
              copy(about, ACCOUNT_ID),
              copy(about, CHANNEL),
              about.getLong(CREATED_AT),
              entriesOfARow,
              TimelineGathering.this::find);
    }

    void endSecond() {
      if (second.size() > 1) {
        Collections.sort(second);
      }
      for (TimelineEntry entry : second) {
        writer.append(entry);
      }
      second.clear();
    }
  }
}
