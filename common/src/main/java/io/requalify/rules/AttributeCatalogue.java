package io.requalify.rules;

import io.requalify.documents.Constants;
import io.requalify.documents.DocumentSchema;
import io.requalify.documents.Fault;
import io.requalify.documents.YamlFile;
import io.requalify.documents.YamlMap;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The attributes that conditions on facts may read, with their types: those of the file {@value
 * #FILE_NAME} in the folder of the rule files, and the contact's own columns, which are always
 * there. Names are qualified, such as {@code contact.seniority}.
 */
public final class AttributeCatalogue implements Serializable {
  /** The file beside the rule files. */
  public static final String FILE_NAME = "attributes.yaml";

  /** Columns of the contacts table that every contact has: all of them texts. */
  public static final List<String> OWN_COLUMNS =
      List.of("contact.channel", "contact.medium", "contact.campaign", "contact.email_domain");

  private static final List<String> OWNERS = List.of("contact", "account");

  /** What values an attribute has; null and unknown beside them, for every type. */
  public enum Type {
    TEXT,
    NUMBER,
    BOOLEAN,
    /** A point in time, in UTC. */
    INSTANT
  }

  private final TreeMap<String, Type> types;

  private AttributeCatalogue(Map<String, Type> declared) {
    types = new TreeMap<>(declared);
    OWN_COLUMNS.forEach(column -> types.put(column, Type.TEXT));
  }

  /**
   * A catalogue of these attributes beside the contact's own columns.
   *
   * @param declared types by qualified name
   */
  public static AttributeCatalogue of(Map<String, Type> declared) {
    return new AttributeCatalogue(declared);
  }

  /**
   * The catalogue of a folder of rule files: the contact's own columns alone where the folder has
   * no {@value #FILE_NAME}.
   *
   * @throws InvalidRulesException with every fault of the file
   */
  public static AttributeCatalogue read(Path folder) {
    List<Fault> faults = new ArrayList<>();
    AttributeCatalogue catalogue = read(folder, faults);
    if (!faults.isEmpty()) {
      throw new InvalidRulesException(faults);
    }

    return catalogue;
  }

  static AttributeCatalogue read(Path folder, List<Fault> faults) {
    Path file = folder.resolve(FILE_NAME);
    Map<String, Type> declared = new TreeMap<>();
    if (Files.exists(file)) {
      Optional<YamlMap> root = YamlFile.read(file, faults);
      root.ifPresent(DocumentSchema.of(AttributeCatalogue.class, "attributes.schema.json")::check);
      root.ifPresent(map -> OWNERS.forEach(owner -> declare(map, owner, declared)));
    }

    return new AttributeCatalogue(declared);
  }

  private static void declare(YamlMap root, String owner, Map<String, Type> declared) {
    root.map(owner)
        .ifPresent(
            attributes ->
                attributes
                    .values()
                    .forEach((name, type) -> declare(attributes, owner, name, type, declared)));
  }

  private static void declare(
      YamlMap attributes, String owner, String name, Node node, Map<String, Type> declared) {
    String qualified = owner + "." + name;
    if (OWN_COLUMNS.contains(qualified)) {
      attributes.faultAtKey(
          name,
          qualified + " is a column of every contact already, a text",
          "leave it out of " + FILE_NAME);
      return;
    }

    YamlMap.textOf(node)
        .flatMap(text -> Constants.of(text.getValue(), Type.class))
        .ifPresent(type -> declared.put(qualified, type));
  }

  /** Type of an attribute by its qualified name, or empty where it is unknown. */
  public Optional<Type> typeOf(String attribute) {
    return Optional.ofNullable(types.get(attribute));
  }

  /** Every qualified name, sorted. */
  public Set<String> names() {
    return Collections.unmodifiableSet(types.navigableKeySet());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AttributeCatalogue that && types.equals(that.types);
  }

  @Override
  public int hashCode() {
    return types.hashCode();
  }

  @Override
  public String toString() {
    return types.toString();
  }
}
