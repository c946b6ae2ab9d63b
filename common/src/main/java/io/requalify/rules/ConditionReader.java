package io.requalify.rules;

import io.requalify.documents.YamlMap;
import io.requalify.rules.ConditionText.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the conditions of a version and keeps every one, also those of rules that are refused for
 * another fault, so that all faults can be told at once.
 */
final class ConditionReader {
  private final List<ConditionText> found = new ArrayList<>();

  Optional<ConditionText> read(YamlMap map, String key, Scope scope) {
    Optional<ConditionText> condition =
        map.textNode(key)
            .filter(scalar -> !scalar.getValue().isEmpty())
            .map(
                scalar ->
                    new ConditionText(
                        scope, scalar.getValue(), Optional.empty(), map.file().source(scalar)));
    condition.ifPresent(found::add);
    return condition;
  }

  /** Every condition read so far, in the order of the file. */
  List<ConditionText> found() {
    return List.copyOf(found);
  }
}
