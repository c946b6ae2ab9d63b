package io.requalify.tables.source;

import static io.requalify.tables.ColumnTypes.MONEY;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.requalify.tables.TableContract;

/** One row for each stage that a contact or its opportunity reached. */
public final class StageChangesTable {
  public static final String SUBJECT_ID = "subject_id";
  public static final String CONTACT_ID = "contact_id";
  public static final String STAGE = "stage";
  public static final String OCCURRED_AT = "occurred_at";
  public static final String KNOWN_AT = "known_at";
  public static final String AMOUNT = "amount";
  public static final String MARGIN = "margin";
  public static final String CURRENCY = "currency";
  public static final String REASON = "reason";
  public static final String SOURCE = "source";
  public static final String SOURCE_ID = "source_id";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.source(
              "stage_changes", "One row for each stage that a contact or its opportunity reached.")
          .required(SUBJECT_ID, StringType, "Id of the decision or opportunity that moved")
          .required(CONTACT_ID, StringType, "Contact it belongs to")
          .required(
              STAGE, StringType, "accepted, rejected, recycled, opportunity, won, lost or churned")
          .required(OCCURRED_AT, TimestampType, "When the stage was reached", "UTC")
          .required(KNOWN_AT, TimestampType, "When the system of record could first know it", "UTC")
          .optional(
              AMOUNT, MONEY, "Money of the opportunity, null where the stage has none", "currency")
          .optional(MARGIN, MONEY, "Margin of the opportunity", "currency")
          .optional(CURRENCY, StringType, "ISO 4217 code of the money")
          .optional(REASON, StringType, "Reason, as recorded")
          .required(SOURCE, StringType, "Name of the export this row came from")
          .optional(
              SOURCE_ID, StringType, "Identifier of the row in that export; null where it has none")
          .key(SOURCE, SUBJECT_ID, CONTACT_ID, STAGE, OCCURRED_AT)
          .partitionedBy(SOURCE)
          .check(
              "stage_is_known",
              "stage IN ('accepted', 'rejected', 'recycled', 'opportunity', 'won', 'lost', 'churned')")
          .check(
              "money_has_a_currency", "(amount IS NULL AND margin IS NULL) OR currency IS NOT NULL")
          .build();

  private StageChangesTable() {}
}
