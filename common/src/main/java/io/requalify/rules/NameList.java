package io.requalify.rules;

import io.requalify.documents.NearestNames;
import io.requalify.documents.YamlMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads a list of names of parts of the version. */
final class NameList {
  private NameList() {}

  /**
   * The names that are known, each once; the others are reported.
   *
   * @param what kind of part, such as {@code dimension}
   */
  static List<String> read(YamlMap map, String key, String what, Collection<String> known) {
    List<String> names = new ArrayList<>();
    for (Node node : map.list(key)) {
      YamlMap.textOf(node)
          .map(ScalarNode::getValue)
          .ifPresent(
              name -> {
                if (!known.contains(name)) {
                  map.file()
                      .fault(
                          node,
                          "no %s '%s'".formatted(what, name),
                          known.isEmpty() ? "leave it out" : NearestNames.remedy(name, known));
                } else if (names.contains(name)) {
                  map.file().fault(node, "'" + name + "' stands here twice", "keep one of the two");
                } else {
                  names.add(name);
                }
              });
    }

    return names;
  }
}
