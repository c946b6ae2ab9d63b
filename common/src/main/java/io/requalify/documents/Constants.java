package io.requalify.documents;

import java.util.Locale;
import java.util.Optional;

/** Words that stand for the constants of an enumeration in files and tables, in lower case. */
public final class Constants {
  private Constants() {}

  /** The word for a constant, such as {@code not_counted}. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The constant for a word; empty where the word stands for none. */
  public static <E extends Enum<E>> Optional<E> of(String word, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (word(constant).equals(word)) {
        return Optional.of(constant);
      }
    }

    return Optional.empty();
  }

  /** The constant; empty where the key is absent or the word is none, a fault by the schema. */
  public static <E extends Enum<E>> Optional<E> read(YamlMap map, String key, Class<E> type) {
    return map.text(key).flatMap(word -> of(word, type));
  }
}
