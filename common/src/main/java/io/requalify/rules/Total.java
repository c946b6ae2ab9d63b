package io.requalify.rules;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the dimensions make the total.
 *
 * @param weights share of each dimension by its name; empty for the plain sum
 * @param cap limits of the total
 */
public record Total(Map<String, Share> weights, Cap cap) {
  public static final Total SUM = new Total(Map.of(), Cap.NONE);

  public Total {
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
  }

  /** Share of a dimension in the total. */
  public Share weight(String dimension) {
    return weights.isEmpty() ? Share.WHOLE : weights.get(dimension);
  }
}
