package io.requalify.tables.source;

import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.requalify.tables.TableContract;

/** One row for each account: a company. */
public final class AccountsTable {
  public static final String ACCOUNT_ID = "account_id";
  public static final String NAME = "name";
  public static final String CREATED_AT = "created_at";
  public static final String SOURCE = "source";
  public static final String SOURCE_ID = "source_id";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.source("accounts", "One row for each account: a company.")
          .required(ACCOUNT_ID, StringType, "Id of the account")
          .optional(NAME, StringType, "Name of the company")
          .optional(CREATED_AT, TimestampType, "When the account was created", "UTC")
          .required(SOURCE, StringType, "Name of the export this row came from")
          .optional(
              SOURCE_ID, StringType, "Identifier of the row in that export; null where it has none")
          .key(SOURCE, ACCOUNT_ID)
          .partitionedBy(SOURCE)
          .build();

  private AccountsTable() {}
}
