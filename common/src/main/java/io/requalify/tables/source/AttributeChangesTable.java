package io.requalify.tables.source;

import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.requalify.tables.TableContract;

/** One row for each change of a fact about a contact or an account. */
public final class AttributeChangesTable {
  public static final String ENTITY = "entity";
  public static final String ENTITY_ID = "entity_id";
  public static final String ATTRIBUTE = "attribute";
  public static final String CHANGED_AT = "changed_at";
  public static final String VALUE = "value";
  public static final String KNOWN_AT = "known_at";
  public static final String EVIDENCE = "evidence";
  public static final String SOURCE = "source";
  public static final String SOURCE_ID = "source_id";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.source(
              "attribute_changes",
              "One row for each change of a fact about a contact or an account.")
          .required(ENTITY, StringType, "contact or account")
          .required(ENTITY_ID, StringType, "Id of the contact or account")
          .required(ATTRIBUTE, StringType, "Name of the attribute, as conditions call it")
          .required(CHANGED_AT, TimestampType, "From when the value holds", "UTC")
          .optional(VALUE, StringType, "The value as text; null means that the fact became unknown")
          .required(KNOWN_AT, TimestampType, "When the system of record could first know it", "UTC")
          .required(EVIDENCE, StringType, "exact, backfilled or current_only")
          .required(SOURCE, StringType, "Name of the export this row came from")
          .optional(
              SOURCE_ID, StringType, "Identifier of the row in that export; null where it has none")
          .key(SOURCE, ENTITY, ENTITY_ID, ATTRIBUTE, CHANGED_AT, KNOWN_AT)
          .partitionedBy(SOURCE)
          .check("entity_is_known", "entity IN ('contact', 'account')")
          .check("evidence_is_known", "evidence IN ('exact', 'backfilled', 'current_only')")
          .build();

  private AttributeChangesTable() {}
}
