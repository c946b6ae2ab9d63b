package io.requalify.timelines;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Walks rows that come in groups, such as the rows of one contact, and gives what comes out of it
 * as it is found. Spark uses the memory of a row again for the next.
 *
 * @param <T> what comes out
 */
public abstract class GroupWalk<T> implements Iterator<T> {
  private final Iterator<InternalRow> rows;
  private final Queue<T> found = new ArrayDeque<>();
  private boolean isOpen;

  /**
   * A walk.
   *
   * @param rows those of one group follow each other
   */
  protected GroupWalk(Iterator<InternalRow> rows) {
    this.rows = rows;
  }

  /** Whether a row belongs to the group that has begun. */
  protected abstract boolean belongs(InternalRow row);

  /** Begins a group with its first row, which is given next. */
  protected abstract void begin(InternalRow first);

  protected abstract void give(InternalRow row);

  protected abstract void end();

  /** Takes what comes out. */
  protected final void find(T one) {
    found.add(one);
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
  public final T next() {
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
