package io.requalify.tables.source;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.requalify.tables.TableContract;

/** One row for each answer of a contact to the question whether it would recommend the company. */
public final class SatisfactionTable {
  public static final String CONTACT_ID = "contact_id";
  public static final String RESPONDED_AT = "responded_at";
  public static final String SCORE = "score";
  public static final String SOURCE = "source";
  public static final String SOURCE_ID = "source_id";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.source(
              "satisfaction",
              "One row for each answer of a contact to the question whether it would recommend the company.")
          .required(CONTACT_ID, StringType, "Who answered")
          .required(RESPONDED_AT, TimestampType, "When", "UTC")
          .required(SCORE, IntegerType, "0 to 10")
          .required(SOURCE, StringType, "Name of the export this row came from")
          .optional(
              SOURCE_ID, StringType, "Identifier of the row in that export; null where it has none")
          .key(SOURCE, CONTACT_ID, RESPONDED_AT)
          .partitionedBy(SOURCE)
          .check("score_is_on_the_scale", "score BETWEEN 0 AND 10")
          .build();

  private SatisfactionTable() {}
}
