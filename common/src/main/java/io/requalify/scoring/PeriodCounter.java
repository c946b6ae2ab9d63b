package io.requalify.scoring;

import io.requalify.rules.Counting.CalendarPeriod;
import java.util.Arrays;

/**
 * Counts at most so many events within a day, week or month of a zone.
 *
 * <p>Remembers a number for every period in which something counted, because an event that becomes
 * known late may fall into any of them.
 */
final class PeriodCounter implements Counter {
  private static final int FIRST_CAPACITY = 8;

  private final int times;
  private final CalendarPeriod kind;
  private final ZoneCalendar calendar;
  private long[] periods = new long[FIRST_CAPACITY];
  private int[] counts = new int[FIRST_CAPACITY];
  private int size;

  PeriodCounter(int times, CalendarPeriod kind, ZoneCalendar calendar) {
    this.times = times;
    this.kind = kind;
    this.calendar = calendar;
  }

  @Override
  public boolean counts(long occurredAt, int value) {
    int place = placeOf(calendar.period(kind, occurredAt));
    if (counts[place] >= times) {
      return false;
    }
    counts[place]++;
    return true;
  }

  @Override
  public void clear() {
    size = 0;
  }

  private int placeOf(long period) {
    if (size == 0 || periods[size - 1] < period) {
      return insert(period, size);
    }
    if (periods[size - 1] == period) {
      return size - 1;
    }
    int found = Arrays.binarySearch(periods, 0, size, period);
    return found >= 0 ? found : insert(period, -found - 1);
  }

  private int insert(long period, int place) {
    if (size == periods.length) {
      periods = Arrays.copyOf(periods, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    System.arraycopy(periods, place, periods, place + 1, size - place);
    System.arraycopy(counts, place, counts, place + 1, size - place);
    periods[place] = period;
    counts[place] = 0;
    size++;
    return place;
  }
}
