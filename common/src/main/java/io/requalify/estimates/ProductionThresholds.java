package io.requalify.estimates;

import io.requalify.rules.Requirement.Comparison;
import io.requalify.rules.Requirement.Operator;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The total that production asks of each segment, from its document in {@code rule_versions}.
 *
 * @param bySegment points; empty where it asks for anything but one total
 * @param refusal why there are none, in words; empty where there are
 */
record ProductionThresholds(SortedMap<String, Double> bySegment, Optional<String> refusal) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String AT_LEAST = Operator.AT_LEAST.symbol() + " ";

  ProductionThresholds {
    bySegment = Collections.unmodifiableSortedMap(new TreeMap<>(bySegment));
    if (bySegment.isEmpty() == refusal.isEmpty()) {
      throw new IllegalArgumentException("Either thresholds or a reason: " + refusal);
    }
  }

  /**
   * Reads a document.
   *
   * @param document canonical form of the version
   */
  static ProductionThresholds of(String document) {
    SortedMap<String, Double> bySegment = new TreeMap<>();
    for (Map.Entry<String, JsonNode> segment :
        JSON.readTree(document).path("qualify").properties()) {
      JsonNode requirement = segment.getValue();
      String total = requirement.path(Comparison.TOTAL).asString("");
      if (requirement.size() != 1 || !total.startsWith(AT_LEAST)) {
        return refused(
            "production asks of the segment %s for something else than at least so much in total, so nobody stands so many points above or below its threshold"
                .formatted(segment.getKey()));
      }
      bySegment.put(segment.getKey(), Double.valueOf(total.substring(AT_LEAST.length())));
    }
    return bySegment.isEmpty()
        ? refused("the document of production says nothing of what it asks")
        : new ProductionThresholds(bySegment, Optional.empty());
  }

  private static ProductionThresholds refused(String why) {
    return new ProductionThresholds(Collections.emptySortedMap(), Optional.of(why));
  }
}
