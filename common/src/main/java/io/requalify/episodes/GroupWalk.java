package io.requalify.episodes;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Walks rows that come in groups, such as the rows of one contact, and gives the rows that come out
 * of it as they are found. Spark uses the memory of a row again for the next.
 */
abstract class GroupWalk implements Iterator<Row> {
  private final Iterator<InternalRow> rows;
  private final Queue<Row> found = new ArrayDeque<>();
  private boolean isOpen;

  /**
   * A walk.
   *
   * @param rows those of one group follow each other
   */
  GroupWalk(Iterator<InternalRow> rows) {
    this.rows = rows;
  }

  /** Whether a row belongs to the group that has begun. */
  abstract boolean belongs(InternalRow row);

  /** Begins a group with its first row, which is given next. */
  abstract void begin(InternalRow first);

  abstract void give(InternalRow row);

  abstract void end();

  /** Takes a row that comes out. */
  final void find(Row row) {
    found.add(row);
  }

  @Override
  public final boolean hasNext() {
    while (found.isEmpty() && rows.hasNext()) {
      walk(rows.next());
    }
    if (found.isEmpty()) {
      close();
    }
    return !found.isEmpty();
  }

  @Override
  public final Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return found.remove();
  }

  private void walk(InternalRow row) {
    if (!isOpen || !belongs(row)) {
      close();
      isOpen = true;
      begin(row);
    }
    give(row);
  }

  private void close() {
    if (isOpen) {
      end();
      isOpen = false;
    }
  }
}
