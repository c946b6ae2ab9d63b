package io.requalify.documents;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON that a YAML tree stands for, as the schema reads it. What YAML can say and JSON cannot
 * is a fault: repeated keys, anchors, tags, keys that are no texts.
 */
final class JsonForm {
  private static final Set<Tag> KNOWN_TAGS =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.SEQ, Tag.MAP);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final YamlFile file;

  JsonForm(YamlFile file) {
    this.file = file;
  }

  JsonNode of(Node node) {
    if (node.getAnchor().isPresent()) {
      file.fault(node, "an anchor (&" + node.getAnchor().get() + ")", "leave the anchor out");
    }
    if (!KNOWN_TAGS.contains(node.getTag())) {
      file.fault(node, "a tag (" + node.getTag() + ")", "write the plain value without '!'");
      return JSON.nullNode();
    }

    if (node instanceof MappingNode mapping) {
      return object(mapping);
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = JSON.arrayNode();
      sequence.getValue().forEach(part -> array.add(of(part)));
      return array;
    }

    return scalar((ScalarNode) node);
  }

  private ObjectNode object(MappingNode mapping) {
    ObjectNode object = JSON.objectNode();
    Set<String> seen = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        file.fault(tuple.getKeyNode(), "a key that is no text", "write 'key: value'");
        continue;
      }
      if (!seen.add(key.getValue())) {
        file.fault(
            key, "the key '" + key.getValue() + "' stands here twice", "keep one of the two");
        continue;
      }

      object.set(key.getValue(), of(tuple.getValueNode()));
    }

    return object;
  }

  private JsonNode scalar(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      return JSON.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return JSON.booleanNode(Boolean.parseBoolean(scalar.getValue()));
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return YamlMap.numberOf(scalar)
          .<JsonNode>map(number -> number(number))
          .orElseGet(() -> JSON.stringNode(scalar.getValue()));
    }

    return JSON.stringNode(scalar.getValue());
  }

  private static JsonNode number(BigDecimal number) {
    return JSON.numberNode(number);
  }
}
