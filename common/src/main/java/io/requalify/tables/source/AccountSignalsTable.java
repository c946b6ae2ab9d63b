package io.requalify.tables.source;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.requalify.tables.TableContract;

/** One row for each intent signal of an account. */
public final class AccountSignalsTable {
  public static final String SIGNAL_ID = "signal_id";
  public static final String ACCOUNT_ID = "account_id";
  public static final String TOPIC = "topic";
  public static final String STRENGTH = "strength";
  public static final String OCCURRED_AT = "occurred_at";
  public static final String KNOWN_AT = "known_at";
  public static final String SOURCE = "source";
  public static final String SOURCE_ID = "source_id";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.source("account_signals", "One row for each intent signal of an account.")
          .required(SIGNAL_ID, StringType, "Id of the signal")
          .required(ACCOUNT_ID, StringType, "Whose signal")
          .required(TOPIC, StringType, "Subject of the interest")
          .optional(STRENGTH, DoubleType, "Strength, as the source gives it")
          .required(OCCURRED_AT, TimestampType, "When it happened", "UTC")
          .required(KNOWN_AT, TimestampType, "When it could first be known", "UTC")
          .required(SOURCE, StringType, "Name of the export this row came from")
          .optional(
              SOURCE_ID, StringType, "Identifier of the row in that export; null where it has none")
          .key(SOURCE, SIGNAL_ID)
          .partitionedBy(SOURCE)
          .build();

  private AccountSignalsTable() {}
}
