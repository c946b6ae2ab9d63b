package io.requalify.rules;

import io.requalify.documents.YamlMap;
import java.util.Optional;

/** Reads words that stand for the constants of an enumeration, written in lower case. */
final class Constants {
  private Constants() {}

  /** The constant; empty where the key is absent or the word is none, a fault by the schema. */
  static <E extends Enum<E>> Optional<E> read(YamlMap map, String key, Class<E> type) {
    return map.text(key).flatMap(word -> of(word, type));
  }

  static <E extends Enum<E>> Optional<E> of(String word, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (RuleWords.lower(constant).equals(word)) {
        return Optional.of(constant);
      }
    }

    return Optional.empty();
  }
}
