package io.requalify.documents;

import com.networknt.schema.path.NodePath;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A value of a YAML file that a schema speaks of, with the mapping that it is a value of. */
final class YamlPlace {
  private final YamlMap parent;
  private final String key;
  private final Node node;
  private final String construct;

  private YamlPlace(YamlMap parent, String key, Node node, String construct) {
    this.parent = parent;
    this.key = key;
    this.node = node;
    this.construct = construct;
  }

  static YamlPlace of(YamlMap root, NodePath path, Set<String> namedWithInner) {
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

    return new YamlPlace(parent, key, node, construct(path, namedWithInner));
  }

  /** Name of what stands here, such as {@code fast_track}, {@code mode} or {@code decay.linear}. */
  private static String construct(NodePath path, Set<String> namedWithInner) {
    int last = path.getNameCount() - 1;
    if (last < 0) {
      return "";
    }

    String name = path.getName(last);
    boolean within = last > 0 && namedWithInner.contains(path.getName(last - 1));
    return within ? path.getName(last - 1) + "." + name : name;
  }

  String construct() {
    return construct;
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

  void faultAtOwnKey(String problem, String remedy) {
    parent.faultAtKey(key, problem, remedy);
  }

  /** A fault at a key of the mapping that stands here. */
  void faultAtKey(String inner, String problem, String remedy) {
    parent
        .asMap(node)
        .orElseThrow(() -> new IllegalStateException("No mapping at " + construct))
        .faultAtKey(inner, problem, remedy);
  }
}
