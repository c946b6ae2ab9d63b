package io.requalify.timelines;

import static io.requalify.timelines.TimelineEntries.micros;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.requalify.rules.AttributeCatalogue;
import io.requalify.tables.source.AttributeChangesTable;
import io.requalify.tables.source.ContactsTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * What was known of each contact and of its account, at its creation and at every instant at which
 * that changed.
 *
 * <p>A change is visible from the later of {@code changed_at} and {@code known_at}. Of the visible
 * changes of an attribute the one with the latest {@code changed_at} holds, so a change that
 * becomes known late never overrides a newer one; of those that changed at the same instant the one
 * known last holds, as it corrects the others. Because what is visible only grows, the change that
 * holds is a running maximum in the order of visibility.
 *
 * <p>A contact is looked at from its creation on; what was visible earlier is visible then.
 */
final class FactStates {
  static final String CONTACT = "_contact";
  static final String AT = "_at";

  /** Prefix of the flag, beside an attribute, that a change of it is known. */
  static final String KNOWN = "_known_";

  private static final String ACCOUNT_ENTITY = "account";
  private static final String CONTACT_ENTITY = "contact";
  private static final String CREATED = "_created";
  private static final String VALUE = "value";

  private static final List<String> ENTITIES = List.of(CONTACT_ENTITY, ACCOUNT_ENTITY);

  private final List<Attribute> attributes;

  /**
   * An attribute that a condition names.
   *
   * @param column of the rows here
   */
  private record Attribute(
      String entity, String name, AttributeCatalogue.Type type, String column) {
    boolean isColumnOfContacts() {
      return AttributeCatalogue.OWN_COLUMNS.contains(entity + "." + name);
    }
  }

  /**
   * States of these attributes and no others.
   *
   * @param named qualified names, each of which the catalogue knows
   */
  FactStates(Set<String> named, AttributeCatalogue catalogue) {
    List<Attribute> numbered = new ArrayList<>();
    for (String qualified : new TreeSet<>(named)) {
      int dot = qualified.indexOf('.');
      numbered.add(
          new Attribute(
              qualified.substring(0, dot),
              qualified.substring(dot + 1),
              catalogue.typeOf(qualified).orElseThrow(),
              "_holds_" + numbered.size()));
    }
    this.attributes = List.copyOf(numbered);
  }

  /**
   * What holds from each instant on: the id, the instant in microseconds, and for each of the two
   * entities that conditions name a struct with a field and a flag for each attribute. Rows of one
   * id and one instant are equal.
   *
   * @param contacts one row for each contact
   */
  Dataset<Row> of(Dataset<Row> contacts, Dataset<Row> changes) {
    return visible(contacts, changes).transform(this::asOf).select(structs());
  }

  private Dataset<Row> visible(Dataset<Row> contacts, Dataset<Row> changes) {
    Dataset<Row> visible = atCreation(contacts);
    for (String entity : ENTITIES) {
      if (of(entity).findAny().isPresent()) {
        visible = visible.unionByName(changesOf(entity, contacts, changes));
      }
    }
    return visible;
  }

  private Dataset<Row> atCreation(Dataset<Row> contacts) {
    Column created = micros(ContactsTable.CREATED_AT);
    return contacts.select(
        columns(
            col(ContactsTable.CONTACT_ID),
            created,
            attribute ->
                held(
                    lit(attribute.isColumnOfContacts()),
                    created,
                    created,
                    false,
                    lit(""),
                    attribute.isColumnOfContacts()
                        ? col(attribute.name())
                        : typed(lit(null).cast("string"), attribute))));
  }

  private Dataset<Row> changesOf(String entity, Dataset<Row> contacts, Dataset<Row> changes) {
    String key =
        entity.equals(ACCOUNT_ENTITY) ? ContactsTable.ACCOUNT_ID : ContactsTable.CONTACT_ID;
    Dataset<Row> keyed =
        contacts.select(
            col(key).as("_entity"),
            col(ContactsTable.CONTACT_ID).as(CONTACT),
            micros(ContactsTable.CREATED_AT).as(CREATED));
    Column name = col(AttributeChangesTable.ATTRIBUTE);
    Column changed = micros(AttributeChangesTable.CHANGED_AT);
    Column known = micros(AttributeChangesTable.KNOWN_AT);
    return changes
        .where(
            col(AttributeChangesTable.ENTITY)
                .equalTo(entity)
                .and(name.isin(of(entity).map(Attribute::name).toArray())))
        .join(keyed, col(AttributeChangesTable.ENTITY_ID).equalTo(col("_entity")))
        .select(
            columns(
                col(CONTACT),
                greatest(changed, known, col(CREATED)),
                attribute ->
                    held(
                        attribute.entity().equals(entity)
                            ? name.equalTo(attribute.name())
                            : lit(false),
                        changed,
                        known,
                        true,
                        col(AttributeChangesTable.SOURCE),
                        typed(col(AttributeChangesTable.VALUE), attribute))));
  }

  private Column[] columns(Column contact, Column at, Function<Attribute, Column> held) {
    return Stream.concat(
            Stream.of(contact.as(CONTACT), at.as(AT)),
            attributes.stream().map(attribute -> held.apply(attribute).as(attribute.column())))
        .toArray(Column[]::new);
  }

  private Stream<Attribute> of(String entity) {
    return attributes.stream().filter(attribute -> attribute.entity().equals(entity));
  }

  /** A value behind what decides whether it holds; null in the rows of other attributes. */
  private static Column held(
      Column concerned,
      Column changed,
      Column known,
      boolean recorded,
      Column source,
      Column value) {
    return when(
        concerned,
        struct(
            changed.as("_changed"),
            known.as("_known"),
            // A recorded change at the instant of creation says more than the contact's own column.
            lit(recorded).as("_recorded"),
            source.as("_source"),
            value.as(VALUE)));
  }

  private Column typed(Column text, Attribute attribute) {
    return AttributeValues.typed(text, attribute.type());
  }

  private Dataset<Row> asOf(Dataset<Row> visible) {
    // A frame by range takes in all rows of the instant, so rows of one instant come out equal.
    WindowSpec untilNow =
        Window.partitionBy(CONTACT)
            .orderBy(AT)
            .rangeBetween(Window.unboundedPreceding(), Window.currentRow());
    return visible.select(
        columns(col(CONTACT), col(AT), attribute -> max(col(attribute.column())).over(untilNow)));
  }

  private Column[] structs() {
    List<Column> columns = new ArrayList<>(List.of(col(CONTACT), col(AT)));
    for (String entity : ENTITIES) {
      Column[] fields = of(entity).flatMap(FactStates::fields).toArray(Column[]::new);
      if (fields.length > 0) {
        columns.add(struct(fields).as(entity));
      }
    }
    return columns.toArray(Column[]::new);
  }

  private static Stream<Column> fields(Attribute attribute) {
    Column holds = col(attribute.column());
    return Stream.of(
        holds.getField(VALUE).as(attribute.name()), holds.isNotNull().as(KNOWN + attribute.name()));
  }
}
