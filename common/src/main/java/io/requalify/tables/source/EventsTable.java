package io.requalify.tables.source;

import static io.requalify.tables.ColumnTypes.STRINGS_BY_NAME;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.requalify.tables.TableContract;

/** One row for each thing that a contact did. */
public final class EventsTable {
  public static final String EVENT_ID = "event_id";
  public static final String CONTACT_ID = "contact_id";
  public static final String TYPE = "type";
  public static final String OCCURRED_AT = "occurred_at";
  public static final String KNOWN_AT = "known_at";
  public static final String ASSET = "asset";
  public static final String URL = "url";
  public static final String CHANNEL = "channel";
  public static final String CAMPAIGN = "campaign";
  public static final String VALUE = "value";
  public static final String PROPS = "props";
  public static final String SUSPECT = "suspect";
  public static final String SOURCE = "source";
  public static final String SOURCE_ID = "source_id";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.source("events", "One row for each thing that a contact did.")
          .required(EVENT_ID, StringType, "Id of the event")
          .required(CONTACT_ID, StringType, "Who did it")
          .required(TYPE, StringType, "Kind of event, such as page_view or form")
          .required(OCCURRED_AT, TimestampType, "When it happened", "UTC")
          .required(KNOWN_AT, TimestampType, "When the system of record could first know it", "UTC")
          .optional(ASSET, StringType, "What was downloaded, watched or filled in")
          .optional(URL, StringType, "Address of the page")
          .optional(CHANNEL, StringType, "Channel of this event")
          .optional(CAMPAIGN, StringType, "Campaign of this event")
          .optional(VALUE, DoubleType, "A number that the event carries")
          .optional(PROPS, STRINGS_BY_NAME, "Further named values")
          .required(SUSPECT, BooleanType, "True for a bot or a scanner of mail")
          .required(SOURCE, StringType, "Name of the export this row came from")
          .optional(
              SOURCE_ID, StringType, "Identifier of the row in that export; null where it has none")
          .key(SOURCE, EVENT_ID)
          .partitionedBy(SOURCE)
          .build();

  private EventsTable() {}
}
