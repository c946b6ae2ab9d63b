package io.requalify.tables.source;

import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.requalify.tables.TableContract;

/** One row for each contact: a person who may become a customer. */
public final class ContactsTable {
  public static final String CONTACT_ID = "contact_id";
  public static final String ACCOUNT_ID = "account_id";
  public static final String CREATED_AT = "created_at";
  public static final String CHANNEL = "channel";
  public static final String MEDIUM = "medium";
  public static final String CAMPAIGN = "campaign";
  public static final String EMAIL_DOMAIN = "email_domain";
  public static final String SOURCE = "source";
  public static final String SOURCE_ID = "source_id";

  /** Columns, key and constraints of this table. */
  public static final TableContract CONTRACT =
      TableContract.source(
              "contacts", "One row for each contact: a person who may become a customer.")
          .required(CONTACT_ID, StringType, "Canonical id of the contact")
          .optional(ACCOUNT_ID, StringType, "Company of the contact; null where none is known")
          .required(
              CREATED_AT, TimestampType, "When the contact was created, or first heard of", "UTC")
          .optional(
              CHANNEL,
              StringType,
              "Channel of the first contact, as the source says; null where it says nothing, which is not the same as a channel named unknown")
          .optional(MEDIUM, StringType, "Medium within the channel")
          .optional(CAMPAIGN, StringType, "Campaign within the medium")
          .optional(EMAIL_DOMAIN, StringType, "Mail domain, lower case; never the address itself")
          .required(SOURCE, StringType, "Name of the export this row came from")
          .optional(
              SOURCE_ID, StringType, "Identifier of the row in that export; null where it has none")
          .key(SOURCE, CONTACT_ID)
          .partitionedBy(SOURCE)
          .build();

  private ContactsTable() {}
}
