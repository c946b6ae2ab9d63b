package io.requalify.documents;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping of a YAML file. A value that is absent or of another kind reads as empty: the schema
 * has already called that a fault, and the rest of the file can still be checked.
 */
public final class YamlMap {
  private static final int MOST_DIGITS = 30;

  private final YamlFile file;
  private final MappingNode node;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();

  YamlMap(YamlFile file, MappingNode node) {
    this.file = file;
    this.node = node;
    for (NodeTuple tuple : node.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        values.putIfAbsent(key.getValue(), tuple.getValueNode());
        keys.putIfAbsent(key.getValue(), key);
      }
    }
  }

  public YamlFile file() {
    return file;
  }

  MappingNode node() {
    return node;
  }

  /** True where the mapping is written in braces. */
  public boolean isInBraces() {
    return node.getFlowStyle() == FlowStyle.FLOW;
  }

  /** The key itself as it stands in the file; empty where the mapping does not have it. */
  Optional<Node> key(String key) {
    return Optional.ofNullable(keys.get(key));
  }

  /** Every value by its key, in the order of the file. */
  public Map<String, Node> values() {
    return values;
  }

  public boolean has(String key) {
    return values.containsKey(key);
  }

  public Optional<Node> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** A text; numbers and booleans are none. */
  public Optional<String> text(String key) {
    return textNode(key).map(ScalarNode::getValue);
  }

  public Optional<ScalarNode> textNode(String key) {
    return value(key).flatMap(YamlMap::textOf);
  }

  public static Optional<ScalarNode> textOf(Node node) {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)
        ? Optional.of(scalar)
        : Optional.empty();
  }

  /** A number of at most 30 digits on either side of the point. */
  public Optional<BigDecimal> number(String key) {
    return value(key).flatMap(YamlMap::numberOf);
  }

  /** A number as {@link #number} takes it. */
  public static Optional<BigDecimal> numberOf(Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      return Optional.empty();
    }
    if (!scalar.getTag().equals(Tag.INT) && !scalar.getTag().equals(Tag.FLOAT)) {
      return Optional.empty();
    }

    try {
      BigDecimal number = new BigDecimal(scalar.getValue());
      // 1e999999999 is a short text and a number that fills the memory when written out.
      return Math.abs(number.scale()) > MOST_DIGITS ? Optional.empty() : Optional.of(number);
    } catch (NumberFormatException e) {
      // .inf and .nan are YAML numbers, but none of ours.
      return Optional.empty();
    }
  }

  public boolean isTrue(String key) {
    return value(key)
        .filter(ScalarNode.class::isInstance)
        .map(ScalarNode.class::cast)
        .filter(scalar -> scalar.getTag().equals(Tag.BOOL))
        .map(scalar -> Boolean.parseBoolean(scalar.getValue()))
        .orElse(false);
  }

  public Optional<YamlMap> map(String key) {
    return value(key).flatMap(this::asMap);
  }

  public Optional<YamlMap> asMap(Node value) {
    return value instanceof MappingNode mapping
        ? Optional.of(new YamlMap(file, mapping))
        : Optional.empty();
  }

  /** The parts of a list; none where it is absent. */
  public List<Node> list(String key) {
    return value(key).map(YamlMap::parts).orElse(List.of());
  }

  /** The mappings among the parts of a list. */
  public List<YamlMap> maps(String key) {
    return list(key).stream().flatMap(part -> asMap(part).stream()).toList();
  }

  static List<Node> parts(Node value) {
    return value instanceof SequenceNode sequence ? sequence.getValue() : List.of();
  }

  public void fault(String problem, String remedy) {
    file.fault(node, problem, remedy);
  }

  /** A fault at the value of a key, or at the mapping where the key is absent. */
  public void fault(String key, String problem, String remedy) {
    file.fault(values.getOrDefault(key, node), problem, remedy);
  }

  /** A fault at a key itself. */
  public void faultAtKey(String key, String problem, String remedy) {
    file.fault(keys.getOrDefault(key, node), problem, remedy);
  }
}
