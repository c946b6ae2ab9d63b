package io.requalify.rules;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Makes names that rule versions can have of names that people gave, each only once. */
final class ImportedNames {
  private static final int LONGEST = 64;

  private final char joint;
  private final Set<String> taken;

  /**
   * Names of one kind.
   *
   * @param joint what stands between words
   * @param reserved names that are not given
   */
  ImportedNames(char joint, Set<String> reserved) {
    this.joint = joint;
    this.taken = new HashSet<>(reserved);
  }

  /** A new name near to the one given; never the same twice. */
  String fresh(String given, String otherwise) {
    String name = plain(given, otherwise);
    String candidate = name;
    for (int i = 2; !taken.add(candidate); i++) {
      String number = String.valueOf(joint) + i;
      candidate = name.substring(0, Math.min(name.length(), LONGEST - number.length())) + number;
    }
    return candidate;
  }

  private String plain(String given, String otherwise) {
    String letters =
        Normalizer.normalize(given, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", String.valueOf(joint))
            .replaceAll("^[" + joint + "]+|[" + joint + "]+$", "");
    // A dimension begins with a letter.
    String name = joint == '_' ? letters.replaceFirst("^[0-9_]+", "") : letters;
    return name.isEmpty() ? otherwise : name.substring(0, Math.min(name.length(), LONGEST));
  }
}
