package io.requalify.conditions;

import io.requalify.conditions.Term.EventField;
import io.requalify.conditions.Term.TextLiteral;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern ITEM_OF_PROPS = Pattern.compile("props\\['(?<name>[^'\\\\]+)'\\]");

  private EventFields() {}

  static Set<String> names() {
    return TYPES.keySet();
  }

  static Optional<ValueType> type(String name) {
    return Optional.ofNullable(TYPES.get(name));
  }

  /**
   * A field of texts by the name that rules count it by: that of a column, or {@code props['x']}.
   *
   * @throws IllegalArgumentException when the events have no such field
   */
  static Term text(String field) {
    Matcher item = ITEM_OF_PROPS.matcher(field);
    if (item.matches()) {
      return Terms.call(
          Operation.ITEM,
          ValueType.TEXT,
          new EventField("props", ValueType.TEXTS_BY_NAME),
          new TextLiteral(item.group("name")));
    }
    if (type(field).filter(ValueType.TEXT::equals).isEmpty()) {
      throw new IllegalArgumentException("Events have no field of texts " + field);
    }

    return new EventField(field, ValueType.TEXT);
  }
}
