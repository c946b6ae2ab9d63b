package io.requalify.scoring;

import java.util.Arrays;

/**
 * Counts an event unless so many counted ones lie less than a duration away from it, before or
 * after.
 *
 * <p>Remembers when every counted event occurred, because an event that becomes known late may fall
 * anywhere among them.
 */
final class RollingCounter implements Counter {
  private static final int FIRST_CAPACITY = 8;

  private final int times;
  private final long per;
  private long[] counted = new long[FIRST_CAPACITY];
  private int size;

  RollingCounter(int times, long per) {
    this.times = times;
    this.per = per;
  }

  @Override
  public boolean counts(long occurredAt, int value) {
    int place = placeOf(occurredAt);
    if (near(occurredAt, place) >= times) {
      return false;
    }
    insert(occurredAt, place);
    return true;
  }

  @Override
  public void clear() {
    size = 0;
  }

  /** Number of counted events close by, or {@code times} once so many are found. */
  private int near(long occurredAt, int place) {
    int near = 0;
    for (int i = place - 1; i >= 0 && near < times && occurredAt - counted[i] < per; i--) {
      near++;
    }
    for (int i = place; i < size && near < times && counted[i] - occurredAt < per; i++) {
      near++;
    }
    return near;
  }

  private int placeOf(long occurredAt) {
    if (size == 0 || counted[size - 1] <= occurredAt) {
      return size;
    }
    int found = Arrays.binarySearch(counted, 0, size, occurredAt);
    return found < 0 ? -found - 1 : found;
  }

  private void insert(long occurredAt, int place) {
    if (size == counted.length) {
      counted = Arrays.copyOf(counted, 2 * size);
    }
    System.arraycopy(counted, place, counted, place + 1, size - place);
    counted[place] = occurredAt;
    size++;
  }
}
