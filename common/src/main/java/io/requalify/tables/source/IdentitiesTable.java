package io.requalify.tables.source;

import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.requalify.tables.TableContract;

/** One row for each source id that stands for a contact. */
public final class IdentitiesTable {
  public static final String ALIAS_ID = "alias_id";
  public static final String CONTACT_ID = "contact_id";
  public static final String VALID_FROM = "valid_from";
  public static final String CAUSE = "cause";
  public static final String SOURCE = "source";
  public static final String SOURCE_ID = "source_id";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.source("identities", "One row for each source id that stands for a contact.")
          .required(ALIAS_ID, StringType, "The id that stands for the contact")
          .required(CONTACT_ID, StringType, "The contact")
          .required(VALID_FROM, TimestampType, "From when", "UTC")
          .required(CAUSE, StringType, "merge, conversion or alias")
          .required(SOURCE, StringType, "Name of the export this row came from")
          .optional(
              SOURCE_ID, StringType, "Identifier of the row in that export; null where it has none")
          .key(SOURCE, ALIAS_ID, VALID_FROM)
          .partitionedBy(SOURCE)
          .check("cause_is_known", "cause IN ('merge', 'conversion', 'alias')")
          .build();

  private IdentitiesTable() {}
}
