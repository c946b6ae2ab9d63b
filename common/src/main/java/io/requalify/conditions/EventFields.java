package io.requalify.conditions;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The fields of an event that conditions can see, named as the columns of the events table. */
final class EventFields {
  private static final Map<String, ValueType> TYPES =
      Collections.unmodifiableMap(
          new TreeMap<>(
              Map.of(
                  "type", ValueType.TEXT,
                  "asset", ValueType.TEXT,
                  "url", ValueType.TEXT,
                  "channel", ValueType.TEXT,
                  "campaign", ValueType.TEXT,
                  "value", ValueType.NUMBER,
                  "props", ValueType.TEXTS_BY_NAME,
                  "suspect", ValueType.BOOLEAN)));

  private EventFields() {}

  static Set<String> names() {
    return TYPES.keySet();
  }

  static Optional<ValueType> type(String name) {
    return Optional.ofNullable(TYPES.get(name));
  }
}
