package io.requalify.rules;

import io.requalify.documents.NearestNames;
import io.requalify.documents.YamlMap;
import java.util.Optional;
import java.util.Set;

/** Reads names of dimensions in the parts of a version. What names none of them is reported. */
final class DimensionName {
  static final String KEY = "dimension";

  private DimensionName() {}

  /** The dimension that a part names as its own; empty where it names none of the version. */
  static Optional<String> read(YamlMap part, Set<String> dimensions) {
    return read(part, KEY, dimensions);
  }

  /**
   * The name that stands at a key; empty where it is none that can stand there.
   *
   * @param known names of dimensions, and what else can stand there
   */
  static Optional<String> read(YamlMap part, String key, Set<String> known) {
    Optional<String> name = part.text(key);
    if (name.isPresent() && !known.contains(name.get())) {
      part.fault(key, problem(name.get()), NearestNames.remedy(name.get(), known));
      return Optional.empty();
    }

    return name;
  }

  /**
   * Whether a key is one of the names that can stand there; it is reported where it is not.
   *
   * @param known names of dimensions, and what else the key may be
   */
  static boolean checkKey(YamlMap map, String key, Set<String> known) {
    if (!known.contains(key)) {
      map.faultAtKey(key, problem(key), NearestNames.remedy(key, known));
      return false;
    }

    return true;
  }

  private static String problem(String name) {
    return "no dimension '" + name + "'";
  }
}
