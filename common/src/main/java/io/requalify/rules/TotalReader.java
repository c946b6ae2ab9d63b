package io.requalify.rules;

import io.requalify.documents.YamlMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads how the dimensions make the total. */
final class TotalReader {
  private static final String TOTAL = "total";
  private static final String SUM = "sum";
  private static final String WEIGHTED = "weighted";

  private TotalReader() {}

  static Total read(YamlMap root, Set<String> dimensions) {
    Optional<YamlMap> total = root.map(TOTAL);
    if (total.isEmpty()) {
      return Total.SUM;
    }

    if (!total.get().has(SUM) && !total.get().has(WEIGHTED)) {
      total.get().fault("missing key 'sum'", "add 'sum: all', or 'weighted:' with weights");
    }
    SingleKey.of(total.get(), SUM, WEIGHTED);
    Map<String, Share> weights =
        total.get().map(WEIGHTED).map(map -> weights(map, dimensions)).orElse(Map.of());
    // Weights of one each are the plain sum, said at length.
    boolean plain = weights.values().stream().allMatch(Share.WHOLE::equals);
    return new Total(plain ? Map.of() : weights, CapReader.read(total.get()));
  }

  private static Map<String, Share> weights(YamlMap map, Set<String> dimensions) {
    Map<String, Share> weights = new LinkedHashMap<>();
    for (String name : map.values().keySet()) {
      if (DimensionName.checkKey(map, name, dimensions)) {
        ShareReader.weight(map, name).ifPresent(weight -> weights.put(name, weight));
      }
    }
    dimensions.stream()
        .filter(name -> !map.has(name))
        .forEach(
            name ->
                map.fault(
                    "dimension '" + name + "' has no weight",
                    "add '" + name + ":' with its weight; say 0 to leave it out"));
    return weights;
  }
}
