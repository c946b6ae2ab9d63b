package io.requalify.calibration;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts by version, segment, rule and outcome. */
final class RuleSums {
  private final SortedMap<RuleKey, Map<RuleCount, Long>> counts = new TreeMap<>();

  void add(RuleKey key, RuleCount count, long number) {
    if (number != 0) {
      counts
          .computeIfAbsent(key, missing -> new EnumMap<>(RuleCount.class))
          .merge(count, number, Math::addExact);
    }
  }

  /** What was counted; 0 where nothing was. */
  long of(RuleKey key, RuleCount count) {
    return counts.getOrDefault(key, Map.of()).getOrDefault(count, 0L);
  }

  SortedMap<RuleKey, Map<RuleCount, Long>> byKey() {
    return counts;
  }
}
