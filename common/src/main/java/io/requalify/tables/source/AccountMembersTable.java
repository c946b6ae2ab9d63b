package io.requalify.tables.source;

import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.requalify.tables.TableContract;

/** One row for each time in which a contact belonged to an account. */
public final class AccountMembersTable {
  public static final String ACCOUNT_ID = "account_id";
  public static final String CONTACT_ID = "contact_id";
  public static final String ROLE = "role";
  public static final String VALID_FROM = "valid_from";
  public static final String VALID_TO = "valid_to";
  public static final String SOURCE = "source";
  public static final String SOURCE_ID = "source_id";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.source(
              "account_members", "One row for each time in which a contact belonged to an account.")
          .required(ACCOUNT_ID, StringType, "The account")
          .required(CONTACT_ID, StringType, "The contact")
          .optional(ROLE, StringType, "Role of the contact there")
          .required(VALID_FROM, TimestampType, "From when", "UTC")
          .optional(VALID_TO, TimestampType, "Until when, exclusive; null while it lasts", "UTC")
          .required(SOURCE, StringType, "Name of the export this row came from")
          .optional(
              SOURCE_ID, StringType, "Identifier of the row in that export; null where it has none")
          .key(SOURCE, ACCOUNT_ID, CONTACT_ID, VALID_FROM)
          .partitionedBy(SOURCE)
          .check("times_are_in_order", "valid_to IS NULL OR valid_to > valid_from")
          .build();

  private AccountMembersTable() {}
}
