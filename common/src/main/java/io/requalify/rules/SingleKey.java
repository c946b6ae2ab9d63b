package io.requalify.rules;

import io.requalify.documents.YamlMap;
import java.util.List;
import java.util.Optional;

/** Of several keys that say one thing in different ways, the one that stands in a mapping. */
final class SingleKey {
  private SingleKey() {}

  /** The key; empty where none stands, and where two do, which is reported. */
  static Optional<String> of(YamlMap map, String... keys) {
    List<String> present = List.of(keys).stream().filter(map::has).toList();
    if (present.size() > 1) {
      map.faultAtKey(
          present.get(1),
          "both '%s' and '%s'".formatted(present.get(0), present.get(1)),
          "keep one of them");
    }

    return present.size() == 1 ? Optional.of(present.get(0)) : Optional.empty();
  }
}
