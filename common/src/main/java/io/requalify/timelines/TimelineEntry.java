package io.requalify.timelines;

import io.requalify.scoring.TimelineCode;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * One entry on its way into a timeline. The order is that in which entries take effect.
 *
 * @param visible when it takes effect, in microseconds since 1970 as are {@code known} and {@code
 *     occurred}
 * @param tie text that orders what is equal in time
 * @param code see {@link TimelineCode}
 * @param value text that comes with the entry, or null
 */
record TimelineEntry(
    long visible, long known, long occurred, UTF8String tie, int code, UTF8String value)
    implements Comparable<TimelineEntry> {
  static TimelineEntry of(long occurred, long known, UTF8String tie, int code, UTF8String value) {
    return new TimelineEntry(Math.max(occurred, known), known, occurred, tie, code, value);
  }

  @Override
  public int compareTo(TimelineEntry other) {
    int order = Long.compare(visible, other.visible);
    if (order == 0) {
      order = Integer.compare(TimelineCode.kind(code), TimelineCode.kind(other.code));
    }
    if (order == 0) {
      order = Long.compare(known, other.known);
    }
    if (order == 0) {
      order = Long.compare(occurred, other.occurred);
    }
    if (order == 0) {
      order = tie.compareTo(other.tie);
    }
    if (order == 0) {
      order = Integer.compare(code, other.code);
    }
    return order == 0 ? compareValues(other) : order;
  }

  /** None comes before any. */
  private int compareValues(TimelineEntry other) {
    if (value == null || other.value == null) {
      return Boolean.compare(value != null, other.value != null);
    }
    return value.compareTo(other.value);
  }
}
