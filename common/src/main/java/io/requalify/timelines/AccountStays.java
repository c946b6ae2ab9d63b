package io.requalify.timelines;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.requalify.tables.Tables;
import io.requalify.tables.source.AccountMembersTable;
import io.requalify.tables.source.ContactsTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * When contacts belong to accounts. What {@code account_members} says of a contact holds; of whom
 * it says nothing, the contact belongs to its own account all the time. A {@link FreeMail} domain
 * is no account.
 */
public final class AccountStays {
  public static final String CONTACT_ID = ContactsTable.CONTACT_ID;
  public static final String ACCOUNT_ID = ContactsTable.ACCOUNT_ID;
  public static final String ROLE = AccountMembersTable.ROLE;

  /** Begin, in microseconds since 1970. */
  public static final String FROM = "_from";

  /** End, exclusive, in microseconds since 1970; {@link Long#MAX_VALUE} while it lasts. */
  public static final String TO = "_to";

  private static final String SAID = "_said";

  private AccountStays() {}

  /** One row for each stay, from the present sources. */
  public static Dataset<Row> in(Tables tables) {
    return of(
        KnownContacts.oneRowEach(tables.read(ContactsTable.CONTRACT)),
        tables.read(AccountMembersTable.CONTRACT));
  }

  /**
   * One row for each stay.
   *
   * @param contacts one row for each contact
   * @param members rows of {@code account_members}
   */
  static Dataset<Row> of(Dataset<Row> contacts, Dataset<Row> members) {
    Dataset<Row> said =
        members.select(
            col(AccountMembersTable.CONTACT_ID),
            col(AccountMembersTable.ACCOUNT_ID),
            col(ROLE),
            TimelineEntries.micros(AccountMembersTable.VALID_FROM).as(FROM),
            coalesce(TimelineEntries.micros(AccountMembersTable.VALID_TO), lit(Long.MAX_VALUE))
                .as(TO));
    Dataset<Row> own =
        contacts
            .where(col(ContactsTable.ACCOUNT_ID).isNotNull())
            .join(
                said.select(col(CONTACT_ID).as(SAID)),
                col(CONTACT_ID).equalTo(col(SAID)),
                "left_anti")
            .select(
                col(ContactsTable.CONTACT_ID),
                col(ContactsTable.ACCOUNT_ID),
                lit(null).cast("string").as(ROLE),
                lit(Long.MIN_VALUE).as(FROM),
                lit(Long.MAX_VALUE).as(TO));
    return said.unionByName(own).where(FreeMail.isNone(col(ACCOUNT_ID)));
  }
}
