package io.requalify.tables.source;

import static io.requalify.tables.ColumnTypes.MONEY;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.requalify.tables.TableContract;

/** One row for what a channel cost in a period. */
public final class ChannelCostsTable {
  public static final String CHANNEL = "channel";
  public static final String PERIOD_START = "period_start";
  public static final String PERIOD_END = "period_end";
  public static final String AMOUNT = "amount";
  public static final String CURRENCY = "currency";
  public static final String SOURCE = "source";
  public static final String SOURCE_ID = "source_id";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.source("channel_costs", "One row for what a channel cost in a period.")
          .required(CHANNEL, StringType, "The channel")
          .required(PERIOD_START, TimestampType, "Start of the period", "UTC")
          .required(PERIOD_END, TimestampType, "End of the period, exclusive", "UTC")
          .required(AMOUNT, MONEY, "What was spent", "currency")
          .required(CURRENCY, StringType, "ISO 4217 code")
          .required(SOURCE, StringType, "Name of the export this row came from")
          .optional(
              SOURCE_ID, StringType, "Identifier of the row in that export; null where it has none")
          .key(SOURCE, CHANNEL, PERIOD_START, PERIOD_END)
          .partitionedBy(SOURCE)
          .check("times_are_in_order", "period_end > period_start")
          .build();

  private ChannelCostsTable() {}
}
