package io.requalify.conditions;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import io.requalify.documents.Fault;
import io.requalify.rules.AttributeCatalogue;
import io.requalify.rules.ConditionText;
import io.requalify.rules.ConditionText.Scope;
import io.requalify.rules.Fingerprint;
import io.requalify.rules.InvalidRulesException;
import io.requalify.rules.RuleVersion;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;

/**
 * The distinct conditions of several versions, checked and numbered. The numbers depend on what the
 * conditions say, not on the order of the versions.
 */
public final class ConditionSet implements Serializable {
  /** Raised when the same canonical text comes to mean something else. */
  private static final int LANGUAGE = 1;

  private final AttributeCatalogue catalogue;
  private final List<CompiledCondition> conditions;
  private final List<Term> terms;
  private final Map<ConditionText, Integer> numbers;

  private ConditionSet(
      AttributeCatalogue catalogue,
      List<CompiledCondition> conditions,
      List<Term> terms,
      Map<ConditionText, Integer> numbers) {
    this.catalogue = catalogue;
    this.conditions = List.copyOf(conditions);
    this.terms = List.copyOf(terms);
    this.numbers = Map.copyOf(numbers);
  }

  /**
   * Checks and numbers every condition of the versions.
   *
   * @param catalogue the attributes that conditions on facts may read
   * @throws InvalidRulesException with every fault of every condition
   */
  public static ConditionSet of(List<RuleVersion> versions, AttributeCatalogue catalogue) {
    List<Fault> faults = new ArrayList<>();
    Names names = new Names(catalogue);
    SortedMap<Key, Term> distinct = new TreeMap<>();
    Map<ConditionText, Key> keys = new HashMap<>();
    for (RuleVersion version : versions) {
      for (ConditionText text : version.conditions()) {
        if (!keys.containsKey(text)) {
          ConditionParser.parse(text, names, faults)
              .ifPresent(
                  term -> {
                    Key key = new Key(text.scope(), term.text(), text.carried().orElse(""));
                    distinct.put(key, term);
                    keys.put(text, key);
                  });
        }
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidRulesException(faults);
    }

    List<Key> order = List.copyOf(distinct.keySet());
    Map<Key, Integer> places = new HashMap<>();
    order.forEach(key -> places.put(key, places.size()));
    Map<ConditionText, Integer> numbers = new HashMap<>();
    keys.forEach((text, key) -> numbers.put(text, places.get(key)));
    List<CompiledCondition> conditions =
        order.stream().map(key -> compiled(places.get(key), key, distinct.get(key))).toList();
    return new ConditionSet(catalogue, conditions, List.copyOf(distinct.values()), numbers);
  }

  private static CompiledCondition compiled(int number, Key key, Term term) {
    Set<String> attributes = new TreeSet<>();
    term.addAttributes(attributes);
    Optional<String> carried =
        key.carried().isEmpty() ? Optional.empty() : Optional.of(key.carried());
    return new CompiledCondition(number, key.scope(), key.canonical(), carried, attributes);
  }

  /**
   * Every fault of some conditions, without making a set of them.
   *
   * @return sorted; empty where all are sound
   */
  public static List<Fault> faults(List<ConditionText> conditions, AttributeCatalogue catalogue) {
    List<Fault> faults = new ArrayList<>();
    Names names = new Names(catalogue);
    conditions.forEach(condition -> ConditionParser.parse(condition, names, faults));
    return faults.stream().sorted().toList();
  }

  /** Every condition, by its number. */
  public List<CompiledCondition> conditions() {
    return conditions;
  }

  /**
   * Number of a condition of one of the versions.
   *
   * @throws IllegalArgumentException for a condition that none of the versions has
   */
  public int number(ConditionText text) {
    Integer number = numbers.get(text);
    if (number == null) {
      throw new IllegalArgumentException("No version of this set has the condition " + text.sql());
    }

    return number;
  }

  /**
   * The condition as a boolean column that is never null and never fails. On events it reads the
   * columns of the events table; on facts the structs {@code contact} and {@code account}, with a
   * field for each attribute and, for {@code is_known(contact.x)}, the boolean field {@code
   * contact._known_x}.
   */
  public Column column(int number) {
    return coalesce(TermColumns.of(terms.get(number)), lit(false));
  }

  /**
   * The field that comes with each hit of a condition, as a column of texts of the events table;
   * null where the event has no value.
   *
   * @throws IllegalArgumentException for a condition that carries no field
   */
  public Column carriedColumn(int number) {
    return conditions
        .get(number)
        .carried()
        .map(field -> TermColumns.of(EventFields.text(field)))
        .orElseThrow(
            () -> new IllegalArgumentException("Condition %d carries nothing".formatted(number)));
  }

  /** Qualified names of what the conditions on facts read, sorted. */
  public Set<String> attributes() {
    Set<String> attributes = new TreeSet<>();
    conditions.forEach(condition -> attributes.addAll(condition.attributes()));
    return Collections.unmodifiableSet(attributes);
  }

  public AttributeCatalogue catalogue() {
    return catalogue;
  }

  /** SHA-256 of the canonical conditions and of the types of what they read, in hexadecimal. */
  public String fingerprint() {
    StringBuilder text = new StringBuilder("conditions ").append(LANGUAGE).append('\n');
    for (CompiledCondition condition : conditions) {
      text.append(condition.scope()).append(' ').append(condition.canonical());
      condition.carried().ifPresent(field -> text.append(" carrying ").append(field));
      text.append('\n');
    }
    for (String attribute : attributes()) {
      text.append(attribute).append(' ').append(catalogue.typeOf(attribute).orElseThrow());
      text.append('\n');
    }

    return Fingerprint.ofText(text.toString());
  }

  /**
   * What makes conditions differ.
   *
   * @param carried empty for nothing
   */
  private record Key(Scope scope, String canonical, String carried) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::scope).thenComparing(Key::canonical).thenComparing(Key::carried);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }
}
