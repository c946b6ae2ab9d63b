package io.requalify.tables.source;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.requalify.tables.TableContract;

/** One row for each score that the live system logged. */
public final class ProductionScoresTable {
  public static final String CONTACT_ID = "contact_id";
  public static final String SCORED_AT = "scored_at";
  public static final String VERSION_LABEL = "version_label";
  public static final String SCORE = "score";
  public static final String SOURCE = "source";
  public static final String SOURCE_ID = "source_id";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.source(
              "production_scores", "One row for each score that the live system logged.")
          .required(CONTACT_ID, StringType, "Whose score")
          .required(SCORED_AT, TimestampType, "When", "UTC")
          .optional(VERSION_LABEL, StringType, "Version, as the source names it")
          .required(SCORE, DoubleType, "The score", "points")
          .required(SOURCE, StringType, "Name of the export this row came from")
          .optional(
              SOURCE_ID, StringType, "Identifier of the row in that export; null where it has none")
          .key(SOURCE, CONTACT_ID, SCORED_AT)
          .partitionedBy(SOURCE)
          .build();

  private ProductionScoresTable() {}
}
