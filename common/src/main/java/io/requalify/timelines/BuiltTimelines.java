package io.requalify.timelines;

import io.requalify.tables.Slice;
import io.requalify.tables.result.TimelinesTable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Timelines that are there to be replayed.
 *
 * @param timelineId what they were made from, as a hash
 * @param inputs Delta version of each source table that they were made from
 * @param reused true when an earlier run had made them
 */
public record BuiltTimelines(String timelineId, Map<String, Long> inputs, boolean reused) {
  public BuiltTimelines {
    inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
  }

  /** The rows of these timelines. */
  public Slice slice() {
    return slice(timelineId);
  }

  static Slice slice(String timelineId) {
    return Slice.of(TimelinesTable.TIMELINE_ID, timelineId);
  }
}
