package io.requalify.documents;

import com.networknt.schema.path.NodePath;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A value of a YAML file that a schema speaks of, with the mapping that it is a value of. */
final class YamlPlace {
  private final YamlMap parent;
  private final String key;
  private final Node node;

  private YamlPlace(YamlMap parent, String key, Node node) {
    this.parent = parent;
    this.key = key;
    this.node = node;
  }

  static YamlPlace of(YamlMap root, NodePath path) {
    YamlMap map = root;
    YamlMap parent = root;
    Node node = root.node();
    String key = "";
    for (int i = 0; i < path.getNameCount(); i++) {
      if (path.getElement(i) instanceof Integer index) {
        node = YamlMap.parts(node).get(index);
      } else {
        key = path.getName(i);
        parent = map;
        node = map.value(key).orElseThrow();
      }
      map = map.asMap(node).orElse(map);
    }

    return new YamlPlace(parent, key, node);
  }

  /** The key whose value stands here, such as {@code account}. */
  String key() {
    return key;
  }

  /** The value as it is written; empty for lists and mappings. */
  String text() {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  /** The value in the words of a fault. */
  String shown() {
    return switch (node.getNodeType()) {
      case SCALAR -> "'" + text() + "'";
      case SEQUENCE -> "a list";
      case MAPPING -> "a mapping";
      case ANCHOR -> "an alias";
    };
  }

  void fault(String problem, String remedy) {
    parent.file().fault(node, problem, remedy);
  }

  /** A fault at a key of the mapping that stands here. */
  void faultAtKey(String inner, String problem, String remedy) {
    parent
        .asMap(node)
        .orElseThrow(() -> new IllegalStateException("No mapping at " + key))
        .faultAtKey(inner, problem, remedy);
  }
}
