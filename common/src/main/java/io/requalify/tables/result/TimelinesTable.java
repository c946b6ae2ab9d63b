package io.requalify.tables.result;

import static io.requalify.tables.ColumnTypes.INTEGERS;
import static io.requalify.tables.ColumnTypes.LONGS;
import static io.requalify.tables.ColumnTypes.TEXTS;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.requalify.tables.TableContract;

/**
 * The hits of each contact in time order, ready for replay under any version with the same
 * conditions.
 */
public final class TimelinesTable {
  public static final String TIMELINE_ID = "timeline_id";
  public static final String MADE_FROM = "made_from";
  public static final String CONTACT_ID = "contact_id";
  public static final String ACCOUNT_ID = "account_id";
  public static final String CHANNEL = "channel";
  public static final String CREATED_AT = "created_at";
  public static final String PART = "part";
  public static final String VISIBLE_AT = "visible_at";
  public static final String OCCURRED_AT = "occurred_at";
  public static final String CODE = "code";
  public static final String VALUE = "value";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.working(
              "timelines",
              "The hits of each contact in time order, ready for replay under any version with the same conditions.")
          .required(
              TIMELINE_ID,
              StringType,
              "SHA-256 of the distinct conditions and of the versions of the inputs")
          .required(
              MADE_FROM,
              StringType,
              "SHA-256 of the names that Delta gave the input tables when they were made")
          .required(CONTACT_ID, StringType, "Whose timeline")
          .optional(ACCOUNT_ID, StringType, "Company of the contact")
          .optional(CHANNEL, StringType, "Channel of the contact")
          .required(CREATED_AT, TimestampType, "Creation of the contact", "UTC")
          .required(
              PART,
              IntegerType,
              "0 for the first piece of the timeline; a very long one goes on in further rows")
          .required(
              VISIBLE_AT,
              LONGS,
              "When each entry came to be known, never falling",
              "microseconds since 1970, UTC")
          .optional(
              OCCURRED_AT,
              LONGS,
              "When each happened; null where all were known when they happened",
              "microseconds since 1970, UTC")
          .required(CODE, INTEGERS, "What each entry is: see TimelineCode")
          .optional(
              VALUE,
              TEXTS,
              "What each event has in the field that a rule tells apart; null where no entry has any")
          .key(TIMELINE_ID, CONTACT_ID, PART)
          .partitionedBy(TIMELINE_ID)
          .build();

  private TimelinesTable() {}
}
