package io.requalify.tables.source;

import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.requalify.tables.TableContract;

/** One row for each date from which figures are not to be compared with those before at ease. */
public final class NotableDatesTable {
  public static final String NOTABLE_AT = "notable_at";
  public static final String WHAT = "what";
  public static final String NOTE = "note";
  public static final String SOURCE = "source";
  public static final String SOURCE_ID = "source_id";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.source(
              "notable_dates",
              "One row for each date from which figures are not to be compared with those before at ease.")
          .required(NOTABLE_AT, TimestampType, "From when on", "UTC")
          .required(
              WHAT,
              StringType,
              "What changed in a word or two, such as prices or ideal customer profile")
          .optional(NOTE, StringType, "How, in a sentence")
          .required(SOURCE, StringType, "Name of the export this row came from")
          .optional(
              SOURCE_ID, StringType, "Identifier of the row in that export; null where it has none")
          .key(SOURCE, NOTABLE_AT, WHAT)
          .partitionedBy(SOURCE)
          .build();

  private NotableDatesTable() {}
}
