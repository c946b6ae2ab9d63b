package io.requalify.documents;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A JSON Schema that ships with Requalify, and what it finds in a file, in words. The words of a
 * remedy are the description next to the keyword that failed, so editors show them too.
 */
public final class DocumentSchema {
  private static final String PROPERTIES = "properties";
  private static final String DESCRIPTION = "description";
  private static final String REF = "$ref";
  private static final String DEFS = "#/$defs/";

  private final Schema schema;

  private DocumentSchema(Schema schema) {
    this.schema = schema;
  }

  /** A schema that lies beside a class. */
  public static DocumentSchema of(Class<?> owner, String resource) {
    try (InputStream stream = owner.getResourceAsStream(resource)) {
      SchemaRegistry registry =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
      return new DocumentSchema(registry.getSchema(stream));
    } catch (IOException e) {
      throw new UncheckedIOException("Resource %s cannot be read".formatted(resource), e);
    }
  }

  /** Adds every fault of the file against the schema to the faults of the file. */
  public void check(YamlMap root) {
    JsonNode json = new JsonForm(root.file()).of(root.node());
    for (Error error : schema.validate(json)) {
      report(root, error);
    }
  }

  private void report(YamlMap root, Error error) {
    YamlPlace place = YamlPlace.of(root, error.getInstanceLocation());
    List<JsonNode> around = schemasAround(error.getSchemaLocation().getFragment());
    String remedy = remedy(around);
    String property = error.getProperty();
    switch (error.getKeyword()) {
      case "additionalProperties" ->
          place.faultAtKey(
              property,
              "unknown key '" + property + "'",
              NearestNames.remedy(property, keys(around.get(0))));
      case "propertyNames" ->
          place.faultAtKey(
              property, "'" + property + "' is no good name here", "write " + nameRemedy(error));
      case "required" -> missing(place, property, around.get(0));
      case "dependentRequired" -> missing(place, (String) error.getArguments()[0], around.get(0));
      case "enum" ->
          place.fault(place.shown() + " is not known here", values(place, error, remedy));
      case "pattern" -> place.fault(place.shown() + " is not right here", "write " + remedy);
      case "type", "const" -> place.fault(place.shown() + " is wrong here", "write " + remedy);
      default -> place.fault(error.getMessage(), "write " + remedy);
    }
  }

  private void missing(YamlPlace place, String key, JsonNode mapping) {
    place.fault(
        "missing key '" + key + "'", "add '" + key + ":', " + describe(property(mapping, key)));
  }

  private static List<String> keys(JsonNode mapping) {
    return mapping.path(PROPERTIES).properties().stream().map(Map.Entry::getKey).toList();
  }

  private static String values(YamlPlace place, Error error, String remedy) {
    List<String> known = new ArrayList<>();
    error.getSchemaNode().forEach(value -> known.add(value.asString()));
    List<String> nearest = NearestNames.of(place.text(), known);
    return nearest.isEmpty() ? "write " + remedy : NearestNames.remedy(place.text(), known);
  }

  /** Schemas from the one with the keyword that failed up to the root. */
  private List<JsonNode> schemasAround(NodePath keyword) {
    List<JsonNode> around = new ArrayList<>();
    JsonNode node = schema.getSchemaNode();
    for (int i = 0; i < keyword.getNameCount(); i++) {
      around.add(0, node);
      Object element = keyword.getElement(i);
      node = element instanceof Integer index ? node.path(index) : node.path(element.toString());
    }

    return around;
  }

  /** The nearest description, which says what would be right. */
  private static String remedy(List<JsonNode> around) {
    return around.stream()
        .map(node -> node.path(DESCRIPTION).asString(""))
        .filter(description -> !description.isEmpty())
        .findFirst()
        .orElse("what the schema asks for");
  }

  private JsonNode property(JsonNode mapping, String key) {
    return mapping.path(PROPERTIES).path(key);
  }

  private String nameRemedy(Error error) {
    return describe(error.getSchemaNode());
  }

  private String describe(JsonNode node) {
    String own = node.path(DESCRIPTION).asString("");
    String ref = node.path(REF).asString("");
    return own.isEmpty() && ref.startsWith(DEFS)
        ? schema
            .getSchemaNode()
            .path("$defs")
            .path(ref.substring(DEFS.length()))
            .path(DESCRIPTION)
            .asString("")
        : own;
  }
}
