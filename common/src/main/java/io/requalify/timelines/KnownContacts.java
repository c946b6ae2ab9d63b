package io.requalify.timelines;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.requalify.tables.source.ContactsTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The contacts of all sources, one row for each id. */
public final class KnownContacts {
  private static final String EARLIEST = "_earliest";

  private KnownContacts() {}

  /**
   * One row for each contact, without its source, and without an account that is a {@link FreeMail}
   * domain. Where several sources name the same contact, the row with the earliest creation stands
   * for it, and of equally early ones that of the first source by name.
   */
  public static Dataset<Row> oneRowEach(Dataset<Row> contacts) {
    Column inOrder =
        struct(
            col(ContactsTable.CREATED_AT),
            col(ContactsTable.SOURCE),
            col(ContactsTable.ACCOUNT_ID),
            col(ContactsTable.CHANNEL),
            col(ContactsTable.MEDIUM),
            col(ContactsTable.CAMPAIGN),
            col(ContactsTable.EMAIL_DOMAIN));
    return contacts
        .groupBy(ContactsTable.CONTACT_ID)
        .agg(min(inOrder).as(EARLIEST))
        .select(col(ContactsTable.CONTACT_ID), col(EARLIEST + ".*"))
        .drop(ContactsTable.SOURCE)
        .withColumn(
            ContactsTable.ACCOUNT_ID,
            when(FreeMail.isNone(col(ContactsTable.ACCOUNT_ID)), col(ContactsTable.ACCOUNT_ID)));
  }

  /**
   * Part of the accounts that a cluster belongs to, by a hash of it, from 0: what is fitted to the
   * others is held against it.
   */
  public static Column fold(Column cluster, int folds) {
    return pmod(xxhash64(cluster), lit((long) folds)).cast("int");
  }

  /** What varies together by chance: the account, else the contact by itself. */
  public static Column cluster(Column account, Column contact) {
    return coalesce(concat(lit("account "), account), concat(lit("contact "), contact));
  }
}
