package io.requalify.tables.source;

import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.requalify.tables.TableContract;

/** One row for each contact that the source deleted. */
public final class DeletionsTable {
  public static final String CONTACT_ID = "contact_id";
  public static final String DELETED_AT = "deleted_at";
  public static final String KIND = "kind";
  public static final String SOURCE = "source";
  public static final String SOURCE_ID = "source_id";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.source("deletions", "One row for each contact that the source deleted.")
          .required(CONTACT_ID, StringType, "The contact")
          .required(DELETED_AT, TimestampType, "When", "UTC")
          .required(KIND, StringType, "Kind of deletion, as the source names it")
          .required(SOURCE, StringType, "Name of the export this row came from")
          .optional(
              SOURCE_ID, StringType, "Identifier of the row in that export; null where it has none")
          .key(SOURCE, CONTACT_ID, DELETED_AT)
          .partitionedBy(SOURCE)
          .build();

  private DeletionsTable() {}
}
