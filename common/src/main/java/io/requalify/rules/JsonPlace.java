package io.requalify.rules;

import io.requalify.rules.RuleImport.Loss;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A value of a foreign configuration with its path. What cannot be used of it becomes a loss. */
final class JsonPlace {
  private static final int MOST_DIGITS = 30;
  private static final int MOST_DECIMALS = 6;

  private final JsonNode node;
  private final String path;
  private final List<Loss> losses;

  private JsonPlace(JsonNode node, String path, List<Loss> losses) {
    this.node = node;
    this.path = path;
    this.losses = losses;
  }

  static JsonPlace root(JsonNode node, List<Loss> losses) {
    return new JsonPlace(node, "", losses);
  }

  String path() {
    return path.isEmpty() ? "the configuration" : path;
  }

  /** The value of a key, be it there or not. */
  JsonPlace at(String key) {
    return new JsonPlace(node.path(key), path.isEmpty() ? key : path + "." + key, losses);
  }

  /**
   * The first of several keys that is there, for what has different names in different releases.
   */
  Optional<JsonPlace> first(String... keys) {
    for (String key : keys) {
      if (at(key).isPresent()) {
        return Optional.of(at(key));
      }
    }

    return Optional.empty();
  }

  /** The parts of a list; none where it is no list. */
  List<JsonPlace> parts() {
    List<JsonPlace> parts = new ArrayList<>();
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        parts.add(new JsonPlace(node.get(i), path + "[" + i + "]", losses));
      }
    }

    return parts;
  }

  boolean isPresent() {
    return !node.isMissingNode() && !node.isNull();
  }

  boolean isObject() {
    return node.isObject();
  }

  boolean isFalse() {
    return node.isBoolean() && !node.asBoolean();
  }

  /** A text, or a number as it would be written; empty for anything else. */
  Optional<String> text() {
    return node.isString() || node.isNumber()
        ? Optional.of(node.asString().strip()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  /** Points as rule versions can have them; what they cannot have is a loss. */
  Optional<Points> points() {
    if (!isPresent()) {
      return Optional.empty();
    }

    BigDecimal number = node.isNumber() ? node.decimalValue() : null;
    if (number == null
        || Math.abs(number.scale()) > MOST_DIGITS
        || number.abs().compareTo(CapReader.MOST) > 0
        || number.stripTrailingZeros().scale() > MOST_DECIMALS) {
      lose(
          "no number of points from -1000000 to 1000000 with at most six decimals",
          "write it into the rule version yourself");
      return Optional.empty();
    }

    return Optional.of(Points.of(number));
  }

  /** Everything beside these keys is lost. */
  void loseAllBut(Set<String> known) {
    node.propertyNames().stream()
        .filter(key -> !known.contains(key) && at(key).isPresent())
        .forEach(
            key ->
                at(key)
                    .lose(
                        "not known here, not carried over",
                        "see whether it changes the score, and write that into the rule version"));
  }

  void lose(String problem, String remedy) {
    losses.add(new Loss(path(), problem, remedy));
  }
}
