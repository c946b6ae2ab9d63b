package io.requalify.conditions;

import io.requalify.rules.AttributeCatalogue;

/** What a part of a condition evaluates to. */
enum ValueType {
  TEXT("a text"),
  NUMBER("a number"),
  BOOLEAN("a boolean"),
  INSTANT("an instant"),
  /** The {@code props} of an event. */
  TEXTS_BY_NAME("texts by name");

  private final String words;

  ValueType(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  static ValueType of(AttributeCatalogue.Type type) {
    return switch (type) {
      case TEXT -> TEXT;
      case NUMBER -> NUMBER;
      case BOOLEAN -> BOOLEAN;
      case INSTANT -> INSTANT;
    };
  }
}
